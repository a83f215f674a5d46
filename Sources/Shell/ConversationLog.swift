/// The conversation so far, for `/save`; bounded, and without what was forgotten.
///
/// It lives in memory and reaches a disk only through `/save`.
struct ConversationLog: Sendable {
  private struct Turn: Sendable {
    var line: String
    var text: String
    var facts: [String]
    var isPersonal: Bool
  }

  /// Beyond 4 MiB the oldest turns go, until half of it is left, so that this is rare.
  static let byteLimit = 4 << 20

  private var turns: [Turn] = []
  private var bytes = 0
  private var isComplete = true

  var count: Int { turns.count }

  /// Adds a turn with the ids of the facts that it states or shows.
  mutating func add(_ line: String, _ text: String, facts: [String], isPersonal: Bool = false) {
    turns.append(Turn(line: line, text: text, facts: facts, isPersonal: isPersonal))
    bytes += line.utf8.count + text.utf8.count
    guard bytes > Self.byteLimit else { return }
    var dropped = 0
    while bytes > Self.byteLimit / 2, dropped < turns.count - 1 {
      bytes -= turns[dropped].line.utf8.count + turns[dropped].text.utf8.count
      dropped += 1
    }
    turns.removeFirst(dropped)
    isComplete = isComplete && dropped == 0
  }

  /// Adds facts to the newest turn: the next line completed what it began to state.
  mutating func addToNewest(facts: [String]) {
    guard let newest = turns.indices.last else { return }
    turns[newest].facts += facts
  }

  /// Drops the turns that state or show one of these facts.
  ///
  /// Ids of facts; a turn goes as a whole, its question and its answer.
  mutating func forget(_ facts: [String]) {
    remove { turn in turn.facts.contains { facts.contains($0) } }
  }

  /// Drops the turns that state or show any fact.
  mutating func forgetEverything() { remove { $0.isPersonal || !$0.facts.isEmpty } }

  private mutating func remove(where isForgotten: (Turn) -> Bool) {
    let before = turns.count
    turns.removeAll(where: isForgotten)
    guard turns.count < before else { return }
    isComplete = false
    bytes = turns.reduce(0) { $0 + $1.line.utf8.count + $1.text.utf8.count }
  }

  /// Each line after `> `, and what was answered under it.
  ///
  /// The first line says so where turns are missing, so that nobody takes a part for the whole.
  func text(_ wording: ShellText) -> String {
    var text = isComplete ? "" : wording.someForgotten + "\n\n"
    for turn in turns {
      for line in turn.line.split(separator: "\n", omittingEmptySubsequences: false) {
        text += "> \(line)\n"
      }
      text += "\n\(turn.text)\n\n"
    }
    return text
  }
}
