import Knowledge
import Language
import Testing

@testable import Conversation

/// What was learned of lines within a topic, weighed with what their words say.
struct LearnedReadingTests {
  private static let library: SectionLibrary? = try? {
    let learning = try Learning(from: SmallLibrary.knowledge)
    return SectionLibrary(
      SmallLibrary.knowledge, learning, SmallLibrary.index, SmallLibrary.words)
  }()

  private static let ids = [
    "bread/danger", "bread/definition", "bread/steps", "soup/definition", "soup/steps",
  ]

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// By section, in their order.
    var shares: [Float]
    var nothing: Float = 0
    var words: [String: Double] = [:]
    var isCovered = true
    var isQuestion = true
    var namesAnother = false
    /// The best section; `nil` where none is sure.
    var best: String?
    var isHeld = true
    var isStranger = false
  }

  static let rows = [
    Row(
      testDescription: "the likeliest", shares: [0.1, 0.1, 0.7, 0, 0], words: ["bread/steps": 0.4],
      best: "bread/steps"),
    Row(
      testDescription: "the words decide between two alike", shares: [0.3, 0.3, 0.3, 0, 0],
      words: ["bread/danger": 0.8], best: "bread/danger"),
    Row(
      testDescription: "a sure share goes before the words", shares: [0.02, 0.95, 0, 0, 0],
      words: ["bread/danger": 0.9], best: "bread/definition"),
    Row(
      testDescription: "another topic is left for", shares: [0, 0, 0, 0.9, 0],
      words: ["bread/danger": 0.2], best: "soup/definition", isHeld: false),
    Row(
      testDescription: "none is sure", shares: [0.1, 0.1, 0.1, 0, 0],
      words: ["bread/danger": 0.3], best: nil),
    Row(
      testDescription: "a question on nothing that is here", shares: [0.1, 0, 0, 0, 0],
      nothing: 0.8, words: ["bread/danger": 0.3], best: nil, isStranger: true),
    Row(
      testDescription: "who only tells is not asked back", shares: [0.1, 0.1, 0, 0, 0],
      nothing: 0.8, words: ["bread/danger": 0.3], isQuestion: false, best: "bread/danger",
      isHeld: false),
    Row(
      testDescription: "who names another topic is read by the words", shares: [0.1, 0, 0, 0, 0],
      words: ["soup/steps": 0.6], namesAnother: true, best: "soup/steps", isHeld: false),
  ]

  @Test(arguments: rows) func aLineMeans(row: Row) throws {
    let library = try #require(Self.library)
    #expect(library.sections.map(\.id) == Self.ids)
    let reading = LearnedReading(
      library: library, held: .init(sections: row.shares, nothing: row.nothing),
      isQuestion: row.isQuestion, namesAnother: row.namesAnother)
    let words = SmallLibrary.found(
      row.words.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, isCovered: row.isCovered)
    let found = reading.weighed(words, within: "bread")
    #expect(found.isCovered == (row.best != nil))
    #expect(found.isStranger == row.isStranger)
    guard let best = row.best else { return }
    #expect(found.best.map { Self.ids[$0.number] } == best)
    #expect(found.isHeld == row.isHeld)
    #expect(found.best?.subject == (row.isHeld ? "bread" : nil))
  }

  @Test func scoresAddUpToWhatSectionsHaveInAll() throws {
    let library = try #require(Self.library)
    let reading = LearnedReading(
      library: library, held: .init(sections: [0.3, 0.1, 0.1, 0, 0], nothing: 0.5),
      isQuestion: true, namesAnother: false)
    let found = reading.weighed(SmallLibrary.found([("bread/steps", 0.5)]), within: "bread")
    #expect(abs(found.hits.map(\.score).reduce(0, +) - 0.5) < 1e-4)
  }
}
