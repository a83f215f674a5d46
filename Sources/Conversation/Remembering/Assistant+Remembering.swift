import Knowledge
import LabValues
import Language

extension Assistant {
  /// Records what a line states, corrects or takes back, and tells it.
  func remember(_ line: UnderstoodLine, in session: inout Session) -> Memory {
    let change = change(line, in: session)
    session = change.session
    return told(change)
  }

  /// What a line would change in a session.
  func change(_ line: UnderstoodLine, in session: Session) -> SessionChange {
    Remembering(labs: knowledge.labs).change(spoken(line), in: session)
  }

  private func spoken(_ line: UnderstoodLine) -> SpokenLine {
    let words = line.normalized.words
    let findings = line.findings
    return SpokenLine(
      line.text, line.reading, signals: line.isImpersonalQuestion ? [] : line.signals,
      isQuestion: line.isQuestion, isConfirmation: findings.has(.yes),
      choice: Choice.number(in: words.map(\.text)),
      namesSubject: !findings.outside.isEmpty || !findings.topics.isEmpty,
      isRefused: !findings.refusals.isEmpty,
      namesOwner: words.contains { Self.owners.contains($0.text) }, isShort: words.count <= 5)
  }

  private static let owners: Set<String> = [
    "my", "all", "the", "that", "it", "everything", "last", "what",
  ]
}
