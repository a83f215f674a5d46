import Knowledge
import LabValues
import Language
import Matching
import Testing

@testable import Conversation

/// Sections by subject and facet, and what a line was found to mean.
struct SectionIndexTests {
  private static let index: SectionIndex = {
    var knowledge = SmallLibrary.knowledge
    knowledge.topics = [
      topic("bread", near: ["food"]), topic("soup"), topic("food", isGeneral: true),
    ]
    knowledge.sections.append(SmallLibrary.section("food", "steps"))
    var second = SmallLibrary.section("soup", "danger")
    second.id = "soup/burns"
    knowledge.sections.append(second)
    return SectionIndex(knowledge)
  }()

  private static func topic(_ id: String, near: [String] = [], isGeneral: Bool = false) -> Topic {
    Topic(
      id: id, name: id, names: [id], isKind: true, blurb: id, near: near, isGeneral: isGeneral,
      place: SmallLibrary.place)
  }

  private let index = SectionIndexTests.index

  @Test(
    arguments: [
      ("bread", "steps", "bread/steps"), ("soup", "danger", "soup/burns"), ("food", "danger", nil),
      ("cars", "steps", nil), ("bread", "price", nil),
    ] as [(String, String, String?)])
  func aCellIsNamedAfterItsFacetElseTheFirst(topic: String, facet: String, id: String?) {
    #expect(index.cell(topic, facet)?.id == id)
  }

  @Test(arguments: [
    ("bread", Facet.Role.next, ["bread/steps"]), ("bread", .danger, ["bread/danger"]),
    ("bread", .why, ["bread/steps"]), ("food", .danger, []), ("bread", .family, []),
  ])
  func aRoleIsPlayedByItsFacets(topic: String, role: Facet.Role, ids: [String]) {
    #expect(index.cells(topic, role).map(\.id) == ids)
  }

  @Test(arguments: [
    ("bread", "bread", true), ("food", "bread", true), ("bread", "food", false),
    ("soup", "bread", false), ("bread", "cars", false),
  ])
  func whatIsNearBelongsToASubject(topic: String, subject: String, belongs: Bool) {
    #expect(index.belongs(topic, to: subject) == belongs)
  }

  @Test(
    arguments: [
      (["food", "soup"], "soup"), (["food"], "food"), (["bread", "soup"], "bread"), ([], nil),
    ] as [([String], String?)])
  func aSubjectThatSaysSomethingGoesBeforeAGeneralOne(topics: [String], telling: String?) {
    #expect(index.telling(topics) == telling)
  }

  @Test func aSubjectReachesItsOwnSectionsAndThoseNearIt() {
    #expect(
      index.places(within: "bread").compactMap(index.id) == [
        "bread/danger", "bread/definition", "bread/steps", "food/steps",
      ])
    #expect(index.places(within: "cars").isEmpty && index.id(99) == nil && index.id(-1) == nil)
    #expect(index.hit(nil, score: 1) == nil)
    #expect(index.hit(index.sections["soup/burns"], score: 0.5)?.topic == "soup")
  }
}
