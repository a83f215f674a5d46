package import Conversation
import Knowledge
package import KnowledgeFiles
import Language

/// Questions with the section that should answer each, one a line: `question TAB section`. One with `none`
/// should be declined.
///
///     is calciphylaxis painful<TAB>calciphylaxis/symptoms
///     what is the capital of peru<TAB>none
///     # a comment
package struct QuestionFile: Sendable {
  private struct Question: Sendable {
    var text: String
    var section: String?
    var line: Int
  }

  private var questions: [Question] = []
  private let name: String
  /// Lines that say nothing of a section.
  private var problems: [Problem] = []

  package init(_ text: String, named name: String) {
    self.name = name
    for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let parts = line.split(separator: "\t", maxSplits: 1).map { Self.trimmed($0) }
      guard let question = parts.first, !question.isEmpty, !question.hasPrefix("#") else {
        continue
      }
      guard parts.count > 1, !parts[1].isEmpty else {
        problems.append(
          Problem(
            .other("no tab between question and section; write question TAB section, or TAB none"),
            at: Place(file: name, line: place + 1, column: 1)))
        continue
      }
      let section = parts[1] != Self.none ? parts[1] : nil
      questions.append(Question(text: question, section: section, line: place + 1))
    }
  }

  /// Lines without a section, and sections that there are not; the latter are not asked.
  ///
  /// Must be called once, before `report(_:)`, so that what cannot be right is not asked.
  package mutating func problems(sections: [String]) -> [Problem] {
    let strange = questions.filter { one in one.section.map { !sections.contains($0) } ?? false }
    questions.removeAll { one in strange.contains { $0.line == one.line } }
    problems += strange.map { one in
      let name = one.section ?? ""
      return Problem(
        .unknownName(
          role: "section", name: name,
          nearest: NearestName.closest(to: name, among: sections + [Self.none])),
        at: Place(file: self.name, line: one.line, column: one.text.utf8.count + 2))
    }
    return problems.sorted()
  }

  /// What came instead of a section: "decline (outside/costs)".
  private static func named(_ reply: Reply) -> String {
    reply.intent.map { "\(reply.kind.rawValue) (\($0))" } ?? reply.kind.rawValue
  }

  private static let none = "none"

  private static func trimmed(_ text: Substring) -> String {
    var kept = text
    while let last = kept.last, last.isWhitespace { kept.removeLast() }
    while let first = kept.first, first.isWhitespace { kept.removeFirst() }
    return String(kept)
  }

  /// Asks each question by itself: those that go astray, and how many do not.
  ///
  /// - Returns: a line for each that goes astray, then how many of those inside, and outside, are
  ///   right.
  package func report(_ assistant: Assistant) -> [String] {
    var lines: [String] = []
    var (right, inside, declined, outside) = (0, 0, 0, 0)
    for question in questions {
      var session = Session()
      let reply = assistant.reply(to: question.text, in: &session)
      let found = reply.kind == .answer ? reply.trace.sections.first : nil
      let isRight = found == question.section
      if question.section == nil {
        outside += 1
        declined += isRight ? 1 : 0
      } else {
        inside += 1
        right += isRight ? 1 : 0
      }
      if !isRight {
        let meant = question.section ?? "nothing"
        lines.append(
          "\(name):\(question.line): '\(question.text)' reaches \(found ?? Self.named(reply)), not \(meant)"
        )
      }
    }
    if inside > 0 { lines.append("questions: \(right) of \(inside) reach their section") }
    if outside > 0 { lines.append("questions: \(declined) of \(outside) outside are not answered") }
    return lines
  }
}
