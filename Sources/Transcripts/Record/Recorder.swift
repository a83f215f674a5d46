package import Conversation
package import LabValues
import Rendering

/// Takes down a conversation as a transcript, with its facts filled in.
///
/// The text parses as a transcript, and passes on the same knowledge and day, unless
/// `hasEarlierFacts`.
package struct Recorder: Sendable {
  private let header: [String]
  private let width: Int
  private let redaction: Redaction
  private var lines: [String] = []
  private var previous: TurnFacts?
  private var isJSON = false
  private let guardian: NameGuard
  /// What looks like the name of a person, with its line in the conversation; for a warning.
  package private(set) var warnings: [String] = []
  /// Whether the session knew facts already when the recording began.
  /// Such a recording may not replay: what it stands on is not in it.
  package private(set) var hasEarlierFacts = false

  /// - Parameters:
  ///   - version: replaced by `[VERSION]` in answers
  ///   - clock: the day that relative dates referred to; written into the header
  ///   - knownWords: lower-cased words of the knowledge, which are no names of persons
  package init(
    title: String, width: Int = Transcript.Header.standardWidth, clock: Day? = nil,
    version: String? = nil, knownWords: Set<String> = []
  ) {
    var header = [TranscriptParser.firstLine, "title: \(Self.oneLine(title))"]
    if width != Transcript.Header.standardWidth { header.append("width: \(width)") }
    if let clock { header.append("clock: \(clock)") }
    self.header = header
    self.width = width
    redaction = Redaction(version: version)
    guardian = NameGuard(knownWords: knownWords)
  }

  /// Takes down one message with its reply. Left out are lines that a file cannot hold, and what
  /// is said to the shell alone: to quit.
  ///
  /// - Parameter line: as it was sent, its rows with LF between them
  package mutating func record(line: String, reply: Reply) {
    let said = line.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Self.oneLine(String($0)) }
    guard said.contains(where: { !$0.isEmpty }) else { return }
    if reply.effect == .quit { return }
    let facts = TurnFacts(reply)
    if previous == nil { hasEarlierFacts = !Self.isNew(facts) }
    let text =
      isJSON ? [JSONText.line(reply)] : PlainText(width: width).lines(of: reply).map(\.text)
    if case .json(let isOn) = reply.effect { isJSON = isOn }
    let answer = AnswerLines.of(text).map(redaction.redacted)
    lines += [""] + said.map { $0.isEmpty ? ">" : "> \($0)" }
    if !answer.isEmpty { lines += [""] + answer.map { $0.isEmpty ? "" : "  \($0)" } }
    lines += [""] + FactLayout.lines(facts.described(after: previous))
    previous = facts
    for found in said.flatMap(guardian.suspects) where !warnings.contains(found) {
      warnings.append(found)
    }
  }

  /// Whether everything that the session holds was stated by this very message.
  private static func isNew(_ facts: TurnFacts) -> Bool {
    let stated = Set(facts.noted.map { [$0.subject, $0.id] })
    let held = facts.labs.map { [$0.subject, $0.id] }
    let names = (facts.conditions + facts.medications).compactMap(FactEntry.init(parsing:))
    return (held + names.map { [$0.subject, $0.id] }).allSatisfy(stated.contains)
  }

  /// The transcript so far; without a turn it is no transcript yet.
  package var text: String { (header + lines).map { $0 + "\n" }.joined() }
  package var isEmpty: Bool { lines.isEmpty }

  /// The text without what a transcript cannot hold.
  private static func oneLine(_ text: String) -> String {
    Line.trimmed(Line.cleaned(text.filter { $0 != "\n" && $0 != "\r\n" }))
  }
}
