import Knowledge
import LabValues

/// What a line changes in what is remembered, in words.
struct Memory: Sendable {
  /// What is told here; empty for a line that was not looked at.
  let change: SessionChange?
  /// The facts recorded by this line, as programs read them.
  var noted: [SessionFact] = []
  /// Rows and values that could not be read, as typed.
  var unread: [String] = []
  /// What is said about them.
  var blocks: [CitedText] = []
  /// The same where care cannot wait: results without their intervals.
  var briefBlocks: [CitedText] = []
  /// Questions about what could not be recorded.
  var questions: [String] = []
  /// Ids of the facts in doubt, and of those that were dropped.
  var doubted: [String] = []
  var dropped: [String] = []
  /// Said first where a doubtful value would be critical.
  var criticalDoubt: String?
  /// Whether the line was about the memory alone: a correction, "forget my calcium", a unit.
  var isSettled = false
  var effect: ReplyEffect?

  init() { change = nil }

  init(_ change: SessionChange) {
    self.change = change
    noted = change.noted.map { $0.fact.forPrograms(of: $0.person) }
    unread = change.unread.map(\.asTyped)
    doubted = change.doubts.map(\.fact)
    isSettled = change.isSettled
  }

  /// Whether a result of today, or without a date, was recorded.
  func hasFreshValue(_ session: Session) -> Bool {
    change?.noted.contains { $0.fact.isFreshValue(session.today) } ?? false
  }

  /// Of whom this line recorded something, the person in focus last.
  func persons(_ session: Session) -> [Person?] {
    var persons: [Person?] = []
    for entry in change?.noted ?? [] where !persons.contains(entry.person) {
      persons.append(entry.person)
    }
    return persons.filter { $0 != session.person } + [session.person]
  }

  /// The same with what was recorded of one person alone.
  func of(_ person: Person?) -> Memory {
    var memory = self
    memory.noted = noted.filter { $0.subject == person?.rawValue }
    return memory
  }

  /// Whether all that the line told could not be read.
  var isUnreadAlone: Bool { !unread.isEmpty && noted.isEmpty && questions.isEmpty && !isSettled }

  /// Whether the line stated nothing.
  var isEmpty: Bool { noted.isEmpty && questions.isEmpty && blocks.isEmpty }
}
