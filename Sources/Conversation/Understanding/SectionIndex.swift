import Knowledge

/// Sections, topics and facets by id, and which belong together.
struct SectionIndex: Sendable {
  let sections: [String: Section]
  let topics: [String: Topic]
  let facets: [String: Facet]
  /// The place of each section in the knowledge.
  let places: [String: Int]
  private let ids: [String]
  /// The places of the refinements that may apply where nothing was stated: few.
  let bareRules: [Int]
  /// The facets of each role, in the order of the file.
  private let roles: [Facet.Role: [String]]
  /// The sections of each facet of each topic, and of each topic, in the order of the knowledge.
  private let cells: [String: [Section]]
  private let byTopic: [String: [Section]]
  /// The places of the sections of each topic and of those near to it, in rising order.
  private let reach: [String: [Int]]

  init(_ knowledge: Knowledge) {
    let rules = knowledge.refinements.rules
    bareRules = rules.indices.filter { rules[$0].when.mayHoldBare }
    sections = Dictionary(
      knowledge.sections.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    topics = Dictionary(
      knowledge.topics.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    facets = Dictionary(
      knowledge.facets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    ids = knowledge.sections.map(\.id)
    places = Dictionary(
      knowledge.sections.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    roles = Dictionary(
      grouping: knowledge.facets.flatMap { facet in facet.roles.map { ($0, facet.id) } },
      by: \.0
    ).mapValues { $0.map(\.1) }
    cells = Dictionary(grouping: knowledge.sections) { "\($0.topic)/\($0.facet)" }
    byTopic = Dictionary(grouping: knowledge.sections, by: \.topic)
    let all = knowledge.sections
    let placesOfTopic = Dictionary(grouping: all.indices) { all[$0].topic }
    reach = topics.mapValues { topic in
      Set(topic.near + [topic.id]).flatMap { placesOfTopic[$0] ?? [] }.sorted()
    }
  }

  /// The main section of a topic on a facet: the one named after it, else the first of that facet.
  func cell(_ topic: String, _ facet: String) -> Section? {
    sections["\(topic)/\(facet)"] ?? cells["\(topic)/\(facet)"]?.first
  }

  /// The sections of a topic that play a role, the nearest first.
  func cells(_ topic: String, _ role: Facet.Role) -> [Section] {
    (roles[role] ?? []).compactMap { cell(topic, $0) }
  }

  /// Of some topics the first that says something; else the first.
  func telling(_ topics: [String]) -> String? {
    topics.first { self.topics[$0]?.isGeneral != true } ?? topics.first
  }

  /// The facet that plays a role before others.
  func facet(_ role: Facet.Role) -> String? { roles[role]?.first }

  /// A section as one that a line was found to mean, as surely as that.
  func hit(_ section: Section?, score: Double) -> Retrieval.Hit? {
    guard let section, let number = places[section.id] else { return nil }
    return Retrieval.Hit(number: number, topic: section.topic, score: score)
  }

  /// The id of the section at a place of the knowledge.
  func id(_ place: Int) -> String? { ids.indices.contains(place) ? ids[place] : nil }

  func sections(of topic: String) -> [Section] { byTopic[topic] ?? [] }

  func has(_ facet: String, _ role: Facet.Role) -> Bool {
    facets[facet]?.roles.contains(role) ?? false
  }

  /// Whether a conversation about `subject` may go to `topic` without leaving its subject.
  func belongs(_ topic: String, to subject: String) -> Bool {
    topic == subject || topics[subject]?.near.contains(topic) == true
  }

  /// The places of all sections to which a conversation about `subject` may go without leaving it.
  func places(within subject: String) -> [Int] { reach[subject] ?? [] }

  /// Whether topics and facets are told apart. Without them (no `topics.yaml`) a folder's name is
  /// nothing that people say, and a line means what it says by itself.
  var hasCells: Bool { !facets.isEmpty }
}
