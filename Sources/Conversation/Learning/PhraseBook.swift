package import Knowledge
import Language

/// The phrases of all sections, expanded from their choices and placeholders.
package struct PhraseBook: Sendable {
  package struct Phrase: Sendable, Hashable {
    package var text: String
    /// The place of the section in the knowledge.
    package var section: Int
    /// How much it counts: the expansions of one phrase share its weight.
    package var weight: Double
    package var place: Place
    /// It stands in a list of lines, as somebody typed it.
    package var isTyped = false
  }

  package private(set) var all: [Phrase] = []

  /// One line of each phrase, whatever it expands to.
  var asked: [(text: String, section: Int)] {
    var seen: Set<Place> = []
    return all.filter { seen.insert($0.place).inserted }.map { ($0.text, $0.section) }
  }

  /// The most expansions of one phrase.
  static let limit = 96

  package init(_ knowledge: Knowledge) throws(PatternProblem) {
    let topics = Dictionary(
      knowledge.topics.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let facets = Dictionary(
      knowledge.facets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (number, section) in knowledge.sections.enumerated() {
      let names = topics[section.topic].map { Array($0.names.prefix(3)) } ?? [section.topic]
      for phrase in section.phrases { try add(phrase, number, names, weight: 1) }
      for line in section.lines {
        all.append(
          Phrase(text: line.text, section: number, weight: 1, place: line.place, isTyped: true))
      }
      for keyword in section.keywords { try add(keyword, number, names, weight: 0.5) }
      if section.name == section.facet, topics[section.topic]?.isKind == true {
        for template in facets[section.facet]?.templates ?? [] {
          try add(template, number, names, weight: 0.7)
        }
      }
    }
  }

  private mutating func add(
    _ phrase: Written, _ section: Int, _ names: [String], weight: Double
  ) throws(PatternProblem) {
    let expansions: [String]
    do {
      let expander = PhraseExpander(placeholders: ["topic": names], limit: Self.limit)
      expansions = try expander.expand(phrase.text)
    } catch {
      throw PatternProblem(
        at: phrase.place, offset: error.offset,
        reason: "in this phrase expected \(error.expected), found \(error.found)")
    }
    let share = weight / Double(max(1, expansions.count)).squareRoot()
    for text in expansions {
      all.append(Phrase(text: text, section: section, weight: share, place: phrase.place))
    }
  }
}
