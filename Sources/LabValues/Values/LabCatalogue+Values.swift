/// Values that are already known as numbers: nobody writes a sentence to have them read.
extension LabCatalogue {
  /// What a number with or without a unit means for an analyte, in its canonical unit.
  ///
  ///     value(of: "calcium_total", number: 2.6, unit: nil)   10.4 mg/dL, since only mmol/L fits
  ///     value(of: "phosphate", number: 3.4, unit: nil)       a doubt with two candidates
  package func value(
    of id: String, number: Double, unit: String?, in context: ReadingContext = ReadingContext()
  ) -> Result<Quantity, Doubt> {
    let bare = BareValue(value: number, unit: unit, asTyped: decimalText(number, decimals: 2))
    switch mention(of: id, bare, unit: unit, in: context) {
    case .mention(let mention):
      if let value = mention.value { return .success(value) }
    case .doubt(let doubt): return .failure(doubt)
    case nil: break
    }
    return .failure(Doubt(fact: id, reason: .implausible, range: 0..<0, asTyped: bare.asTyped))
  }

  /// A number that was told apart from its name, made a result or a doubt.
  package enum Told: Sendable {
    case mention(Mention)
    case doubt(Doubt)
  }

  /// A stated result made of a fact and a number that were said apart: "which unit?" "mmol/L". `nil`
  /// for an id that is no analyte.
  package func mention(
    of id: String, _ bare: BareValue, unit: String?, in context: ReadingContext = ReadingContext()
  ) -> Told? {
    guard let analyte = analyte(id) else { return nil }
    let measure = analyte.measure(
      bare.value, unit: unit, asksForUnit: false, systems: families(in: context, for: id),
      system: { id in self.unit(id)?.system ?? .neutral })
    switch measure {
    case .value(let typed, let canonical, let guessed):
      var mention = Mention(fact: id, kind: .analyte, status: .stated, range: 0..<0)
      mention.typed = typed
      mention.value = canonical
      let isBare = bare.unit == nil && !analyte.isUnitless
      mention.asTyped = isBare ? "\(bare.asTyped) \(typed.unit)" : bare.asTyped
      mention.comparator = bare.comparator
      mention.unitGuessed = guessed
      mention.when = bare.when
      mention.subject = bare.subject
      mention.flag = analyte.flag(canonical.value, comparator: bare.comparator)
      return .mention(mention)
    case .doubt(let reason, let readings):
      var doubt = Doubt(
        fact: id, reason: reason, range: 0..<0, asTyped: bare.asTyped, number: bare.value,
        comparator: bare.comparator,
        candidates: candidates(readings, of: analyte, comparator: bare.comparator), when: bare.when)
      doubt.subject = bare.subject
      return .doubt(doubt)
    }
  }

  /// The alarm that a value of a test outside the catalogue raises: `nil` where it raises none, and for an
  /// id that is no such test.
  package func alarm(of id: String, _ bare: BareValue) -> ValueAlarm? {
    guard let watched = watchedTest(id),
      let (typed, canonical) = measured(bare, by: watched.test),
      let limit = watched.limit(reachedBy: canonical.value)
    else { return nil }
    return ValueAlarm(
      test: id, name: watched.test.label, value: typed.value, unit: typed.unit,
      asTyped: bare.asTyped, urgency: limit.urgency, isHigh: limit.atLeast != nil,
      subject: bare.subject, when: bare.when, range: 0..<0)
  }

  /// Where a value of a test outside the catalogue lies that raises no alarm: `nil` where it cannot be read.
  func watchedFlag(of id: String, _ bare: BareValue) -> Flag? {
    guard let watched = watchedTest(id),
      let (_, canonical) = measured(bare, by: watched.test)
    else { return nil }
    return watched.test.flag(canonical.value)
  }

  /// A test outside the catalogue that is only watched for danger: `nil` for an id that is no such test.
  package func watchedTest(_ id: String) -> WatchedTest? { watched.first { $0.test.id == id } }

  /// A number with or without a unit as a value of a test, as typed and in the canonical unit.
  private func measured(
    _ bare: BareValue, by test: Analyte
  ) -> (typed: Quantity, canonical: Quantity)? {
    let measured = test.measure(
      bare.value, unit: bare.unit, asksForUnit: false, systems: [:],
      system: { id in self.unit(id)?.system ?? .neutral })
    guard case .value(let typed, let canonical, _) = measured else { return nil }
    return (typed, canonical)
  }

  /// The readings of a doubtful number, each with its canonical value and flag.
  func candidates(
    _ readings: [Quantity], of analyte: Analyte, comparator: Comparator
  ) -> [Doubt.Candidate] {
    readings.compactMap { reading in
      analyte.canonical(reading).map {
        Doubt.Candidate(
          typed: reading, canonical: $0,
          flag: analyte.flag($0.value, comparator: comparator))
      }
    }
  }

  /// The families of units that the results known so far are in, without the analyte's own.
  private func families(in context: ReadingContext, for id: String) -> [UnitSystem: Bool] {
    var found: [UnitSystem: Bool] = [:]
    for (fact, unit) in context.units where fact != id {
      guard let system = self.unit(unit)?.system, system != .neutral else { continue }
      found[system] = true
    }
    return found
  }
}
