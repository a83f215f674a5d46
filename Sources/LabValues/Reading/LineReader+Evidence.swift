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

extension LineReader {
  private static let evidenceCues = CueSet(
    .having, .taking, .withWord, .list, .unreal, .negation, .ended, .notEnded, .owning, .speaker,
    .factFiller, .opener, .question, .possible, .female, .male)

  /// Walks back from a name to what states, denies or unmakes it.
  ///
  ///     I have never been on ‹warfarin›      never → on: denied
  ///     do I need ‹dialysis›                 do I need: unreal
  ///     I have lupus and bad ‹Raynaud's›     inherits from lupus
  func evidence(before start: Int, _ n: Int) -> Evidence {
    var found = Evidence(start: start)
    var k = start
    var unknown = 0
    var isConjoined = false
    var steps = 0
    while steps < 16 {
      steps += 1
      guard k > 0 else {
        found.opensClause = found.opensClause || unknown == 0
        break
      }
      let pause = k < scan.count ? scan.lexemes[k].pause : .none
      if pause == .sentence {
        found.opensClause = found.opensClause || unknown == 0
        break
      }
      if pause == .clause {
        if unknown > 0 || found.isAny || found.isDenied {
          found.opensClause = found.opensClause || unknown == 0
          break
        }
        isConjoined = true
        found.opensClause = true
      }
      if scan.nameAt[k - 1] >= 0 {
        if found.isAny || found.isDenied || found.isEnded { break }
        let before = Int(scan.nameAt[k - 1])
        let name = scan.names[before]
        if !name.isStranger, unknown == 0 {
          found.inherits = decided[before]
          if found.inherits == .denied, !isNor(k, start) {
            found.inherits = nil
            // "switched from warfarin to apixaban"
            found.isStrong = (k..<start).contains { scan.has(.later, at: $0) }
          }
        }
        if found.inherits == nil, isConjoined { found.opensClause = true }
        break
      }
      if scan.lexemes[k - 1].isDigits {
        k -= 1
        continue
      }
      guard let (s, cues) = scan.start(of: Self.evidenceCues, endingAt: k) else {
        if found.isAny || found.isDenied || found.isEnded { break }
        unknown += 1
        if unknown > 3 { break }
        found.isAdjacent = false
        k -= 1
        continue
      }
      if !apply(cues, s, k, &found, &unknown) { break }
      k = s
    }
    return found
  }

  /// "no lupus or scleroderma": the denial goes on over or and nor.
  private func isNor(_ k: Int, _ start: Int) -> Bool {
    (k..<max(k, start)).contains { scan.lexemes[$0].range.count <= 3 && scan.has(.opener, at: $0) }
  }

  /// Takes in one phrase; `false` ends the walk.
  private func apply(
    _ cues: CueSet, _ s: Int, _ e: Int, _ found: inout Evidence, _ unknown: inout Int
  ) -> Bool {
    let isHeld = found.isAny
    if cues.contains(.possible), !found.isOwn {
      found.isPossible = true
      found.start = s
      return false
    }
    if cues.contains(.unreal), !found.isOwn,
      !(isHeld && cues.contains(.having) && !cues.contains(.negation))
    {
      if isHeld && (cues.contains(.taking) || cues.contains(.withWord)) && !cues.contains(.negation)
      {
        return true
      }
      if cues.contains(.negation) { return deny(cues, s, &found) }
      found.isUnreal = true
      found.start = s
      return false
    }
    if cues.contains(.ended) || cues.contains(.notEnded) {
      if cues.contains(.notEnded) { found.isUnreal = !found.isOwn } else { found.isEnded = true }
      found.start = s
      // One word may still be part of "I'm off", "never stopped".
      return found.isEnded && e - s == 1
    }
    if cues.contains(.negation) { return found.isOwn ? false : deny(cues, s, &found) }
    if cues.contains(.owning) {
      if isHeld { return false }
      found.isOwn = true
      found.start = s
      return true
    }
    let namesSpeaker = (s..<e).contains { scan.has(.speaker, at: $0) }
    if cues.contains(.having) || cues.contains(.taking) {
      if cues.contains(.factFiller), !namesSpeaker, isHeld { return true }
      if cues.contains(.taking) { found.isTaking = true }
      if namesSpeaker { found.isStrong = true } else { found.isMedium = true }
      found.start = s
      return true
    }
    if cues.contains(.list) {
      found.isList = true
      found.start = s
      return false
    }
    if cues.contains(.withWord), !cues.contains(.opener) {
      if !isHeld { found.start = s }
      found.isWeak = true
      return true
    }
    if cues.contains(.speaker) {
      if found.isMedium { found.isStrong = true }
      return found.isMedium || found.isWeak
    }
    if cues.meets(CueSet(.factFiller, .opener, .female, .male)) { return true }
    return false
  }

  private func deny(_ cues: CueSet, _ s: Int, _ found: inout Evidence) -> Bool {
    found.isDenied = true
    found.isBareNot = !found.isAny && cues.contains(.bareNegation)
    found.start = s
    return false
  }
}
