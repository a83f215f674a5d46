import Knowledge
import Language
import Testing

@testable import Conversation

struct NamedKindsTests {
  /// A general topic with a text on the kind `soup`, and a kind with a text on another.
  private static let knowledge: Knowledge = {
    var knowledge = SmallLibrary.knowledge
    knowledge.topics.append(
      Topic(
        id: "food", name: "food", names: ["food"], isKind: true, blurb: "food", near: [],
        isGeneral: true, place: SmallLibrary.place))
    var general = SmallLibrary.section("food", "steps")
    general.body = CitedText("Heat it. The food named soup is heated longest.", citations: [])
    var other = SmallLibrary.section("bread", "storage")
    other.body = CitedText("Not beside soup.", citations: [])
    knowledge.sections = [general, other]
    return knowledge
  }()

  @Test func aGeneralTextNamesTheKindsThatItSpeaksOf() throws {
    let named = try Learning(from: Self.knowledge).namedKinds
    #expect(named.body(of: 0, namesOthersThan: "bread"))
    #expect(!named.body(of: 0, namesOthersThan: "soup"))
    #expect(!named.gist(of: 0, namesOthersThan: "bread"))
    #expect(!named.body(of: 1, namesOthersThan: "bread"))
  }

  @Test func itReadsWhatItWrote() throws {
    let bytes = try Learning(from: Self.knowledge).namedKinds.encoded()
    let read = try NamedKinds(decoding: SharedBytes(bytes), Self.knowledge)
    #expect(read.body(of: 0, namesOthersThan: "bread"))
    #expect(read.encoded() == bytes)
    #expect(throws: RankingModelError.self) {
      try NamedKinds(decoding: SharedBytes(bytes.dropLast(4)), Self.knowledge)
    }
  }
}
