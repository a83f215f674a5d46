import LabValues

/// Answers an open question about a unit or a value: "mmol/L", "2.2 mmol/L", "the first".
struct DoubtAnswers {
  let labs: LabCatalogue

  func apply(_ line: SpokenLine, to doubt: Doubt, _ change: inout SessionChange) {
    let reading = line.reading
    if confirms(doubt, line) { return settle(doubt.candidates.first, doubt, &change) }
    if let value = corrected(doubt, reading) { return state(value, value.unit, doubt, &change) }
    switch reading.unitAnswer {
    case .unit(let unit):
      if let number = doubt.number {
        let value = BareValue(
          value: number, unit: nil, comparator: doubt.comparator, asTyped: doubt.asTyped)
        return state(value, unit, doubt, &change)
      }
    case .system(let system):
      return settle(
        doubt.candidates.first { labs.unit($0.typed.unit)?.system == system }, doubt, &change)
    case nil: break
    }
    let named = reading.recorded.isEmpty ? named(doubt, in: line.text) : nil
    if let bare = reading.bareValue, named == nil || bare.value != doubt.number {
      return state(bare, bare.unit ?? named?.typed.unit, doubt, &change)
    }
    if let named { return settle(named, doubt, &change) }
    if let number = line.choice, doubt.candidates.indices.contains(number - 1) {
      settle(doubt.candidates[number - 1], doubt, &change)
    }
  }

  /// "yes", or the same value and unit again.
  private func confirms(_ doubt: Doubt, _ line: SpokenLine) -> Bool {
    guard case .unitToConfirm(let unit) = doubt.reason, doubt.candidates.count == 1 else {
      return false
    }
    if let bare = line.reading.bareValue {
      return bare.value == doubt.number && (bare.unit == nil || bare.unit == unit)
    }
    return line.isConfirmation && line.reading.unitAnswer == nil
  }

  private func corrected(_ doubt: Doubt, _ reading: Reading) -> BareValue? {
    reading.corrections.first {
      $0.value != nil && ($0.fact == nil || $0.fact == doubt.fact)
    }?.value
  }

  /// The reading whose unit stands in the line, unless it is the unit of another number there.
  private func named(_ doubt: Doubt, in text: String) -> Doubt.Candidate? {
    let typed = text.lowercased()
    return doubt.candidates.first { candidate in
      guard let unit = typed.firstRange(of: candidate.typed.unit.lowercased()) else { return false }
      let before = typed[..<unit.lowerBound].reversed().drop(while: \.isWhitespace)
      let number = String(before.prefix { $0.isNumber || $0 == "." || $0 == "," }.reversed())
      return number.isEmpty || Double(number.replacing(",", with: ".")) == doubt.number
    }
  }

  /// Records one of the readings that were offered.
  private func settle(
    _ chosen: Doubt.Candidate?, _ doubt: Doubt, _ change: inout SessionChange
  ) {
    guard let chosen else { return }
    var mention = Mention(fact: doubt.fact, kind: .analyte, status: .stated, range: 0..<0)
    mention.value = chosen.canonical
    mention.typed = chosen.typed
    mention.asTyped = labs.analyte(doubt.fact)?.text(chosen.typed) ?? doubt.asTyped
    mention.comparator = doubt.comparator
    mention.flag = chosen.flag
    mention.when = doubt.when
    change.record(mention, of: doubt.subject, labs)
    change.isSettled = true
  }

  /// Reads the result once more, now with what the person added to it.
  private func state(
    _ value: BareValue, _ unit: String?, _ doubt: Doubt, _ change: inout SessionChange
  ) {
    switch labs.mention(of: doubt.fact, value, unit: unit) {
    case .mention(var mention)?:
      mention.when = doubt.when
      change.record(mention, of: doubt.subject, labs)
    case .doubt(let doubt)?: Statements(labs: labs).ask(doubt, &change)
    case nil: return
    }
    change.isSettled = true
  }
}
