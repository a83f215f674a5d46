import Knowledge
package import LabValues
import Language

/// What remembering has to know of a line: less than answering has to.
package struct SpokenLine: Sendable {
  package var text: String
  package var reading: Reading
  /// Ids of the findings described now.
  package var signals: [String]
  package var isQuestion: Bool
  /// "yes", "right".
  package var isConfirmation: Bool
  /// The number picked from a list, counted from 1.
  package var choice: Int?
  /// Whether it names a subject of ours or of others, or asks for what is refused: then words like
  /// "remove" are about that, and not about what is remembered.
  package var namesSubject: Bool
  /// Whether it asks for what is refused: "can I stop warfarin".
  package var isRefused: Bool
  /// Whether it speaks of what belongs to somebody, or of everything, so that "forget" can mean that.
  package var namesOwner: Bool
  /// Whether it tells that whoever is spoken of is in hospital already, or home again.
  package var isInCare: Bool?
  /// Whether it says that what alarmed is over, or was never meant.
  package var endsAlarm = false
  /// Whether it has five words at most.
  package var isShort: Bool

  package init(
    _ text: String, _ reading: Reading, signals: [String] = [], isQuestion: Bool = false,
    isConfirmation: Bool = false, choice: Int? = nil, namesSubject: Bool = false,
    isRefused: Bool = false, namesOwner: Bool = true, isShort: Bool = true
  ) {
    self.text = text
    self.reading = reading
    self.signals = signals
    self.isQuestion = isQuestion
    self.isConfirmation = isConfirmation
    self.choice = choice
    self.namesSubject = namesSubject
    self.isRefused = isRefused
    self.namesOwner = namesOwner
    self.isShort = isShort
  }
}

extension SpokenLine {
  init(_ line: Understanding, _ words: LineWords) {
    let said = line.normalized.words
    let findings = line.findings
    self.init(
      line.text, line.reading, signals: line.isImpersonalQuestion ? [] : line.signals,
      isQuestion: line.isQuestion, isConfirmation: findings.has(.yes),
      choice: line.pick,
      namesSubject: !findings.outside.isEmpty || !findings.topics.isEmpty,
      isRefused: !findings.refusals.isEmpty,
      namesOwner: said.contains { words.holds($0.text, .owners) }, isShort: said.count <= 5)
    isInCare = findings.isInCare
    endsAlarm = findings.tellsOver
  }
}
