/// The Snowball English stemmer (Porter2), on bytes.
///
///     calcifications → calcif      dying → die      kidneys → kidney
///
/// Source: https://snowballstem.org/algorithms/english/stemmer.html, with the additions of
/// Snowball 3 (`-ogist`, `past-`, `univers-`, `later-`, `emerg-`, `organ-`, `inter-`).
///
/// A value is a scratch pad: load a word, stem it, read `bytes[..<count]`.
package struct Stemmer: Sendable {
  /// The word at hand; only the first `count` bytes count. A consonant `y` is held as `Y`.
  private(set) var bytes: [UInt8] = []
  private(set) var count = 0
  /// Where the region R1 starts: after the first non-vowel that follows a vowel.
  private var r1 = 0
  /// Where the region R2 starts: R1's rule once more, within R1.
  private var r2 = 0

  package init() {}

  /// The stem of one lower-case word.
  ///
  /// A word of fewer than three letters is its own stem. Letters beyond `a`–`z` count as
  /// consonants.
  package static func stem(of word: String) -> String {
    var stemmer = Stemmer()
    return stemmer.stem(of: Array(word.utf8)[...])
  }

  /// The same with this scratch pad, for many words.
  mutating func stem(of word: ArraySlice<UInt8>) -> String {
    stem(Array(word))
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// Stems lower-case ASCII and leaves the result in `bytes[..<count]`; whether it may differ.
  ///
  /// - Returns: `false` only where the stem is the word itself, so that nothing has to be copied.
  @discardableResult
  mutating func stem(_ word: [UInt8]) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: word)
    count = word.count
    guard count >= 3 else { return false }
    if replaceException() { return true }
    markConsonantY()
    markRegions()
    removePossessive()
    removePlural()
    removePast()
    replaceFinalY()
    apply(StemRules.step2)
    apply(StemRules.step3)
    apply(StemRules.step4)
    removeFinalLetter()
    for index in 0..<count where bytes[index] == Letter.consonantY { bytes[index] = Letter.y }
    return count != word.count || bytes[..<count] != word[...]
  }

  // MARK: Looking at the word

  /// The last eight bytes, the last one lowest, so that a suffix is one masked comparison.
  private var tail: UInt64 {
    var tail: UInt64 = 0
    var index = max(0, count - 8)
    while index < count {
      tail = tail << 8 | UInt64(bytes[index])
      index += 1
    }
    return tail
  }

  private func isVowel(at index: Int) -> Bool { Letter.isVowel(bytes[index]) }

  private func hasVowel(before end: Int) -> Bool {
    var index = 0
    while index < end {
      if isVowel(at: index) { return true }
      index += 1
    }
    return false
  }

  /// Whether the word up to `end` ends in a short syllable (`hop`, `ow`).
  private func endsInShortSyllable(at end: Int) -> Bool {
    if end >= 3, !isVowel(at: end - 1), isVowel(at: end - 2), !isVowel(at: end - 3),
      !Letter.isWXY(bytes[end - 1])
    {
      return true
    }
    if end == 2, !isVowel(at: 1), isVowel(at: 0) { return true }
    return end >= 4 && bytes[end - 4] == 0x70 && bytes[end - 3] == 0x61
      && bytes[end - 2] == 0x73 && bytes[end - 1] == 0x74  // "past"
  }

  // MARK: Preparation

  private mutating func replaceException() -> Bool {
    guard count <= 6 else { return false }
    let whole = tail
    for exception in StemRules.exceptions where exception.word == whole {
      append(exception.stem, at: 0)
      return true
    }
    return false
  }

  private mutating func markConsonantY() {
    if bytes[0] == Letter.apostrophe {
      bytes.removeFirst()
      count -= 1
    }
    guard count > 0 else { return }
    if bytes[0] == Letter.y { bytes[0] = Letter.consonantY }
    var index = 1
    while index < count {
      if bytes[index] == Letter.y, isVowel(at: index - 1) { bytes[index] = Letter.consonantY }
      index += 1
    }
  }

  private mutating func markRegions() {
    r1 = count
    r2 = count
    if let length = irregularRegion() {
      r1 = length
    } else if let end = regionStart(from: 0) {
      r1 = end
    } else {
      return
    }
    r2 = regionStart(from: r1) ?? count
  }

  /// Behind the first non-vowel that follows a vowel; `nil` where the word has no such place.
  private func regionStart(from start: Int) -> Int? {
    var index = start
    while index < count, !isVowel(at: index) { index += 1 }
    while index < count, isVowel(at: index) { index += 1 }
    return index < count ? index + 1 : nil
  }

  private func irregularRegion() -> Int? {
    guard Letter.startsRegionPrefix(bytes[0]) else { return nil }
    var head: UInt64 = 0
    for index in 0..<min(count, 8) { head |= UInt64(bytes[index]) << UInt64(index * 8) }
    for prefix in StemRules.regionPrefixes
    where count >= prefix.length && (head ^ prefix.bits) << UInt64(64 - prefix.length * 8) == 0 {
      return prefix.length
    }
    return nil
  }

  // MARK: Steps

  private mutating func removePossessive() {
    let tail = tail
    if count >= 3, tail & 0xff_ffff == 0x27_7327 {
      count -= 3
    } else if count >= 2, tail & 0xffff == 0x2773 {
      count -= 2
    } else if count >= 1, tail & 0xff == 0x27 {
      count -= 1
    }
  }

  /// Step 1a: `-sses -ied -ies -s`.
  private mutating func removePlural() {
    let tail = tail
    if count >= 4, tail & 0xffff_ffff == 0x7373_6573 {
      count -= 2
    } else if count >= 3, tail & 0xff_ffff == 0x69_6564 || tail & 0xff_ffff == 0x69_6573 {
      count -= count >= 5 ? 2 : 1
    } else if tail & 0xff == 0x73, tail & 0xffff != 0x7573, tail & 0xffff != 0x7373 {
      if hasVowel(before: count - 2) { count -= 1 }
    }
  }

  /// Step 1b: `-eed -eedly -ed -edly -ing -ingly`.
  private mutating func removePast() {
    guard count >= 2, let ending = pastEnding(tail) else { return }
    let start = count - ending.length
    if ending.isEed {
      if start >= r1, !isWhole(start, StemRules.eedExceptions) { count = start + 2 }
      return
    }
    if ending.length == 3 {  // "ing"
      if start == 2, bytes[1] == Letter.y, !isVowel(at: 0) {  // dying → die
        append(StemRules.ie, at: 1)
        return
      }
      if isWhole(start, StemRules.ingExceptions) { return }
    }
    guard hasVowel(before: start) else { return }
    count = start
    restoreEnding()
  }

  /// How many letters the ending has, and whether it is one of `-eed`, `-eedly`.
  private func pastEnding(_ tail: UInt64) -> (length: Int, isEed: Bool)? {
    switch UInt8(tail & 0xff) {
    case 0x64:  // d
      if tail & 0xff_ffff == 0x65_6564, count >= 3 { return (3, true) }
      return tail & 0xffff == 0x6564 ? (2, false) : nil
    case 0x67:  // g
      return tail & 0xff_ffff == 0x69_6e67 && count >= 3 ? (3, false) : nil
    case 0x79:  // y
      if tail & 0xff_ffff_ffff == 0x65_6564_6c79, count >= 5 { return (5, true) }
      if tail & 0xff_ffff_ffff == 0x69_6e67_6c79, count >= 5 { return (5, false) }
      return tail & 0xffff_ffff == 0x6564_6c79 && count >= 4 ? (4, false) : nil
    default:
      return nil
    }
  }

  /// After `-ed` or `-ing`: `luxuriat → luxuriate`, `hopp → hop`, `hop → hope`.
  private mutating func restoreEnding() {
    let pair = tail & 0xffff
    if count >= 2, pair == 0x6174 || pair == 0x626c || pair == 0x697a {
      append(StemRules.e, at: count)
    } else if count >= 2, bytes[count - 1] == bytes[count - 2],
      Letter.isDoubling(bytes[count - 1])
    {
      if count != 3 || !Letter.isAEO(bytes[0]) { count -= 1 }
    } else if count == r1, endsInShortSyllable(at: count) {
      append(StemRules.e, at: count)
    }
  }

  /// Step 1c: `cry → cri`, but `by`, `say`.
  private mutating func replaceFinalY() {
    guard count >= 3, bytes[count - 1] | 0x20 == Letter.y, !isVowel(at: count - 2) else { return }
    bytes[count - 1] = 0x69
  }

  /// Steps 2 to 4: the longest listed suffix is replaced, if it stands where it must.
  private mutating func apply(_ table: StemRules.Table) {
    guard count > 0, let bucket = table.bucket(of: bytes[count - 1]) else { return }
    let tail = tail
    for index in bucket {
      let rule = table.rules[index]
      guard tail & rule.mask == rule.suffix, count >= rule.length else { continue }
      let start = count - rule.length
      guard start >= (table.isInR2 ? r2 : r1) else { return }
      switch rule.condition {
      case .none: break
      case .inR2: if start < r2 { return }
      case .afterL: if start < 1 || bytes[start - 1] != 0x6c { return }
      case .afterSOrT:
        if start < 1 || (bytes[start - 1] != 0x73 && bytes[start - 1] != 0x74) { return }
      case .afterValidLi: if start < 1 || !Letter.isValidBeforeLi(bytes[start - 1]) { return }
      }
      append(rule.replacement, at: start)
      return
    }
  }

  /// Step 5: a final `e`, or one of two final `l`.
  private mutating func removeFinalLetter() {
    guard count > 0 else { return }
    let start = count - 1
    if bytes[start] == 0x65 {
      if start >= r2 || (start >= r1 && !endsInShortSyllable(at: start)) { count = start }
    } else if bytes[start] == 0x6c, start >= r2, start >= 1, bytes[start - 1] == 0x6c {
      count = start
    }
  }

  // MARK: Changing the word

  private mutating func append(_ ending: StemRules.Ending, at start: Int) {
    count = start
    var bits = ending.bits
    for _ in 0..<ending.length {
      let byte = UInt8(truncatingIfNeeded: bits)
      if count < bytes.count { bytes[count] = byte } else { bytes.append(byte) }
      count += 1
      bits >>= 8
    }
  }

  /// Whether the word up to `end` is one of these (packed as by `StemRules.packed`).
  private func isWhole(_ end: Int, _ words: [UInt64]) -> Bool {
    guard end <= 4 else { return false }
    var whole: UInt64 = 0
    for index in 0..<end { whole = whole << 8 | UInt64(bytes[index]) }
    return words.contains(whole)
  }
}

/// Classes of letters that the stemmer's rules speak of.
enum Letter {
  static let apostrophe: UInt8 = 0x27
  static let y: UInt8 = 0x79
  static let consonantY: UInt8 = 0x59

  /// One bit per letter, `a` at bit 1.
  @inline(__always)
  private static func isMember(_ byte: UInt8, of letters: UInt32) -> Bool {
    byte >= 0x61 && byte <= 0x7a && letters >> UInt32(byte & 31) & 1 == 1
  }

  @inline(__always)
  static func isVowel(_ byte: UInt8) -> Bool { isMember(byte, of: 0x0220_8222) }  // aeiouy
  static func startsRegionPrefix(_ byte: UInt8) -> Bool {
    isMember(byte, of: 0x0021_92aa)  // acegilopu
  }
  static func isAEO(_ byte: UInt8) -> Bool { isMember(byte, of: 0x0000_8022) }
  static func isDoubling(_ byte: UInt8) -> Bool { isMember(byte, of: 0x0015_60d4) }  // bdfgmnprt
  static func isValidBeforeLi(_ byte: UInt8) -> Bool {
    isMember(byte, of: 0x0014_69b8)  // cdeghkmnrt
  }
  static func isWXY(_ byte: UInt8) -> Bool {
    byte == 0x77 || byte == 0x78 || byte == consonantY
  }
}
