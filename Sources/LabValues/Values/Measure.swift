/// A number made into a quantity of one analyte.
enum Measure {
  /// Recorded as this.
  case value(typed: Quantity, canonical: Quantity, guessed: Bool)
  case doubt(Doubt.Reason, [Quantity])
}

extension Analyte {
  /// What a number with or without a unit means.
  ///
  /// No unit: inside `ask` every plausible unit is a candidate; else the units that put it inside
  /// `soft`, or failing that inside `hard`; one is taken, several are asked about.
  func measure(
    _ number: Double, unit typedUnit: String?, asksForUnit: Bool, systems: [UnitSystem: Bool],
    system: (String) -> UnitSystem
  ) -> Measure {
    if asksForUnit, let readings = askForUnit[typedUnit ?? ""] {
      let possible = readings.map { Quantity(number, $0) }.filter(isPossible)
      return possible.isEmpty ? .doubt(.implausible, []) : .doubt(.missingUnit, possible)
    }
    guard let typedUnit else { return infer(number, systems, system) }
    if let likely = confirm[typedUnit] {
      let reading = Quantity(number, likely)
      return .doubt(.unitToConfirm(typed: typedUnit), isPossible(reading) ? [reading] : [])
    }
    let unit = readAs[typedUnit] ?? typedUnit
    let typed = Quantity(number, unit)
    guard let value = canonical(typed) else {
      return .doubt(.unitDoesNotFit(typed: typedUnit), plausible(number, in: soft))
    }
    return hard.contains(value.value)
      ? .value(typed: typed, canonical: value, guessed: false) : .doubt(.implausible, [])
  }

  /// Inside the hard limits, with a little room for rounding at their ends.
  func isPossible(_ quantity: Quantity) -> Bool {
    canonical(quantity).map { hard.contains($0.value) } ?? false
  }

  /// Where nothing may be guessed all units are asked about.
  private var guessable: [String] { infer.isEmpty ? units.map(\.unit) : infer }

  private func plausible(_ number: Double, in span: ClosedRange<Double>) -> [Quantity] {
    guessable.map { Quantity(number, $0) }.filter { quantity in
      canonical(quantity).map { span.contains($0.value) } ?? false
    }
  }

  private func infer(
    _ number: Double, _ systems: [UnitSystem: Bool], _ system: (String) -> UnitSystem
  ) -> Measure {
    if ask.contains(where: { $0.contains(number) }) {
      let possible = plausible(number, in: hard)
      return possible.isEmpty ? .doubt(.implausible, []) : .doubt(.missingUnit, possible)
    }
    var fits = plausible(number, in: soft)
    if fits.isEmpty { fits = plausible(number, in: hard) }
    if fits.count > 1 {
      // Another result with a unit of one family breaks the tie.
      let kin = fits.filter { systems[system($0.unit)] == true }
      if kin.count == 1, systems.count == 1 { fits = kin }
    }
    guard let only = fits.first else { return .doubt(.implausible, []) }
    guard fits.count == 1, !infer.isEmpty, let value = canonical(only) else {
      return .doubt(.missingUnit, fits)
    }
    return .value(typed: only, canonical: value, guessed: !isUnitless)
  }
}
