/// Whose number it is, and whether it is meant.
extension Entry {
  /// Whether the number states a result of a test.
  ///
  /// - Parameter isReport: the line holds a report, so that a sentence of it explains
  func status(
    of name: NameSpan, _ test: Int, in line: MarkedLine, isReport: Bool
  ) -> Status {
    let scopes = line.scopes
    if !isRow || tail.unit == nil, isDose(name, test, line) { return .dose }
    let i = anchor ?? name.start
    let p = min(i, line.numbers[number].start)
    if line.isAnimal(i) { return .hypothetical }
    if line.otherPerson(i, tail.end) != nil {
      return binding.isNegated ? .denied : .stated
    }
    if scopes.subject[i] == .generic { return .question }
    if scopes.isHypothetical[i] || scopes.isHypothetical[p] { return .hypothetical }
    if binding.isTarget || Self.targetBefore(p, line) { return .target }
    if scopes.asking[i] != .no, !isOwn(i, line) { return .question }
    if isReport, !isRow, scopes.owner[i] < 0, scopes.speakerAt[i] < 0 { return .target }
    return binding.isNegated ? .denied : .stated
  }

  /// Inside a question a value still counts when it is the speaker's own.
  private func isOwn(_ i: Int, _ line: MarkedLine) -> Bool {
    let scopes = line.scopes
    let start = scopes.questionStart[i]
    if scopes.subject[i] == .child || scopes.subject[i] == .patient { return true }
    if scopes.owner[i] >= 0 {
      // "is my calcium 12?" asks for the value; "is my calcium of 12 dangerous?" gives it.
      let isBare =
        scopes.asking[i] == .open && scopes.owner[i] == start + 1
        && scopes.owner[i] + 1 == i && binding.number != nil
      guard isBare else { return true }
      let next = tail.end
      return hasConnector(i, line)
        || next < line.scan.count && line.scan.lexemes[next].pause == .none
    }
    return scopes.speakerAt[i] >= start && scopes.speakerAt[i] >= 0
  }

  private func hasConnector(_ i: Int, _ line: MarkedLine) -> Bool {
    guard let name = line.scan.name(at: i) else { return false }
    return line.numbers[number].start > name.end
  }

  private static func targetBefore(_ p: Int, _ line: MarkedLine) -> Bool {
    var j = p
    var steps = 0
    while j > 0, steps < 6, line.scan.lexemes[j].pause == .none, !line.layout.opensCell[j] {
      j -= 1
      steps += 1
      if line.scan.nameAt[j] >= 0 || line.scan.lexemes[j].isDigits { return false }
      if line.scan.end(of: CueSet(.target), at: j) != nil { return true }
    }
    return false
  }

  /// "take", "on" in front, with nothing between but fillers.
  private static func isSwallowed(_ first: Int, _ scan: LineScan) -> Bool {
    var k = first
    for _ in 0..<4 {
      guard k > 0, scan.lexemes[k].pause == .none || k == scan.count else { return false }
      if scan.start(of: CueSet(.intake), endingAt: k) != nil { return true }
      guard
        scan.lexemes[k - 1].isDigits || scan.end(of: CueSet(.valueFiller, .owning), at: k - 1) == k
      else {
        return false
      }
      k -= 1
    }
    return false
  }

  private func isDose(_ name: NameSpan, _ test: Int, _ line: MarkedLine) -> Bool {
    let number = line.numbers[self.number]
    if let unit = tail.unit, line.fits(unit, test) { return false }
    let after = max(line.units[self.number].end, number.end)
    let hasCue = (after..<min(line.scan.count, after + 2)).contains {
      line.scan.lexemes[$0].pause == .none && line.scan.has(.doseCue, at: $0)
    }
    if hasCue { return true }
    let first = min(name.start, number.start)
    let isTaken = Self.isSwallowed(first, line.scan)
    if tail.isDose {
      let analyte = line.tests[test]
      return isTaken
        || !analyte.infer.contains { unit in
          analyte.canonical(Quantity(number.value, unit)).map { analyte.soft.contains($0.value) }
            ?? false
        } || name.start > number.start
    }
    return isTaken && tail.unit == nil
  }
}
