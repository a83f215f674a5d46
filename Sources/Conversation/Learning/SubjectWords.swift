import Knowledge
import Language
import Matching

/// Which topics' texts use a word: a word that only the texts on one subject use tells a line of it.
struct SubjectWords: Sendable {
  /// The hashes of stems in rising order, each with a bit for every topic that uses it.
  private let stems: [UInt64]
  private let masks: [UInt64]
  /// The topics by their bit; those beyond the 64th are not told apart.
  private let bits: [String: UInt64]

  private init(_ masks: [UInt64: UInt64], _ topics: [String]) {
    let sorted = masks.sorted { $0.key < $1.key }
    stems = sorted.map(\.key)
    self.masks = sorted.map(\.value)
    bits = Self.bits(topics)
  }

  private static func bits(_ topics: [String]) -> [String: UInt64] {
    Dictionary(
      topics.prefix(64).enumerated().map { ($0.element, UInt64(1) << UInt64($0.offset)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Counts the words of all sections: title, gist, text, keywords and the names of their topics.
  init(_ knowledge: Knowledge, _ normalizer: Normalizer) {
    let topics = knowledge.topics.map(\.id)
    let bits = Self.bits(topics)
    var counts: [UInt64: [String: Int]] = [:]
    func add(_ text: String, _ topic: String) {
      for word in normalizer.normalize(text).canonical where word.number == nil {
        counts[word.stemHash, default: [:]][topic, default: 0] += 1
      }
    }
    for topic in knowledge.topics { for name in topic.names { add(name, topic.id) } }
    for section in knowledge.sections {
      var texts = [section.title, section.gist.text, section.body.text, section.question]
      texts += section.keywords.map(\.text)
      for text in texts { add(text, section.topic) }
    }
    self.init(
      counts.mapValues { counted in
        let most = counted.values.max() ?? 0
        return counted.reduce(0) { mask, entry in
          entry.value * Self.passing >= most ? mask | (bits[entry.key] ?? 0) : mask
        }
      }, topics)
  }

  /// A topic that uses a word so many times less than another one only mentions it in passing.
  private static let passing = 8

  /// A bit for each topic whose texts use a word.
  func topics(of word: Word) -> UInt64 {
    var low = 0
    var high = stems.count
    while low < high {
      let middle = (low + high) / 2
      if stems[middle] < word.stemHash { low = middle + 1 } else { high = middle }
    }
    return low < stems.count && stems[low] == word.stemHash ? masks[low] : 0
  }

  /// Whether the texts on a topic use a word that those on another never do.
  func tells(_ word: Word, of topic: String, notOf other: String) -> Bool {
    let mask = topics(of: word)
    return mask & (bits[topic] ?? 0) != 0 && mask & (bits[other] ?? 0) == 0
  }

  /// Whether texts use a word, and none of those on this topic.
  func isElsewhere(_ word: Word, than topic: String) -> Bool {
    let mask = topics(of: word)
    return mask != 0 && mask & (bits[topic] ?? 0) == 0
  }

  /// Whether so few topics use a word that it says which is meant.
  func isSpecific(_ word: Word) -> Bool { topics(of: word).nonzeroBitCount <= Self.few }

  private static let few = 5

  // MARK: Coding

  func encoded() -> [UInt8] {
    var writer = ModelWriter()
    writer.write(stems)
    writer.write(masks)
    return writer.bytes
  }

  init(decoding bytes: SharedBytes, _ knowledge: Knowledge) throws(RankingModelError) {
    var reader = ModelReader(bytes)
    stems = try reader.numbers(UInt64.self)
    masks = try reader.numbers(UInt64.self)
    guard reader.isAtEnd, stems.count == masks.count else { throw .inconsistent }
    bits = Self.bits(knowledge.topics.map(\.id))
  }
}
