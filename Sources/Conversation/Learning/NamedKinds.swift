import Knowledge
import Language
import Matching

/// Which kinds the texts of general sections name: "calcinosis", of which one text says what holds for the
/// tumoral kind alone.
///
/// Read once from the texts, since reading one takes as long as understanding several lines.
struct NamedKinds: Sendable {
  /// The places of the topics named, by the place of the section: in its text, and in its gist. Nothing
  /// where a section is not of a general topic.
  private let bodies: [[UInt32]]
  private let gists: [[UInt32]]
  private let topics: [String: UInt32]

  init(_ knowledge: Knowledge, _ normalizer: Normalizer, _ book: RuleBook) {
    let topics = knowledge.topics
    let general = Set(topics.filter(\.isGeneral).map(\.id))
    func kinds(in text: String) -> [UInt32] {
      book.findings(in: normalizer.normalize(text).words).topics.map(\.index)
        .filter { topics[$0].isKind && !topics[$0].isGeneral }
        .map { UInt32(truncatingIfNeeded: $0) }
    }
    func read(_ text: (Section) -> String) -> [[UInt32]] {
      knowledge.sections.map { general.contains($0.topic) ? kinds(in: text($0)) : [] }
    }
    bodies = read(\.body.text)
    gists = read(\.gist.text)
    self.topics = Self.places(of: topics)
  }

  private static func places(of topics: [Topic]) -> [String: UInt32] {
    Dictionary(
      topics.enumerated().map { ($0.element.id, UInt32(truncatingIfNeeded: $0.offset)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether the text of a general section speaks of other kinds than this one.
  func body(of section: Int, namesOthersThan topic: String) -> Bool {
    bodies[section].contains { $0 != topics[topic] }
  }

  func gist(of section: Int, namesOthersThan topic: String) -> Bool {
    gists[section].contains { $0 != topics[topic] }
  }

  // MARK: Coding

  func encoded() -> [UInt8] {
    var writer = ModelWriter()
    for kinds in bodies + gists { writer.write(kinds) }
    return writer.bytes
  }

  init(decoding bytes: SharedBytes, _ knowledge: Knowledge) throws(RankingModelError) {
    var reader = ModelReader(bytes)
    var lists: [[UInt32]] = []
    for _ in 0..<2 * knowledge.sections.count { lists.append(try reader.numbers(UInt32.self)) }
    guard reader.isAtEnd else { throw .inconsistent }
    bodies = Array(lists.prefix(knowledge.sections.count))
    gists = Array(lists.dropFirst(knowledge.sections.count))
    topics = Self.places(of: knowledge.topics)
  }
}
