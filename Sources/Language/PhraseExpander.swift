/// Why a phrase could not be expanded.
package struct PhraseError: Error, Sendable, Hashable {
  /// Characters before the fault.
  package var offset: Int
  package var expected: String
  package var found: String

  package init(offset: Int, expected: String, found: String) {
    self.offset = offset
    self.expected = expected
    self.found = found
  }
}

/// Writes out the phrases that an author's phrase stands for.
///
///     phrase := (text | "(" choice ")" | "[" choice "]" | "{" name "}")*
///     choice := phrase ("|" phrase)*          in square brackets it may be left out
///
///     how (is|do you treat) [the] {topic}  →  how is the gout, how is gout, how do you treat the …
///
/// The first choice leads, and what may be left out is there first; blanks are collapsed and no
/// phrase comes twice.
///
/// Phrases come from authors, yet a typo can multiply: ten choices of four are a million. So they
/// are counted before any is written, and brackets within brackets end at twelve.
package struct PhraseExpander: Sendable {
  private enum Part {
    case text(String)
    case choice([[Part]], offset: Int)
  }

  private static let depthLimit = 12
  private static let greatestLimit = 100_000
  private let placeholders: [String: [String]]
  private let limit: Int

  /// - Parameters:
  ///   - placeholders: what `{name}` stands for.
  ///   - limit: the most phrases that one phrase may come to (100,000 at the very most).
  package init(placeholders: [String: [String]] = [:], limit: Int = 512) {
    self.placeholders = placeholders
    self.limit = min(max(1, limit), Self.greatestLimit)
  }

  /// The phrases, in a stated order.
  ///
  /// The left choice changes slowest. Case is kept as written.
  ///
  /// - Throws: `PhraseError` for a bracket that is not closed, a choice without a word, a
  ///   placeholder that is unknown or empty, and for more phrases than the limit.
  package func expand(_ phrase: String) throws(PhraseError) -> [String] {
    var reader = Reader(bytes: Array(phrase.utf8), placeholders: placeholders)
    let parts = try reader.parts(depth: 0)
    guard reader.at == reader.bytes.count else { throw reader.failure("a word or the end") }
    _ = try count(parts, reader)
    var seen: Set<String> = []
    var phrases: [String] = []
    for expanded in Self.expanded(parts) {
      let phrase = expanded.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !phrase.isEmpty, seen.insert(phrase).inserted { phrases.append(phrase) }
    }
    return phrases
  }

  /// Counted without writing them: a product over the choices of a phrase, a sum over their
  /// alternatives. Phrases that will turn out the same are counted each.
  private func count(_ parts: [Part], _ reader: Reader) throws(PhraseError) -> Int {
    var product = 1
    for case .choice(let alternatives, let offset) in parts {
      var sum = 0
      for alternative in alternatives {
        sum += try count(alternative, reader)
        if sum > limit { break }
      }
      let (next, isTooMuch) = product.multipliedReportingOverflow(by: sum)
      guard !isTooMuch, next <= limit else {
        throw reader.failure("at most \(limit) phrases from one", at: offset)
      }
      product = next
    }
    return product
  }

  /// Every phrase that the parts come to, in order, with the blanks as they were written.
  private static func expanded(_ parts: [Part]) -> [String] {
    var phrases = [""]
    for part in parts {
      switch part {
      case .text(let text):
        for index in phrases.indices { phrases[index] += text }
      case .choice(let alternatives, _):
        let endings = alternatives.flatMap { expanded($0) }
        phrases = phrases.flatMap { start in endings.map { start + $0 } }
      }
    }
    return phrases
  }

  private struct Reader {
    let bytes: [UInt8]
    let placeholders: [String: [String]]
    var at = 0

    func failure(_ expected: String, at offset: Int? = nil) -> PhraseError {
      let start = min(offset ?? at, bytes.count)
      return PhraseError(
        offset: String(decoding: bytes[..<start], as: UTF8.self).count, expected: expected,
        found: start < bytes.count
          ? String(decoding: bytes[start...].prefix { $0 != 0x20 }, as: UTF8.self) : "the end")
    }

    mutating func parts(depth: Int) throws(PhraseError) -> [Part] {
      var parts: [Part] = []
      while at < bytes.count {
        switch bytes[at] {
        case 0x28:  // (
          parts.append(try choice(until: 0x29, "'|' or ')'", depth: depth + 1))
        case 0x5b:  // [
          let offset = at
          let part = try choice(until: 0x5d, "'|' or ']'", depth: depth + 1)
          if case .choice(let alternatives, _) = part {
            parts.append(.choice(alternatives + [[]], offset: offset))
          }
        case 0x7b:  // {
          parts.append(try placeholder())
        case 0x29, 0x5d, 0x7c, 0x7d:
          return parts
        default:
          let start = at
          while at < bytes.count, !Self.isSign(bytes[at]) { at += 1 }
          parts.append(.text(String(decoding: bytes[start..<at], as: UTF8.self)))
        }
      }
      return parts
    }

    private static func isSign(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x28, 0x29, 0x5b, 0x5d, 0x7b, 0x7c, 0x7d: true
      default: false
      }
    }

    private mutating func choice(
      until end: UInt8, _ expected: String, depth: Int
    ) throws(PhraseError) -> Part {
      let offset = at
      guard depth <= PhraseExpander.depthLimit else {
        throw failure("fewer brackets within brackets")
      }
      var alternatives: [[Part]] = []
      repeat {
        at += 1
        let start = at
        let parts = try parts(depth: depth)
        guard !bytes[start..<at].allSatisfy({ $0 == 0x20 }) else { throw failure("a word") }
        alternatives.append(parts)
      } while at < bytes.count && bytes[at] == 0x7c
      guard at < bytes.count, bytes[at] == end else { throw failure(expected) }
      at += 1
      return .choice(alternatives, offset: offset)
    }

    private mutating func placeholder() throws(PhraseError) -> Part {
      let offset = at
      at += 1
      let start = at
      while at < bytes.count, !Self.isSign(bytes[at]) { at += 1 }
      let name = String(decoding: bytes[start..<at], as: UTF8.self)
      guard at < bytes.count, bytes[at] == 0x7d else { throw failure("'}'") }
      at += 1
      guard let values = placeholders[name] else {
        let known = placeholders.keys.sorted().map { "{\($0)}" }.joined(separator: ", ")
        throw failure(
          known.isEmpty ? "a phrase without placeholders" : "one of \(known)", at: offset)
      }
      guard !values.isEmpty else { throw failure("a placeholder with values", at: offset) }
      return .choice(values.map { [.text($0)] }, offset: offset)
    }
  }
}
