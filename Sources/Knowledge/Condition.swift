/// When a refinement applies, as a value over the facts of a session and the line at hand.
///
///     dialysis and phosphate is high      .all([.stated(dialysis), .reads(phosphate, high)])
///     egfr|creatinine_clearance < 30      .compares(egfr creatinine_clearance, .below, 30)
///     not topic breast                    .not(.topic(breast))
///
/// Several names joined by `|` are one question: it holds where it holds for any of them.
package indirect enum Condition: Sendable, Hashable, Codable {
  package enum Comparison: String, Sendable, Codable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
  }

  case all([Condition])
  case any([Condition])
  case not(Condition)
  /// A condition or medicine that was stated.
  case stated([String])
  /// A condition or medicine that was denied ("not on dialysis").
  case denied([String])
  /// A result with one of these readings: `high low normal critical known`, or a result's word.
  case reads([String], [String])
  /// A canonical value compared with a number.
  /// The number is in the canonical unit of the result.
  case compares([String], Comparison, Double)
  /// A finding that was described earlier or in this line.
  case signal([String])
  /// A finding that is described in this very line.
  case line([String])
  /// The topic of the answer.
  case topic([String])
  /// The facet of the answer.
  case facet([String])
  /// The section of the answer.
  case section([String])
}

/// Why a condition could not be read, with the offset in its text.
///
/// Its author reads it as `expected ')', found 'or'`, at the place in the file.
package struct ConditionError: Error, Sendable, Hashable {
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

extension Condition {
  /// Reads a condition.
  ///
  ///     condition := term ("or" term)*
  ///     term      := factor ("and" factor)*
  ///     factor    := "not" factor | "(" condition ")" | atom
  ///     atom      := ("signal" | "line" | "topic" | "facet" | "section" | "denied") names
  ///                | names "is" names | names (">=" | "<=" | ">" | "<") number | names
  ///     names     := name ("|" name)*
  ///
  /// Brackets and `not` stand at most twelve deep in one another, and a number is finite.
  /// Example: `(dialysis or egfr < 30) and signal skin-sore`.
  ///
  /// - Throws: at the first fault, or where text is left over. Whether the names exist is asked
  ///   later, by visiting them.
  package init(parsing text: String) throws(ConditionError) {
    var parser = ConditionParser(text)
    self = try parser.condition()
    if let extra = parser.peek() {
      throw ConditionError(
        offset: extra.offset, expected: "'and', 'or' or the end", found: extra.text)
    }
  }

  /// Every name in the condition, by the kind of thing it must be.
  ///
  /// - Parameter visit: called in the order of the text; roles are `fact result value signal topic
  ///   facet section`
  package func visitNames(_ visit: (_ role: String, _ name: String) -> Void) {
    switch self {
    case .all(let parts), .any(let parts): for part in parts { part.visitNames(visit) }
    case .not(let part): part.visitNames(visit)
    case .stated(let names): for name in names { visit("fact", name) }
    case .denied(let names): for name in names { visit("fact", name) }
    case .reads(let names, _): for name in names { visit("result", name) }
    case .compares(let names, _, _): for name in names { visit("value", name) }
    case .signal(let names), .line(let names): for name in names { visit("signal", name) }
    case .topic(let names): for name in names { visit("topic", name) }
    case .facet(let names): for name in names { visit("facet", name) }
    case .section(let names): for name in names { visit("section", name) }
    }
  }
}

/// Names, words and numbers are separated by blanks; brackets, `|` and comparisons also separate by
/// themselves, so that `egfr<30` is three tokens.
private struct ConditionParser {
  struct Token {
    var text: String
    var offset: Int
  }

  /// Each bracket, and each `not`, is a call of the parser, so that a text of a million of them ends in
  /// an error.
  private static let depthLimit = 12
  private var tokens: [Token] = []
  private var next = 0
  private var depth = 0
  private let end: Int

  init(_ text: String) {
    var word = ""
    var start = 0
    var offset = 0
    func isSign(_ c: Character) -> Bool { c == "<" || c == ">" || c == "=" }
    for c in text {
      let glued = !word.isEmpty && word.allSatisfy(isSign) == isSign(c)
      if c.isWhitespace || c == "(" || c == ")" || c == "|" || !glued {
        if !word.isEmpty { tokens.append(Token(text: word, offset: start)) }
        word = ""
      }
      if c == "(" || c == ")" || c == "|" {
        tokens.append(Token(text: String(c), offset: offset))
      } else if !c.isWhitespace {
        if word.isEmpty { start = offset }
        word.append(c)
      }
      offset += 1
    }
    if !word.isEmpty { tokens.append(Token(text: word, offset: start)) }
    end = offset
  }

  func peek() -> Token? { next < tokens.count ? tokens[next] : nil }

  private mutating func popNext(if text: String) -> Bool {
    guard peek()?.text == text else { return false }
    next += 1
    return true
  }

  private func failure(_ expected: String) -> ConditionError {
    ConditionError(
      offset: peek()?.offset ?? end, expected: expected, found: peek()?.text ?? "the end")
  }

  mutating func condition() throws(ConditionError) -> Condition {
    var parts = [try term()]
    while popNext(if: "or") { parts.append(try term()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func term() throws(ConditionError) -> Condition {
    var parts = [try factor()]
    while popNext(if: "and") { parts.append(try factor()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func factor() throws(ConditionError) -> Condition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit + 1 else {
      throw failure("fewer brackets and 'not' within one another")
    }
    if popNext(if: "not") { return .not(try factor()) }
    if popNext(if: "(") {
      let inner = try condition()
      guard popNext(if: ")") else { throw failure("')'") }
      return inner
    }
    return try atom()
  }

  /// A word such as `topic` is a keyword only in front of a name; a result of that name cannot be
  /// asked for.
  private mutating func atom() throws(ConditionError) -> Condition {
    if popNext(if: "signal") { return .signal(try names()) }
    if popNext(if: "line") { return .line(try names()) }
    if popNext(if: "topic") { return .topic(try names()) }
    if popNext(if: "facet") { return .facet(try names()) }
    if popNext(if: "section") { return .section(try names()) }
    if popNext(if: "denied") { return .denied(try names()) }
    let subjects = try names()
    if popNext(if: "is") { return .reads(subjects, try names()) }
    for sign in Condition.Comparison.allCases where popNext(if: sign.rawValue) {
      guard let token = peek(), let number = Double(token.text), number.isFinite else {
        throw failure("a number")
      }
      next += 1
      return .compares(subjects, sign, number)
    }
    return .stated(subjects)
  }

  private mutating func names() throws(ConditionError) -> [String] {
    var names: [String] = []
    repeat {
      guard let token = peek(), let first = token.text.first,
        first.isLetter || first.isNumber, !["and", "or", "not", "is"].contains(token.text)
      else { throw failure("a name") }
      names.append(token.text)
      next += 1
    } while popNext(if: "|")
    return names
  }
}
