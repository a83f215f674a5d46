/// Cuts a line into words.
///
///     word     := letter (letter | digit | apostrophe letter)*      can't → cant, B12 → b12
///     number   := digits [(. | ,) digits] [ordinal]                 2,2 → 2.2, 1,234.5 → 1234.5
///     sentence ends at . ? ! ; and line breaks; a clause also at ,
///
/// A point ends a sentence unless a digit follows it or it belongs to an abbreviation of single
/// letters (`e.g.`). A number with letters after it is two words (`5mg` → `5 mg`), an ordinal is one.
/// Three or more groups that are no thousands (`12.05.2024`) are separate numbers.
///
/// Time and memory are linear in the line. Whatever the bytes are, there is a result: no line is an
/// error.
package enum Tokenizer {
  /// Words beyond this are not read.
  package static let wordLimit = 512
  /// Bytes of a word beyond this are not kept in its text.
  package static let wordByteLimit = 64

  /// The words of a line; any input will do.
  ///
  ///     "Ca 11.2mg/dL, PTH 5"   →   ca 11.2 mg dl │ pth 5        one sentence, two clauses
  package static func words(of line: String) -> [Word] {
    var scanner = WordScanner(line)
    scanner.scan()
    return scanner.words
  }

  /// The words of a line joined by a blank, as the tokenizer reads them: `Paget's?` → `pagets`.
  ///
  /// Folding what was folded changes nothing, unless words were cut at a limit.
  package static func folded(_ line: String) -> String {
    words(of: line).map(\.text).joined(separator: " ")
  }
}

/// Bytes from 0x80 on are letters: what is no letter beyond ASCII was folded away before.
private enum ByteClass {
  static let separator: UInt8 = 0
  static let letter: UInt8 = 1
  static let digit: UInt8 = 2
  static let apostrophe: UInt8 = 3
  static let comma: UInt8 = 4
  static let point: UInt8 = 5
  static let sentenceEnd: UInt8 = 6

  static let table: [UInt8] = (0..<256).map { (byte: Int) -> UInt8 in
    switch byte {
    case 0x41...0x5a, 0x61...0x7a, 0x80...0xff: letter
    case 0x30...0x39: digit
    case 0x27, 0x60: apostrophe
    case 0x2c: comma
    case 0x2e: point
    case 0x21, 0x3f, 0x3b, 0x0a, 0x0d: sentenceEnd
    default: separator
    }
  }
}

private struct WordScanner {
  private(set) var words: [Word] = []
  private let line: FoldedLine
  private let bytes: [UInt8]
  private let classes = ByteClass.table
  private var at = 0
  private var text: [UInt8] = []
  private var stemmer = Stemmer()
  private var clause = 0
  private var sentence = 0
  private var endsClause = false
  private var endsSentence = false

  init(_ line: String) {
    self.line = FoldedLine(line)
    bytes = self.line.bytes
    words.reserveCapacity(min(bytes.count / 5 + 2, Tokenizer.wordLimit))
    text.reserveCapacity(32)
  }

  @inline(__always)
  private func byteClass(at index: Int) -> UInt8 {
    index >= 0 && index < bytes.count ? classes[Int(bytes[index])] : ByteClass.separator
  }

  mutating func scan() {
    while at < bytes.count, words.count < Tokenizer.wordLimit {
      switch byteClass(at: at) {
      case ByteClass.letter:
        scanWord()
      case ByteClass.digit:
        scanNumber()
      case ByteClass.comma:
        endsClause = true
        at += 1
      case ByteClass.point:
        scanPoint()
      case ByteClass.sentenceEnd:
        endsSentence = true
        at += 1
      default:
        at += 1
      }
    }
  }

  /// A point is the beginning of a fraction (`.5`), part of an abbreviation (`e.g.`), or a sentence
  /// end.
  private mutating func scanPoint() {
    let isFraction =
      byteClass(at: at + 1) == ByteClass.digit && byteClass(at: at - 1) == ByteClass.separator
    if isFraction {
      scanNumber()
      return
    }
    let before = byteClass(at: at - 1)
    let beforeThat = byteClass(at: at - 2)
    let after = byteClass(at: at + 1)
    let isAbbreviation =
      before == ByteClass.letter
      && (beforeThat == ByteClass.point
        || (after == ByteClass.letter && beforeThat == ByteClass.separator))
    if after != ByteClass.digit, !isAbbreviation { endsSentence = true }
    at += 1
  }

  private mutating func scanWord() {
    let start = at
    text.removeAll(keepingCapacity: true)
    while at < bytes.count {
      let byte = bytes[at]
      switch classes[Int(byte)] {
      case ByteClass.letter:
        text.append(byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)
      case ByteClass.digit:
        text.append(byte)
      case ByteClass.apostrophe where byteClass(at: at + 1) == ByteClass.letter:
        break
      default:
        appendWord(start)
        return
      }
      at += 1
    }
    appendWord(start)
  }

  // MARK: Numbers

  private func digitsEnd(from start: Int) -> Int {
    var index = start
    while byteClass(at: index) == ByteClass.digit { index += 1 }
    return index
  }

  /// Takes all groups of digits that single points or commas join, and then decides what they are.
  ///
  ///     2,2  2.2  0,234   one number: the comma is a point
  ///     1,234.5           one number: three digits behind every comma, no 0 at the front
  ///     12.05.2024  1.2.3 as many numbers as groups
  private mutating func scanNumber() {
    let start = at
    let wholeEnd = digitsEnd(from: at)
    var end = wholeEnd
    var groups = 0
    var areThousands = wholeEnd - start <= 3 && bytes[start] != 0x30
    var hasPoint = false
    while true {
      let sign = byteClass(at: end)
      guard sign == ByteClass.comma || sign == ByteClass.point else { break }
      let next = digitsEnd(from: end + 1)
      guard next > end + 1 else { break }
      if hasPoint { areThousands = false }
      if sign == ByteClass.point {
        hasPoint = true
      } else if next - end != 4 {
        areThousands = false
      }
      groups += 1
      end = next
    }
    if groups <= 1 || areThousands {
      appendNumber(start, end, areThousands: areThousands)
    } else {
      appendGroups(start, end)
    }
  }

  /// A date or a version: every group is a number of its own.
  private mutating func appendGroups(_ start: Int, _ end: Int) {
    at = start
    while at < end, words.count < Tokenizer.wordLimit {
      let groupStart = at
      let groupEnd = digitsEnd(from: at)
      if groupEnd > groupStart { appendNumber(groupStart, groupEnd, areThousands: false) }
      at = max(at, groupEnd)
      if at < end { at += 1 }
    }
  }

  /// - Parameter areThousands: whether commas group digits and are left out; otherwise each is a
  ///   point
  private mutating func appendNumber(_ start: Int, _ end: Int, areThousands: Bool) {
    text.removeAll(keepingCapacity: true)
    if bytes[start] == 0x2e { text.append(0x30) }
    for index in start..<end {
      switch bytes[index] {
      case 0x2c: if !areThousands { text.append(0x2e) }
      case let byte: text.append(byte)
      }
    }
    at = end
    if text.allSatisfy({ $0 != 0x2e }), isOrdinal(at: end) {
      text.append(bytes[end] | 0x20)
      text.append(bytes[end + 1] | 0x20)
      at = end + 2
    }
    appendWord(start)
  }

  /// Whether `st`, `nd`, `rd` or `th` stands here and the word ends after it.
  private func isOrdinal(at index: Int) -> Bool {
    guard index + 1 < bytes.count, byteClass(at: index + 2) != ByteClass.letter else {
      return false
    }
    switch (bytes[index] | 0x20, bytes[index + 1] | 0x20) {
    case (0x73, 0x74), (0x6e, 0x64), (0x72, 0x64), (0x74, 0x68): return true
    default: return false
    }
  }

  // MARK: Words

  /// Files the word that `text` holds, with the clause and sentence that the signs before it began.
  private mutating func appendWord(_ start: Int) {
    if text.count > Tokenizer.wordByteLimit { cutText() }
    if !words.isEmpty {
      if endsSentence { sentence += 1 }
      if endsSentence || endsClause { clause += 1 }
    }
    endsSentence = false
    endsClause = false
    var hash = WordHash.start
    var isPlain = true
    for byte in text {
      hash = WordHash.adding(byte, to: hash)
      if byte < 0x61 || byte > 0x7a { isPlain = false }
    }
    let word = String(decoding: text, as: UTF8.self)
    var stem = word
    var stemHash = hash
    if isPlain, stemmer.stem(text) {
      stem = String(decoding: stemmer.bytes[..<stemmer.count], as: UTF8.self)
      stemHash = WordHash.start
      for index in 0..<stemmer.count {
        stemHash = WordHash.adding(stemmer.bytes[index], to: stemHash)
      }
    }
    words.append(
      Word(
        text: word, stem: stem,
        range: line.originalOffset(start)..<line.originalOffset(at),
        clause: clause, sentence: sentence, correctedFrom: nil, textHash: hash,
        stemHash: stemHash))
  }

  /// Cuts at the end of a character, never within one.
  private mutating func cutText() {
    text.removeSubrange(Tokenizer.wordByteLimit...)
    while let last = text.last, last & 0xc0 == 0x80 { text.removeLast() }
    if let last = text.last, last >= 0xc0 { text.removeLast() }
  }
}
