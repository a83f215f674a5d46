/// What has to change in one turn of a transcript.
struct TurnChange {
  private let turn: Transcript.Turn
  private let answer: [ExpectedLine]?
  private var factLines: [Int: String] = [:]
  private var newFacts: [String] = []
  private var newAnswer: [String] = []
  private let next: String?

  /// - Parameters:
  ///   - previous: the facts after the turn before in the same session, so that a draft only
  ///     asserts what this turn changed
  ///   - lines: the file as it is
  init(
    _ turn: Transcript.Turn, _ outcome: TurnOutcome, after previous: TurnFacts?,
    mode: BlessMode, in lines: [String]
  ) {
    self.turn = turn
    let end = max(turn.messageRange.upperBound, turn.answerRange.upperBound)
    next = end < lines.count ? lines[end] : nil
    // A turn of elisions alone asserts nothing either: it is filled in like a draft.
    let isDraft = turn.facts.isEmpty && turn.answer.allSatisfy(\.assertsNothing)
    let passes = AnswerMatcher(turn.answer).matches(outcome.answer)
    let takesText = turn.isDraft || (mode != .facts && !passes)
    answer = takesText ? AnswerRewrite.lines(turn.answer, for: outcome.answer) : nil
    if isDraft {
      newFacts = FactLayout.lines(outcome.facts.described(after: previous))
    } else if mode != .text {
      for fact in turn.facts where !fact.holds(outcome.facts, answer: outcome.answer) {
        guard let (sign, value) = FactRewrite.value(of: fact, for: outcome) else { continue }
        factLines[fact.line - 1] = Self.rewritten(lines[fact.line - 1], fact, sign, value)
      }
    }
  }

  var isNeeded: Bool { answer != nil || !factLines.isEmpty || !newFacts.isEmpty }

  /// The line with another value, in the column where the old one stood.
  private static func rewritten(
    _ line: String, _ fact: Fact, _ sign: FactSign, _ value: String
  ) -> String {
    guard line.hasSuffix(fact.written) else { return line }
    return "\(sign.rawValue)" + line.dropFirst().dropLast(fact.written.count) + value
  }

  /// Must be called from the last turn to the first: lines that it adds move all that stand below.
  func apply(to blessing: inout Blessing) {
    blessing.turns += 1
    for (index, line) in factLines {
      blessing.lines[index] = line
      blessing.facts += 1
    }
    var range = turn.answerRange
    var lines = answer.map { $0.map { $0.raw.isEmpty ? "" : "  " + $0.raw } }
    if let lines {
      let old = Array(blessing.lines[range])
      blessing.textLines += lines.difference(from: old).insertions.count
    }
    if turn.answerRange.isEmpty, let text = lines, !text.isEmpty {
      range = turn.messageRange.upperBound..<turn.messageRange.upperBound
      let needsBlank = !newFacts.isEmpty || next?.isEmpty == false
      lines = [""] + text + (needsBlank && newFacts.isEmpty ? [""] : [])
    } else if lines == [] {
      // The empty line above the answer goes with it.
      range = max(turn.messageRange.upperBound, range.lowerBound - 1)..<range.upperBound
    }
    if !newFacts.isEmpty {
      blessing.facts += newFacts.count
      let start = max(range.upperBound, turn.messageRange.upperBound)
      if lines == nil { range = start..<start }
      lines = (lines ?? []) + [""] + newFacts
      if next?.isEmpty == false { lines?.append("") }
    }
    if let lines { blessing.lines.replaceSubrange(range, with: lines) }
  }
}

/// Mends the expected lines of an answer.
enum AnswerRewrite {
  /// - Returns: lines that match what came, always: where the mended ones would not, the answer
  ///   itself.
  static func lines(_ expected: [ExpectedLine], for actual: [String]) -> [ExpectedLine] {
    var lines: [ExpectedLine] = []
    for step in AnswerMatcher(expected).steps(actual) {
      switch step {
      case .same(let place, _): lines.append(expected[place])
      case .replaced(let place, let line): lines.append(replaced(expected[place], actual[line]))
      case .missing: continue
      case .extra(let line): lines.append(.literal(actual[line]))
      case .elided:
        if lines.last(where: { !$0.raw.isEmpty }) == .elision {
          while lines.last?.raw.isEmpty == true { lines.removeLast() }
          continue
        }
        lines.append(.elision)
      }
    }
    while lines.first?.raw.isEmpty == true { lines.removeFirst() }
    while lines.last?.raw.isEmpty == true { lines.removeLast() }
    // Whatever the alignment made of it, the result must hold.
    return AnswerMatcher(lines).matches(actual) ? lines : actual.map(ExpectedLine.literal)
  }

  /// The line that came, with the wildcards of the old one where they still fit.
  private static func replaced(_ expected: ExpectedLine, _ actual: String) -> ExpectedLine {
    let literal = ExpectedLine.literal(actual)
    guard case .pattern(let pattern) = expected, !pattern.isLiteral else { return literal }
    let text = WordAlignment(pattern, actual).rewritten()
    guard let line = try? ExpectedLine(parsing: text), case .pattern(let rewritten) = line,
      rewritten.matches(actual), !line.assertsNothing
    else { return literal }
    return line
  }
}

/// Mends one fact.
enum FactRewrite {
  /// The sign and value to write; `nil` where only a person can say what is meant.
  ///
  /// `=` takes what came; `~` keeps the names that are still there, or takes all where none is.
  static func value(
    of fact: Fact, for outcome: TurnOutcome
  ) -> (sign: FactSign, value: String)? {
    guard fact.sign != .mustNot, let actual = outcome.facts.written(fact.key) else { return nil }
    guard fact.sign == .atLeast, actual != "none" else { return (.exactly, actual) }
    // What is still there stays; where nothing is, all of what came is asserted.
    let kept: [String]
    switch fact.value {
    case .names(let names):
      let words = actual.split(separator: " ").map(String.init)
      kept = names.filter(words.contains)
    case .entries(let entries):
      let all = fact.key == .noted ? outcome.facts.noted : outcome.facts.labs
      kept = entries.filter { entry in all.contains { entry.covers($0) } }.map(\.text)
    default: kept = []
    }
    let separator = if case .entries = fact.value { "; " } else { " " }
    return (.atLeast, kept.isEmpty ? actual : kept.joined(separator: separator))
  }
}
