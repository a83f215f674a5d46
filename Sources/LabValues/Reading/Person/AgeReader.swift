/// Tells the numbers that are ages: "67 yo", "aged 67", "male 50", "8 months old".
struct AgeReader {
  let line: MarkedLine
  private var scan: LineScan { line.scan }
  private var units: [NumberUnit] { line.units }

  /// "67 yo", "aged 67", "I am 67", "male 50", "50F", "8 months old"
  func years(_ k: Int) -> Int? {
    let number = line.numbers[k]
    let value = Int(number.value)
    let next = number.end
    let isJoined = next < scan.count && scan.lexemes[next].pause == .none
    if isJoined, let end = scan.end(of: CueSet(.ageYears), at: next) {
      if isPersonAge(number, end) { return value }
    }
    for (cue, perYear) in [(Cue.ageMonths, 12), (.ageWeeks, 52), (.ageDays, 365)] {
      if isJoined, let end = scan.end(of: CueSet(cue), at: next), isBabyAge(number, end) {
        return value / perYear
      }
    }
    guard units[k].lab == nil, !units[k].isDose, !units[k].isOther, !number.isExcluded, value > 0,
      number.end - number.start == 1, number.comparator == .equal
    else { return nil }
    if isJoined,
      scan.end(of: CueSet(.spanDays, .spanWeeks, .spanMonths, .notAUnit), at: next) != nil
    {
      return nil
    }
    if isSexed(number) { return value }
    guard let (start, _) = scan.start(of: CueSet(.ageWord), endingAt: number.start),
      scan.lexemes[number.start].pause == .none,
      // "since age 6" is no age of today.
      scan.start(of: CueSet(.monthOpener, .connector), endingAt: start) == nil
    else { return nil }
    // A bare "is" needs the person in front of it: "my son is 9".
    if scan.end(of: CueSet(.connector), at: start) == number.start {
      guard start > 0, isPerson(endingAt: start) else { return nil }
    }
    let isLast = next >= scan.count || scan.lexemes[next].pause != .none
    return isLast
      || scan.end(of: CueSet(.opener, .withWord, .having, .taking, .ageYears), at: next) != nil
      || scan.nameAt[next] >= 0 ? value : nil
  }

  private func isPerson(endingAt e: Int) -> Bool {
    // "my friend's is 9" is no age.
    let bytes = e > 0 ? scan.bytes[scan.lexemes[e - 1].range] : []
    if bytes.last == 0x73, bytes.dropLast().last == 0x27 { return false }
    return scan.start(
      of: CueSet(.personChild, .personOther, .personPronoun, .personPatient), endingAt: e)
      != nil
  }

  /// "10 year old scar" is no person.
  private func isPersonAge(_ number: NumberSpan, _ end: Int) -> Bool {
    let s = number.start
    let word = scan.lexemes[number.end]
    if word.range.count == 1 { return isSexed(number) || startsItem(s) }
    let isFull =
      end - number.end > 1 || !scan.has(.notAUnit, at: number.end)
      || scan.text.bytes[word.range].first == 0x79 && word.range.count == 2
    if s > 0, scan.lexemes[s].pause == .none,
      scan.start(of: CueSet(.ageWord, .having, .speaker), endingAt: s) != nil
        || isPerson(endingAt: s)
    {
      return isFull || end >= scan.count || scan.lexemes[end].pause != .none
    }
    guard isFull, !(end < scan.count && scan.has(.notAUnit, at: end)) else { return false }
    if startsItem(s) { return true }
    guard end < scan.count, scan.lexemes[end].pause == .none else { return true }
    let people = CueSet(
      .female, .male, .personChild, .personPatient, .personOther, .personGeneric, .withWord,
      .taking,
      .having, .bearer, .opener)
    return scan.end(of: people, at: end) != nil || scan.nameAt[end] >= 0
  }

  private func isBabyAge(_ number: NumberSpan, _ end: Int) -> Bool {
    if case .child = line.scopes.subject[number.start] { return true }
    guard end < scan.count else { return startsItem(number.start) }
    return scan.end(of: CueSet(.personChild, .female, .male), at: end) != nil
      || scan.end(of: CueSet(.personGeneric), at: end) != nil || startsItem(number.start)
  }

  /// At the start of a clause, at most behind an article.
  private func startsItem(_ s: Int) -> Bool {
    if s == 0 || scan.lexemes[s].pause != .none { return true }
    return s == 1 && scan.lexemes[0].range.count <= 2
  }

  /// A word for the sex right beside the number: "male 50", "50F", "67 yo woman".
  func isSexed(_ number: NumberSpan) -> Bool {
    let (s, e) = (number.start, number.end)
    let sexes = CueSet(.female, .male)
    if s > 0, let (start, _) = scan.start(of: sexes, endingAt: s),
      scan.lexemes[s].pause < .sentence,
      scan.lexemes[start].range.count > 1 || startsItem(start), scan.nameAt[start] < 0,
      start == 0 || startsItem(start)
    {
      return true
    }
    guard e < scan.count, scan.lexemes[e].pause < .sentence, let end = scan.end(of: sexes, at: e)
    else {
      return false
    }
    if scan.lexemes[e].range.count > 1 { return startsItem(s) || end >= scan.count }
    return startsItem(s)
      && (end >= scan.count || scan.lexemes[end].pause != .none || scan.lexemes[e].gap == .none
        || scan.end(of: CueSet(.withWord, .taking, .having), at: end) != nil)
  }
}
