import Knowledge
import LabValues
import Language
import Testing

@testable import Conversation

/// Lines read within a subject in focus, by what was learned from a small library made here.
struct HeldReadingTests {
  private static let place = SmallLibrary.place

  private static let facets: [Facet] = [
    ("definition", ["meaning"], [.definition]), ("price", ["price", "cost"], []),
    ("storage", ["store", "keep"], []), ("danger", ["danger"], [.danger]),
  ].map { id, names, roles in
    Facet(
      id: id, name: id, names: names, question: "", templates: [], roles: roles, place: place)
  }

  private static func topic(
    _ id: String, near: [String] = [], isGeneral: Bool = false
  ) -> Topic {
    Topic(
      id: id, name: id, names: [id], isKind: true, blurb: id, near: near, isGeneral: isGeneral,
      place: place)
  }

  private static func section(_ topic: String, _ facet: String, _ phrases: String...) -> Section {
    var section = SmallLibrary.section(topic, facet)
    section.phrases = phrases.map { Written($0, at: place) }
    return section
  }

  private static let assistant = try? Assistant.learned(
    from: {
      var knowledge = SmallLibrary.knowledge
      knowledge.topics = [
        topic("bread", near: ["cake", "food", "wine"]), topic("cake"), topic("wine"),
        topic("food", isGeneral: true),
      ]
      knowledge.facets = facets
      knowledge.sections = [
        section("bread", "definition", "what is bread", "bread meaning", "tell me about bread"),
        section(
          "bread", "storage", "how to store bread", "keep bread fresh", "where does bread go"),
        section("bread", "danger", "is mouldy bread a danger", "can bread make me sick"),
        section("cake", "storage", "how to store cake", "keep cake fresh", "where does cake go"),
        section("cake", "price", "price of cake", "what does cake cost", "is icing expensive"),
        section("wine", "price", "price of wine", "what does wine cost", "is a bottle expensive"),
        section("food", "price", "price of food", "what does food cost", "is eating expensive"),
      ]
      return knowledge
    }())

  private func found(_ line: String, within topic: String) throws -> Retrieval {
    let assistant = try #require(Self.assistant)
    var session = Session()
    session.focus = Session.Focus(topic: topic, section: "\(topic)/definition")
    return assistant.listener.understand(line, in: session).found
  }

  private func ids(_ found: Retrieval) throws -> [String] {
    let assistant = try #require(Self.assistant)
    return found.hits.compactMap { assistant.index.id($0.number) }
  }

  @Test(arguments: ["how to store it", "how do i keep it fresh", "where does it go"])
  func itsOwnSectionAnswersBeforeThatOfAnother(line: String) throws {
    let found = try found(line, within: "bread")
    #expect(found.isHeld)
    #expect(try ids(found).first == "bread/storage", "\(line)")
    #expect(found.best?.subject == "bread")
  }

  @Test func whatItHasNothingOnIsLacked() throws {
    let found = try found("and the price", within: "bread")
    #expect(!found.isCovered)
    #expect(found.lacks?.facet == "price" && found.lacks?.topic == "bread")
  }

  @Test func whoNamesAnotherSubjectLeaves() throws {
    let found = try found("what does wine cost", within: "bread")
    #expect(!found.isHeld)
    #expect(try ids(found).first == "wine/price")
  }

  @Test func itsOwnNameDoesNotLeave() throws {
    let found = try found("and the bread, how do i store it", within: "bread")
    #expect(found.isHeld)
    #expect(try ids(found).first == "bread/storage")
  }

  @Test func everySectionOfTheSubjectKeepsItsPlace() throws {
    let found = try found("hm and then what of it", within: "bread")
    let shares = found.hits.map(\.score)
    #expect(shares == shares.sorted(by: >))
    #expect(shares.allSatisfy { $0 > 0 && $0 <= 1 })
  }
}
