import LabValues
import Language

/// A command, as `/help` shows it.
package struct Command: Sendable, Hashable {
  package var name: String
  package var argument: String
  package var summary: String
  /// Whether it is about what a person stated; none is offered where nothing is ever noted.
  package var isOnFacts: Bool

  /// The commands that every door understands.
  package static let common = [
    Command("help", "[COMMAND]", "what you can ask and type"),
    Command("labs", "[PERSON]", "the results as a table", isOnFacts: true),
    Command(
      "trend", "[LAB]", "one result over time, or all; a person may stand behind it",
      isOnFacts: true),
    Command("facts", "[PERSON]", "everything you told me", isOnFacts: true),
    Command(
      "for", "PERSON", "whose results the next lines are about: me, mother, …", isOnFacts: true),
    Command("forget", "[FACT|all]", "drop a fact, a person, or everything", isOnFacts: true),
    Command(
      "paste", "", "the next lines, up to a line of a single dot, are one message", isOnFacts: true),
    Command("undo", "", "take back the last thing you told me", isOnFacts: true),
    Command("reset", "", "start afresh"),
    Command("sources", "", "the documents, their age and how far to trust them"),
    Command("sections", "[TOPIC]", "what the documents cover"),
    Command("show", "SECTION", "one section by its name"),
    Command("open", "[N]", "what source N of the last answer says, and who stands behind it"),
    Command("compare", "A B", "two kinds side by side"),
    Command("detail", "on|off", "answers in the terms of a clinician, a line a fact"),
    Command(
      "visit", "[PERSON]",
      "what you told me, in order for a doctor; at the shell /visit FILE.md or FILE.html writes it",
      isOnFacts: true),
    Command("why", "[all]", "why the last reply was given"),
    Command("mode", "text|json", "how replies are written"),
    Command("width", "N", "wrap at this many columns"),
    Command(
      "session", "[save|load LINE]",
      "how much this session holds; save gives it as a line, and load takes that line"),
    Command("quit", "", "leave"),
  ]

  package init(
    _ name: String, _ argument: String, _ summary: String, isOnFacts: Bool = false
  ) {
    self.name = name
    self.argument = argument
    self.summary = summary
    self.isOnFacts = isOnFacts
  }

  /// A line of help: `/show SECTION: one section by its name`.
  package var help: String {
    "/\(name)\(argument.isEmpty ? "" : " ")\(argument): \(summary)"
  }

  /// The name that another may have been meant for.
  package static func nearest(to name: String, among names: [String]) -> String? {
    names.first { $0.hasPrefix(name) && !name.isEmpty }
      ?? NearestName.closest(to: name, among: names)
  }

  /// Whom a command can name, as `/for` takes them.
  package static let persons = ["me"] + Person.allCases.map(\.rawValue)
}
