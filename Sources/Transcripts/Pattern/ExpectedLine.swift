/// One line of an expected answer.
package enum ExpectedLine: Sendable, Hashable {
  /// `...`: any lines, none included.
  case elision
  case pattern(LinePattern)

  /// What is wrong with a line.
  package enum Flaw: Error, Sendable, Hashable {
    /// Dots that are no elision: `....`, `…`, or `...` with blanks in front of it.
    case elisionLookalike(String)
    case pattern(LinePattern.Flaw)
  }

  /// Reads the line as written, without the two blanks in front.
  ///
  /// - Throws: for dots that only look like an elision, since they would be taken for text in
  ///   silence.
  package init(parsing raw: String) throws(Flaw) {
    if raw == "..." {
      self = .elision
      return
    }
    let blanks = raw.prefix { $0 == " " }
    let body = raw.dropFirst(blanks.count)
    let dots = body.drop { $0 == "\\" }
    if Self.isDots(dots) {
      guard dots.count < body.count else { throw .elisionLookalike(raw) }
      let text = blanks + body.dropFirst()
      self = .pattern(LinePattern(literal: String(text), raw: raw))
      return
    }
    do {
      self = .pattern(try LinePattern(parsing: raw))
    } catch {
      throw .pattern(error)
    }
  }

  /// The line that a text matches and nothing else does, as written in a file.
  ///
  /// What it gives reads back as itself: `ExpectedLine(parsing: literal(text).raw)` matches the
  /// text alone.
  package static func literal(_ text: String) -> ExpectedLine {
    let blanks = text.prefix { $0 == " " }
    let body = text.dropFirst(blanks.count)
    if isDots(body.drop { $0 == "\\" }) {
      return .pattern(LinePattern(literal: text, raw: blanks + "\\" + body))
    }
    return .pattern(LinePattern(literal: text))
  }

  /// As written in a file, without the two blanks in front.
  package var raw: String {
    switch self {
    case .elision: "..."
    case .pattern(let pattern): pattern.raw
    }
  }

  /// Whether it is no assertion at all.
  var assertsNothing: Bool {
    switch self {
    case .elision: true
    case .pattern(let pattern): pattern.isOnlyElision || pattern.pieces.isEmpty
    }
  }

  private static func isDots(_ text: Substring) -> Bool {
    text == "…" || (text.count >= 2 && text.allSatisfy { $0 == "." })
  }
}

extension LinePattern {
  /// A literal that is written in another way than `escaped` would write it.
  init(literal text: String, raw: String) {
    self.raw = raw
    pieces = [.literal(Array(text.utf8))]
  }
}
