import Knowledge
import LabValues
import Language
import Testing

@testable import Conversation

/// The phrases of all sections, expanded; windows of lines; words that tell a subject.
struct PhraseBookTests {
  private static func knowledge(_ change: (inout Section) -> Void) -> Knowledge {
    var knowledge = SmallLibrary.knowledge
    knowledge.topics[0].names = ["bread", "loaf", "bun", "roll"]
    var section = SmallLibrary.section("bread", "steps")
    section.phrases = []
    change(&section)
    knowledge.sections = [section]
    return knowledge
  }

  private static func written(_ text: String, line: Int = 1) -> Written {
    Written(text, at: Place(file: "a.yaml", line: line))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var phrase: String
    var expanded: [String]
    var testDescription: String { phrase }
  }

  @Test(arguments: [
    Case(phrase: "how is it made", expanded: ["how is it made"]),
    Case(phrase: "(make|bake) it", expanded: ["make it", "bake it"]),
    Case(phrase: "make [good] it", expanded: ["make good it", "make it"]),
    Case(phrase: "make {topic}", expanded: ["make bread", "make loaf", "make bun"]),
    Case(
      phrase: "(make|bake) {topic}",
      expanded: [
        "make bread", "make loaf", "make bun", "bake bread", "bake loaf", "bake bun",
      ]),
  ])
  func aPhraseStandsForItsExpansions(example: Case) throws {
    let book = try PhraseBook(Self.knowledge { $0.phrases = [Self.written(example.phrase)] })
    #expect(book.all.map(\.text).sorted() == example.expanded.sorted())
    #expect(book.asked.count == 1 && book.all.allSatisfy { $0.section == 0 && !$0.isTyped })
  }

  @Test func theExpansionsOfAPhraseShareItsWeight() throws {
    let book = try PhraseBook(
      Self.knowledge {
        $0.phrases = [Self.written("one"), Self.written("(a|b|c|d)", line: 2)]
        $0.keywords = [Self.written("flour", line: 3)]
        $0.lines = [Self.written("as it was typed (by somebody)", line: 4)]
      })
    let weights = Dictionary(book.all.map { ($0.text, $0.weight) }) { first, _ in first }
    #expect(weights["one"] == 1 && weights["a"] == 0.5 && weights["flour"] == 0.5)
    #expect(weights["as it was typed (by somebody)"] == 1)
    #expect(book.all.filter(\.isTyped).count == 1 && book.asked.count == 4)
  }

  @Test func templatesAreForTheMainSectionsOfKinds() throws {
    var knowledge = Self.knowledge { $0.phrases = [Self.written("one")] }
    for place in knowledge.facets.indices {
      knowledge.facets[place].templates = [Self.written("steps for {topic}", line: 9)]
    }
    #expect(try PhraseBook(knowledge).all.map(\.text).contains("steps for bread"))
    knowledge.sections[0].id = "bread/other"
    #expect(try PhraseBook(knowledge).all.map(\.text) == ["one"])
    knowledge.sections[0].id = "bread/steps"
    knowledge.topics[0].isKind = false
    #expect(try PhraseBook(knowledge).all.map(\.text) == ["one"])
  }

  @Test(arguments: ["(a|b", "make {price}", "a|b)", "[a"])
  func aBrokenPhraseIsNamedAtItsPlace(text: String) throws {
    let knowledge = Self.knowledge { $0.phrases = [Self.written(text, line: 7)] }
    do {
      _ = try PhraseBook(knowledge)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.place.line == 7 && error.place.file == "a.yaml" && !error.reason.isEmpty)
    }
  }
}
