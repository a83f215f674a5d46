/// Values of antibodies: "ANA 1:640 speckled", "tested negative for Scl-70".
extension QualitativeBinding {
  /// Binds what stands behind a name, else what stands in front of it.
  ///
  /// - Parameter read: the values of the names read before, by their index in `scan.names`
  mutating func bindAntibody(
    _ n: Int, _ test: QualitativeTest, _ line: MarkedLine, read: [Int: String],
    _ taken: inout TakenNumbers
  ) {
    let (scan, catalogue) = (line.scan, line.catalogue)
    let name = scan.names[n]
    if let sign = scan.sign(behind: name) { value = catalogue.value(.antibody, sign) }
    var isNegated = false
    var unknown = 0
    var j = name.end
    while j < min(scan.count, name.end + 12) {
      if scan.isSentenceStart(j) { break }
      if scan.nameAt[j] >= 0 {
        guard let (end, pattern) = scan.choice(.pattern, at: j), test.hasTitre else { break }
        self.pattern = catalogue.value(.pattern, pattern)
        j = max(end, scan.name(at: j)?.end ?? end)
        self.end = j
        continue
      }
      if test.hasTitre, self.titre == nil, let (titre, below, end) = scan.titre(at: j) {
        self.titre = titre
        for i in j..<end { if let k = line.numberIndex(at: i) { taken.take(k) } }
        if value == nil { value = catalogue.value(.antibody, below ? 1 : 0) }
        self.end = end
        j = end
        continue
      }
      if let (end, pattern) = scan.choice(.pattern, at: j), test.hasTitre {
        self.pattern = catalogue.value(.pattern, pattern)
        self.end = end
        j = end
        continue
      }
      if let (end, value) = scan.choice(.antibody, at: j),
        self.value == nil || titre != nil && value > 1 || titre != nil && value == 1,
        !Self.belongsToNext(end, scan)
      {
        self.value = catalogue.value(.antibody, isNegated && value == 0 ? 1 : value)
        self.end = end
        j = end
        continue
      }
      if scan.lexemes[j].pause == .clause, value != nil, titre != nil { break }
      if scan.has(.negation, at: j) {
        isNegated = true
        j += 1
        continue
      }
      if let end = scan.end(of: CueSet(.valueFiller, .connector, .titre), at: j) {
        j = end
        continue
      }
      unknown += 1
      if unknown > 2 || value != nil { break }
      j += 1
    }
    if value == nil { bindPreposed(n, .antibody, line, read) }
  }

  /// "positive" in front of the next name belongs to that one.
  private static func belongsToNext(_ end: Int, _ scan: LineScan) -> Bool {
    guard end < scan.count, scan.lexemes[end].pause == .none, let next = scan.name(at: end),
      next.qualitative != nil
    else { return false }
    return scan.choice(.antibody, at: next.end) == nil && scan.titre(at: next.end) == nil
  }

  /// "positive ANA", "tested negative for Scl-70 and PM/Scl"
  private mutating func bindPreposed(
    _ n: Int, _ list: ChoiceList, _ line: MarkedLine, _ read: [Int: String]
  ) {
    let (scan, catalogue) = (line.scan, line.catalogue)
    let name = scan.names[n]
    var p = name.start
    var steps = 0
    while steps < 4, p > 0, scan.lexemes[p].pause < .sentence {
      for s in max(0, p - 4)..<p where scan.nameAt[s] < 0 {
        if let (end, value) = scan.choice(list, at: s), end == p {
          self.value = catalogue.value(list, value)
          start = s
          isPreposed = true
          return
        }
      }
      if scan.nameAt[p - 1] >= 0, let before = read[Int(scan.nameAt[p - 1])], steps <= 2 {
        value = before
        isPreposed = true
        start = name.start
        return
      }
      guard scan.end(of: CueSet(.valueFiller, .forPerson, .opener, .owning), at: p - 1) == p else {
        return
      }
      p -= 1
      steps += 1
    }
  }
}
