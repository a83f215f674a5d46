import Knowledge
import LabValues
import Language

/// Lines to learn from as they are read, each once.
final class ReadLines {
  private let normalizer: Normalizer
  private let negation: Negation
  private let reader: LabReader
  private var known: [String: Line] = [:]

  struct Line {
    let words: [Word]
    let features: LineFeatures
  }

  init(_ knowledge: Knowledge, _ normalizer: Normalizer, _ book: RuleBook) {
    self.normalizer = normalizer
    negation = book.negation
    reader = LabReader(knowledge.labs)
  }

  func callAsFunction(_ text: String) -> Line {
    if let line = known[text] { return line }
    let words = normalizer.normalize(text).words
    let results = ToldResults(reader.read(text), in: words)
    let line = Line(
      words: words, features: LineFeatures(words, negation.denials(in: words), results))
    known[text] = line
    return line
  }
}
