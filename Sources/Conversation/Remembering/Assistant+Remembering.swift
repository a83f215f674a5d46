import Knowledge
import LabValues
import Language

extension Assistant {
  /// What a line would change in a session.
  func change(_ line: Understanding, in session: Session) -> SessionChange {
    Remembering(labs: knowledge.labs).change(spoken(line), in: session)
  }

  private func spoken(_ line: Understanding) -> SpokenLine {
    let words = line.normalized.words
    let findings = line.findings
    return SpokenLine(
      line.text, line.reading, signals: line.isImpersonalQuestion ? [] : line.signals,
      isQuestion: line.isQuestion, isConfirmation: findings.has(.yes),
      choice: line.pick,
      namesSubject: !findings.outside.isEmpty || !findings.topics.isEmpty,
      isRefused: !findings.refusals.isEmpty,
      namesOwner: words.contains { lists.holds($0.text, .owners) }, isShort: words.count <= 5)
  }
}
