// The grammar of patterns. A pattern says what a line must contain, in words.
//
//     pattern  := sequence (" & " sequence)* (" ! " sequence)*
//     sequence := element+                  consecutive words, never across a sentence end
//     element  := word                      matched by its stem: lump finds "lumps"
//               | "words"                   matched exactly as written
//               | prefix*                   matched by its beginning: calci* finds "calcinosis"
//               | ( sequence | sequence )   one of these
//               | [ sequence | sequence ]   one of these, or nothing
//               | <name>                    one of a named group of sequences
//               | ...                       up to six words between
//               | #  #>=14  #<6.5           a number, or one that compares (>= <= > < =)
//               | ^  $                      the start, the end of the line
//
// Every "&" sequence must stand somewhere in the line, none of the "!" sequences may. A sequence needs
// one word at least. Case and accents do not matter; "x-ray" is two words, as in any line.
//
//     chest (pain|pressure|tight*) ! <no longer>
//     calcium [level] [is|of|was] #>=14
//     ^ (hi|hello) [there] $

/// Why a pattern could not be read.
///
///     chest (pain|        offset 12, expected "a word", found "the end"
package struct PatternError: Error, Sendable, Hashable {
  /// Which text the offset counts in; alternatives are counted from 0.
  package enum Place: Sendable, Hashable {
    case pattern(id: Int)
    case group(name: String, alternative: Int)
  }

  package var place: Place
  /// Characters before the fault, in the text of the pattern or of the group's alternative.
  package var offset: Int
  /// A noun phrase that goes behind "expected": `a word`, `'|' or ')'`.
  package var expected: String
  /// What stands there, up to the next blank or for 40 bytes; `the end` where nothing does.
  package var found: String

  package init(place: Place, offset: Int, expected: String, found: String) {
    self.place = place
    self.offset = offset
    self.expected = expected
    self.found = found
  }
}

struct PatternElement {
  /// A word is kept as written for the speller, and as its stem for matching.
  indirect enum Kind {
    case word(text: String, stem: String)
    case exact(String)
    case prefix(String)
    case choice([[PatternElement]])
    case optional([[PatternElement]])
    case group(String)
    case gap
    case number(NumberTest)
    case lineStart
    case lineEnd
  }

  var kind: Kind
  /// Bytes before the element, in the text it was written in.
  var offset: Int
}

/// A comparison of a number in the line with one in the pattern.
struct NumberTest: Sendable, Hashable {
  enum Sign: String, Sendable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "="
  }

  /// `nil`: any number.
  var sign: Sign?
  /// Means nothing where there is no sign.
  var limit: Double

  func accepts(_ number: Double) -> Bool {
    switch sign {
    case nil: true
    case .atLeast: number >= limit
    case .atMost: number <= limit
    case .above: number > limit
    case .below: number < limit
    case .equal: number == limit
    }
  }
}

struct PatternSyntax {
  typealias Sequence = [PatternElement]

  var required: [Sequence] = []
  var forbidden: [Sequence] = []

  /// Reads a whole pattern.
  ///
  /// - Throws: at the first fault. `!` closes the list of what must stand there: no `&` may follow
  ///   it.
  init(_ text: String, place: PatternError.Place) throws(PatternError) {
    var parser = PatternParser(text, place: place)
    required.append(try parser.sequence())
    while parser.popOperator(.and) { required.append(try parser.sequence()) }
    while parser.popOperator(.not) { forbidden.append(try parser.sequence()) }
    try parser.expectEnd(forbidden.isEmpty ? "'&', '!' or the end" : "'!' or the end")
  }

  /// Reads one alternative of a group.
  static func alternative(
    _ text: String, place: PatternError.Place
  ) throws(PatternError) -> Sequence {
    var parser = PatternParser(text, place: place)
    let sequence = try parser.sequence()
    try parser.expectEnd("a word or the end")
    return sequence
  }
}

private struct PatternParser {
  enum Operator: UInt8 {
    case and = 0x26
    case not = 0x21
  }

  /// Each bracket is a call of the parser, so that a text of a million brackets ends in an error.
  private static let depthLimit = 12
  private let bytes: [UInt8]
  private let place: PatternError.Place
  private var at = 0
  private var depth = 0
  private var stemmer = Stemmer()

  init(_ text: String, place: PatternError.Place) {
    bytes = Array(text.utf8)
    self.place = place
  }

  // MARK: Looking

  private func peek(_ ahead: Int = 0) -> UInt8? {
    at + ahead < bytes.count ? bytes[at + ahead] : nil
  }

  private mutating func skipBlanks() {
    while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d {
      at += 1
    }
  }

  private mutating func pop(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    at += 1
    return true
  }

  mutating func popOperator(_ sign: Operator) -> Bool {
    skipBlanks()
    return pop(sign.rawValue)
  }

  private var isAtGap: Bool { peek() == 0x2e && peek(1) == 0x2e && peek(2) == 0x2e }

  private func failure(_ expected: String, at offset: Int? = nil) -> PatternError {
    let start = offset ?? at
    var end = start
    while end < bytes.count, bytes[end] != 0x20 { end += 1 }
    return PatternError(
      place: place, offset: String(decoding: bytes[..<start], as: UTF8.self).count,
      expected: expected,
      found: start < bytes.count
        ? String(decoding: bytes[start..<max(end, start + 1)], as: UTF8.self) : "the end")
  }

  mutating func expectEnd(_ expected: String) throws(PatternError) {
    skipBlanks()
    guard at == bytes.count else { throw failure(expected) }
  }

  // MARK: Reading

  /// Reads elements up to `|`, a closing bracket, an operator or the end; none of these is
  /// consumed.
  ///
  /// - Throws: where there is no element, or where an operator stands right behind a word
  ///   (`pain&fever`), which would be read as part of it by whoever wrote it.
  mutating func sequence() throws(PatternError) -> PatternSyntax.Sequence {
    var elements: [PatternElement] = []
    skipBlanks()
    while let byte = peek(), ![0x7c, 0x29, 0x5d, 0x26, 0x21].contains(byte) {
      try appendElement(byte, to: &elements)
      let end = at
      skipBlanks()
      if at == end, peek() == Operator.and.rawValue || peek() == Operator.not.rawValue {
        throw failure("a blank before '&' and '!'")
      }
    }
    guard !elements.isEmpty else { throw failure("a word") }
    return elements
  }

  private mutating func appendElement(
    _ byte: UInt8, to elements: inout [PatternElement]
  ) throws(PatternError) {
    let start = at
    func append(_ kind: PatternElement.Kind) {
      elements.append(PatternElement(kind: kind, offset: start))
    }
    switch byte {
    case 0x28:  // (
      at += 1
      append(.choice(try alternatives(until: 0x29, named: "'|' or ')'")))
    case 0x5b:  // [
      at += 1
      append(.optional(try alternatives(until: 0x5d, named: "'|' or ']'")))
    case 0x3c:  // <
      at += 1
      append(.group(try name(until: 0x3e, "'>'")))
    case 0x22:  // "
      at += 1
      let words = Tokenizer.words(of: try name(until: 0x22, "a closing quotation mark"))
      guard !words.isEmpty else { throw failure("a word", at: start) }
      for word in words { append(.exact(word.text)) }
    case 0x23:  // #
      at += 1
      append(.number(try numberTest()))
    case 0x5e:  // ^
      at += 1
      append(.lineStart)
    case 0x24:  // $
      at += 1
      append(.lineEnd)
    default:
      if isAtGap {
        at += 3
        append(.gap)
      } else {
        try appendWords(to: &elements)
      }
    }
  }

  /// One run of letters may be several words: `x-ray` gives two elements with the same offset.
  private mutating func appendWords(to elements: inout [PatternElement]) throws(PatternError) {
    let start = at
    while let byte = peek(), byte > 0x20, !Self.isSign(byte), !isAtGap { at += 1 }
    let run = bytes[start..<at]
    let isPrefix = peek() == 0x2a  // *
    if isPrefix { at += 1 }
    if !isPrefix, run.allSatisfy({ $0 >= 0x61 && $0 <= 0x7a }),
      (1...Tokenizer.wordByteLimit).contains(run.count)
    {
      // Nearly every word is plain; reading it here makes loading twice as fast.
      let kind = PatternElement.Kind.word(
        text: String(decoding: run, as: UTF8.self), stem: stemmer.stem(of: run))
      elements.append(PatternElement(kind: kind, offset: start))
      return
    }
    let words = Tokenizer.words(of: String(decoding: run, as: UTF8.self))
    guard let last = words.last else { throw failure("a word", at: start) }
    for word in isPrefix ? words.dropLast() : words[...] {
      elements.append(
        PatternElement(kind: .word(text: word.text, stem: word.stem), offset: start))
    }
    if isPrefix { elements.append(PatternElement(kind: .prefix(last.text), offset: start)) }
  }

  /// One of `( ) [ ] < > | " * # ^ $ & !`.
  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x28, 0x29, 0x5b, 0x5d, 0x3c, 0x3e, 0x7c, 0x22, 0x2a, 0x23, 0x5e, 0x24, 0x26, 0x21: true
    default: false
    }
  }

  private mutating func alternatives(
    until end: UInt8, named expected: String
  ) throws(PatternError) -> [[PatternElement]] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else { throw failure("fewer brackets within brackets") }
    var alternatives: [[PatternElement]] = []
    repeat { alternatives.append(try sequence()) } while pop(0x7c)
    guard pop(end) else { throw failure(expected) }
    return alternatives
  }

  /// Reads up to a closing sign, which may hold blanks and any other sign: `"what if"`, `<no
  /// longer>`.
  private mutating func name(
    until end: UInt8, _ expected: String
  ) throws(PatternError) -> String {
    let start = at
    while let byte = peek(), byte != end { at += 1 }
    let name = String(decoding: bytes[start..<at], as: UTF8.self)
    guard pop(end) else { throw failure(expected) }
    guard !name.isEmpty else { throw failure("a name", at: start) }
    return name
  }

  /// A `#` with no sign behind it stands for any number. `#>=14...` is a number and then a gap.
  private mutating func numberTest() throws(PatternError) -> NumberTest {
    guard let sign = NumberTest.Sign.allCases.first(where: { stands($0.rawValue) }) else {
      return NumberTest(sign: nil, limit: 0)
    }
    at += sign.rawValue.utf8.count
    let start = at
    while let byte = peek(), (byte >= 0x30 && byte <= 0x39) || (byte == 0x2e && !isAtGap) {
      at += 1
    }
    guard let limit = Double(String(decoding: bytes[start..<at], as: UTF8.self)), limit.isFinite
    else {
      throw failure("a number", at: start)
    }
    return NumberTest(sign: sign, limit: limit)
  }

  private func stands(_ text: String) -> Bool {
    var ahead = 0
    for byte in text.utf8 {
      if peek(ahead) != byte { return false }
      ahead += 1
    }
    return true
  }
}
