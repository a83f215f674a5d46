import Knowledge
import Language
import Matching

/// How near the name of each topic alone stands to sections, so that it can be told what a line adds to it.
///
/// Computed once when the knowledge is learned, since it takes as long as answering dozens of lines.
struct TopicScores: Sendable {
  private let scores: [String: [Int: Double]]

  init(_ knowledge: Knowledge, _ normalizer: Normalizer, _ model: RankingModel) {
    scores = Dictionary(
      knowledge.topics.map { topic in
        let near = model.nearest(normalizer.normalize(topic.name).canonical, limit: Self.most)
        return (
          topic.id,
          Dictionary(
            near.map { ($0.label, Double($0.score)) }, uniquingKeysWith: { first, _ in first })
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  private static let most = 40

  /// The score of a section where only the name of the topic is said; `nil` where it is far off.
  func score(of section: Int, _ topic: String) -> Double? { scores[topic]?[section] }

  // MARK: Coding

  /// Layout: for each topic, in the order of ids, u32 sections in rising order │ u64 scores as bit patterns.
  func encoded() -> [UInt8] {
    var writer = ModelWriter()
    for (_, near) in scores.sorted(by: { $0.key < $1.key }) {
      let sections = near.keys.sorted()
      writer.write(sections.map { UInt32(truncatingIfNeeded: $0) })
      writer.write(sections.map { (near[$0] ?? 0).bitPattern })
    }
    return writer.bytes
  }

  init(decoding bytes: SharedBytes, _ knowledge: Knowledge) throws(RankingModelError) {
    var reader = ModelReader(bytes)
    var scores: [String: [Int: Double]] = [:]
    for topic in Set(knowledge.topics.map(\.id)).sorted() {
      let sections = try reader.numbers(UInt32.self).map(Int.init)
      let values = try reader.numbers(UInt64.self).map { Double(bitPattern: $0) }
      guard sections.count == values.count, values.allSatisfy(\.isFinite) else {
        throw .inconsistent
      }
      scores[topic] = Dictionary(zip(sections, values), uniquingKeysWith: { first, _ in first })
    }
    guard reader.isAtEnd else { throw .wrongLength }
    self.scores = scores
  }
}
