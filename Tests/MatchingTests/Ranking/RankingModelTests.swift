import Matching
import Testing

@Suite struct RankingModelTests {
  @Test(arguments: [
    ("please heat up the oven", "oven"), ("is any milk left in the fridge", "fridge"),
    ("a timer for three minutes", "timer"), ("a good recipe for bread", "recipe"),
    ("hw hot is teh ovne", "oven"),
  ])
  func findsTheLabelOfNewWording(question: String, label: String) throws {
    let best = try #require(Kitchen.model.rank(question).best)
    #expect(Kitchen.labels[best.label] == label)
  }

  @Test func answersEveryKnownPhrasingWithItsOwnLabel() {
    for example in Kitchen.set.examples {
      let ranking = Kitchen.model.rank(example.text)
      #expect(ranking.best?.label == example.label)
      #expect(ranking.decision == .answer)
      #expect(ranking.isVerbatim)
      #expect(ranking.confidence > 0.98)
    }
  }

  @Test(arguments: ["", "   ", "?!", "\u{0}\u{1}"])
  func abstainsOnTextWithoutWords(question: String) {
    let ranking = Kitchen.model.rank(question)
    #expect(ranking.decision == .abstain)
    #expect(ranking.candidates.isEmpty)
  }

  @Test(arguments: ["zxqv wvut", "who discovered penicillin", "buy shares of a bank"])
  func isLessSureOfStrangeQuestionsThanOfFamiliarOnes(question: String) {
    let strange = Kitchen.model.rank(question)
    let familiar = Kitchen.model.rank("is the oven on")
    #expect(strange.confidence < familiar.confidence)
  }

  @Test func ranksAtMostAsManyAsAskedForAndBestFirst() {
    let ranking = Kitchen.model.rank("cook eggs in the oven", limit: 3)
    #expect(ranking.candidates.count == 3)
    #expect(ranking.candidates.map(\.score) == ranking.candidates.map(\.score).sorted(by: >))
    #expect(Kitchen.model.rank("cook eggs", limit: 0).candidates.isEmpty)
  }

  @Test func asksWhenOnePhrasingBelongsToTwoLabels() {
    var set = Kitchen.set
    set.examples.append(TrainingSet.Example(text: "what about dinner", label: 0))
    set.examples.append(TrainingSet.Example(text: "what about dinner", label: 3))
    let ranking = RankingModel.trained(on: set).rank("What about dinner?")
    #expect(ranking.decision == .ask)
    #expect(Set(ranking.candidates.prefix(2).map(\.label)) == [0, 3])
  }

  @Test func learnsWordsFromBackgroundText() {
    let best = Kitchen.model.rank("celsius thermostat").best
    #expect(best?.label == 0)
  }

  @Test func givesTheSameModelEveryTime() {
    #expect(RankingModel.trained(on: Kitchen.set).encoded() == Kitchen.model.encoded())
  }

  @Test func leavesOutExamplesOfLabelsThatDoNotExist() {
    var set = Kitchen.set
    set.examples.append(TrainingSet.Example(text: "nobody owns this", label: 99))
    set.examples.append(TrainingSet.Example(text: "nor this", label: -1))
    #expect(RankingModel.trained(on: set).encoded() == Kitchen.model.encoded())
  }

  @Test(arguments: [0, 1, 2, 17, 33])
  func copesWithAnyNumberOfLabels(count: Int) {
    let set = TrainingSet(
      labels: (0..<count).map { "label \($0)" },
      examples: (0..<count).map { TrainingSet.Example(text: "word\($0) thing", label: $0) })
    let model = RankingModel.trained(on: set)
    for label in 0..<count { #expect(model.rank("word\(label) thing").best?.label == label) }
    #expect(model.rank("something else").candidates.count == min(5, count))
  }

  @Test func copesWithLabelsThatHaveNoExamples() {
    let set = TrainingSet(labels: ["a", "b"], examples: [])
    #expect(RankingModel.trained(on: set).rank("anything").decision == .abstain)
  }

  @Test func readsVeryLongQuestions() {
    let long = String(repeating: "is the oven hot and ", count: 5_000)
    #expect(Kitchen.model.rank(long).best?.label == 0)
  }
}
