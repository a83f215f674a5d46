import Language
import Matching
import Testing

/// Labels that have something in common, and what lines say when names are hidden.
@Suite struct StructureTests {
  /// Three dishes, of each how it is made and what it costs; the last dish has few phrasings.
  private static let set: TrainingSet = {
    let dishes = ["risotto", "goulash", "ramen"]
    var set = TrainingSet(
      labels: dishes.flatMap { ["\($0)/making", "\($0)/price"] }, examples: [])
    let making = [
      "how do i cook", "show me how to prepare", "what goes into a pot of", "steps for",
    ]
    let price = ["what do i pay for", "how expensive is a bowl of", "is there a cheap", "bill for"]
    for (number, dish) in dishes.enumerated() {
      let shown = dish == "ramen" ? 1 : making.count
      for (place, texts) in [making, price].enumerated() {
        for text in texts.prefix(shown) {
          set.examples.append(
            TrainingSet.Example(text: "\(text) \(dish)", label: number * 2 + place))
        }
      }
    }
    set.outOfScope = ["who won the match", "play some music", "my car does not start"]
    return set
  }()

  private static let structured: RankingModel = {
    var set = Self.set
    set.groupings = [[0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 0, 1]]
    set.names = ["risotto", "goulash", "ramen"]
    return RankingModel.trained(on: set)
  }()

  @Test(arguments: [
    ("steps for ramen", "making"), ("is there a cheap ramen", "price"),
    ("what goes into a pot of ramen", "making"), ("bill for ramen", "price"),
  ])
  func whatIsAskedOfOneIsLearnedFromTheOthers(question: String, facet: String) throws {
    let best = try #require(Self.structured.rank(question).best)
    #expect(Self.structured.labels[best.label].hasSuffix(facet))
  }

  @Test func groupingsThatTellNothingChangeNothing() {
    var set = Self.set
    set.groupings = [[0, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5], [0, 1], [0, 9, 0, 9, 0, 9]]
    #expect(RankingModel.trained(on: set).encoded() == RankingModel.trained(on: Self.set).encoded())
  }

  @Test func itsTermsAddUpToTheScore() throws {
    let explanation = Self.structured.explanation(
      of: "how expensive is the ramen", candidates: 3, terms: 1_000)
    for candidate in explanation.candidates {
      let total = candidate.terms.reduce(0) { $0 + $1.weight }
      let score = candidate.views.filter { $0.name != .together }.reduce(0) { $0 + $1.score }
      #expect(abs(total - score) < 0.001, "\(candidate.name)")
    }
  }

  @Test func readsBackWhatItWrote() throws {
    let model = try RankingModel(decoding: Self.structured.encoded())
    #expect(model.encoded() == Self.structured.encoded())
    #expect(model.rank("bill for ramen") == Self.structured.rank("bill for ramen"))
  }

  @Test func aHintLetsALabelCompete() throws {
    let model = Self.structured
    let hint = RankingHint(label: 6, gain: 0.3, least: 0.6)
    let vague = model.rank("something with noodles", hints: [hint])
    #expect(vague.best?.label == 6)
    let clear = model.rank("how do i cook risotto", hints: [hint])
    #expect(clear.best?.label == 0)
    #expect(clear.candidates.contains { $0.label == 6 })
  }

  @Test func aLongStoryIsAskedPieceByPiece() throws {
    let story =
      "We went to the market on Saturday and it rained all day. My brother came along with the dog, "
      + "and we talked about the old house. Then he wanted to know how do i cook goulash. "
      + "I said that I would ask somebody when we are home again."
    let best = try #require(Self.structured.rank(story).best)
    #expect(Self.structured.labels[best.label] == "goulash/making")
  }
}
