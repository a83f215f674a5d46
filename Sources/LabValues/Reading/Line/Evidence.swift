/// What stands in front of the name of a condition or medicine.
struct Evidence {
  /// "my lupus"
  var isOwn = false
  /// The words name the speaker: "I'm on".
  var isStrong = false
  /// A verb of having or taking: "on", "diagnosed with".
  var isMedium = false
  /// A verb of taking alone: "on".
  var isTaking = false
  /// "with", "from", "after"
  var isWeak = false
  /// "meds:"
  var isList = false
  var isDenied = false
  /// The denial names nothing but the fact: "not lupus", "isn't cancer".
  var isBareNot = false
  var isEnded = false
  var isUnreal = false
  /// "suspected", "rule out"
  var isPossible = false
  /// The status of the fact before it in a list.
  var inherits: Status?
  /// Only fillers stand between the evidence and the name.
  var isAdjacent = true
  /// The first lexeme of the evidence, the name's own start without one.
  var start: Int
  /// Nothing but fillers up to the start of the clause.
  var opensClause = false

  var isAny: Bool { isOwn || isStrong || isMedium || isWeak || isList }
}

extension Evidence {
  private static let evidenceCues = CueSet(
    .having, .taking, .withWord, .list, .unreal, .negation, .ended, .notEnded, .owning, .speaker,
    .factFiller, .opener, .question, .possible, .female, .male)

  /// Walks back from a name to what states, denies or unmakes it.
  ///
  ///     I have never been on ‹warfarin›      never → on: denied
  ///     do I need ‹dialysis›                 do I need: unreal
  ///     I have lupus and bad ‹Raynaud's›     inherits from lupus
  init(before start: Int, _ scan: LineScan, decided: [Int: Status]) {
    self.init(start: start)
    var k = start
    var unknown = 0
    var isConjoined = false
    var steps = 0
    while steps < 16 {
      steps += 1
      guard k > 0 else {
        opensClause = opensClause || unknown == 0
        break
      }
      let pause = k < scan.count ? scan.lexemes[k].pause : .none
      if pause == .sentence {
        opensClause = opensClause || unknown == 0
        break
      }
      if pause == .clause {
        if unknown > 0 || isAny || isDenied {
          opensClause = opensClause || unknown == 0
          break
        }
        isConjoined = true
        opensClause = true
      }
      if scan.nameAt[k - 1] >= 0 {
        if isAny || isDenied || isEnded { break }
        let before = Int(scan.nameAt[k - 1])
        let name = scan.names[before]
        if !name.isStranger, unknown == 0 {
          inherits = decided[before]
          if inherits == .denied, !Self.isNor(k, start, scan) {
            inherits = nil
            // "switched from warfarin to apixaban"
            isStrong = (k..<start).contains { scan.has(.later, at: $0) }
          }
        }
        if inherits == nil, isConjoined { opensClause = true }
        break
      }
      if scan.lexemes[k - 1].isDigits {
        k -= 1
        continue
      }
      guard let (s, cues) = scan.start(of: Self.evidenceCues, endingAt: k) else {
        if isAny || isDenied || isEnded { break }
        unknown += 1
        if unknown > 3 { break }
        isAdjacent = false
        k -= 1
        continue
      }
      if !apply(cues, s, k, scan) { break }
      k = s
    }
  }

  /// "no lupus or scleroderma": the denial goes on over or and nor.
  private static func isNor(_ k: Int, _ start: Int, _ scan: LineScan) -> Bool {
    (k..<max(k, start)).contains { scan.lexemes[$0].range.count <= 3 && scan.has(.opener, at: $0) }
  }

  /// Takes in one phrase; `false` ends the walk.
  private mutating func apply(_ cues: CueSet, _ s: Int, _ e: Int, _ scan: LineScan) -> Bool {
    let isHeld = isAny
    if cues.contains(.possible), !isOwn {
      isPossible = true
      start = s
      return false
    }
    if cues.contains(.unreal), !isOwn,
      !(isHeld && cues.contains(.having) && !cues.contains(.negation))
    {
      if isHeld && (cues.contains(.taking) || cues.contains(.withWord)) && !cues.contains(.negation)
      {
        return true
      }
      if cues.contains(.negation) { return deny(cues, s) }
      isUnreal = true
      start = s
      return false
    }
    if cues.contains(.ended), !isHeld, e - s == 1, isPlanned(s, scan) {
      isTaking = true
      isMedium = true
      start = s
      return false
    }
    if cues.contains(.ended) || cues.contains(.notEnded) {
      if cues.contains(.notEnded) { isUnreal = !isOwn } else { isEnded = true }
      start = s
      // One word may still be part of "I'm off", "never stopped".
      return isEnded && e - s == 1
    }
    if cues.contains(.negation) { return isOwn ? false : deny(cues, s) }
    if cues.contains(.owning) {
      if isHeld { return false }
      isOwn = true
      start = s
      return true
    }
    let namesSpeaker = (s..<e).contains { scan.has(.speaker, at: $0) }
    if cues.contains(.having) || cues.contains(.taking) {
      if cues.contains(.factFiller), !namesSpeaker, isHeld { return true }
      if cues.contains(.taking) { isTaking = true }
      if namesSpeaker { isStrong = true } else { isMedium = true }
      start = s
      return true
    }
    if cues.contains(.list) {
      isList = true
      start = s
      return false
    }
    if cues.contains(.withWord), !cues.contains(.opener) {
      if !isHeld { start = s }
      isWeak = true
      return true
    }
    if cues.contains(.speaker) {
      if isMedium { isStrong = true }
      return isMedium || isWeak
    }
    if cues.meets(CueSet(.factFiller, .opener, .female, .male)) { return true }
    return false
  }

  /// "they want my dad ‹off› warfarin": an ending that has not come.
  private func isPlanned(_ s: Int, _ scan: LineScan) -> Bool {
    var k = s
    while k > 0, s - k < 5, scan.lexemes[k].pause == .none {
      k -= 1
      if scan.has(.planned, at: k) { return true }
      if scan.has(.joiner, at: k) { return false }
    }
    return false
  }

  private mutating func deny(_ cues: CueSet, _ s: Int) -> Bool {
    isDenied = true
    isBareNot = !isAny && cues.contains(.bareNegation)
    start = s
    return false
  }
}
