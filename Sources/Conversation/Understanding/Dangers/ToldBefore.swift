import Knowledge
import Language

/// What was told before a line: stated facts as clauses, and sentences of earlier lines.
struct ToldBefore: Sendable {
  var facts: [(id: String, clause: String)] = []
  var lines: [String] = []
  /// What the line before was told as: an exam, a film, an animal.
  var frame: CalmReading?

  init(facts: [(id: String, clause: String)] = [], lines: [String] = []) {
    self.facts = facts
    self.lines = lines
  }

  /// What the session holds that a line may complete to a danger.
  init(_ session: borrowing Session, _ refinements: Refinements) {
    let turn = session.turn
    facts = session.current.compactMap { fact -> (id: String, clause: String)? in
      guard !fact.isNegated, fact.turn < turn else { return nil }
      return refinements.clauses[fact.id].map { (fact.id, $0) }
    }
    lines = session.told
    frame = session.frame
  }

  var isEmpty: Bool { facts.isEmpty && lines.isEmpty }

  /// All of it as words, each clause and line a sentence that stands before those of `line`; and where
  /// the facts stand among them.
  func words(before line: [Word]) -> (words: [Word], facts: [(id: String, range: Range<Int>)]) {
    var words: [Word] = []
    var places: [(id: String, range: Range<Int>)] = []
    var sentence = (line.first?.sentence ?? 0) - 1000
    func append(_ text: String) {
      let start = words.last?.sentence ?? sentence
      for word in Tokenizer.words(of: text) {
        sentence = start + 1 + word.sentence
        words.append(
          Word(
            text: word.text, stem: word.stem, range: word.range, clause: sentence,
            sentence: sentence))
      }
    }
    for (id, clause) in facts {
      let start = words.count
      append(clause)
      places.append((id, start..<words.count))
    }
    for line in lines { append(line) }
    return (words, places)
  }
}
