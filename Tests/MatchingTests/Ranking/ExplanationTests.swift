import Matching
import Testing

@Suite struct ExplanationTests {
  @Test func namesTheWordsThatDecided() throws {
    let explanation = Kitchen.model.explanation(of: "is the oven warm")
    let first = try #require(explanation.candidates.first)
    #expect(first.name == "oven")
    #expect(first.terms.contains { $0.kind == .stem && $0.text == "oven" && $0.weight > 0 })
    #expect(first.terms.map { abs($0.weight) } == first.terms.map { abs($0.weight) }.sorted(by: >))
  }

  @Test func showsTheNearestPhrasing() throws {
    let explanation = Kitchen.model.explanation(of: "please set the oven to grill")
    let nearest = try #require(explanation.candidates.first?.nearest)
    #expect(Kitchen.set.examples[nearest.example].text == "set the oven to grill")
  }

  @Test func listsWordsThatNoPhrasingHas() {
    let explanation = Kitchen.model.explanation(of: "is the oven haunted by ghosts")
    #expect(explanation.unknownStems.contains("haunt"))
    #expect(!explanation.unknownStems.contains("oven"))
  }

  @Test func agreesWithTheRankingItExplains() {
    for question in ["turn the oven on", "tell me a story", "", "milk"] {
      let explanation = Kitchen.model.explanation(of: question, candidates: 5)
      #expect(explanation.ranking == Kitchen.model.rank(question, limit: 5))
      if explanation.ranking.decision == .abstain, !explanation.candidates.isEmpty {
        #expect(explanation.logOdds < explanation.threshold)
      }
    }
  }

  @Test func givesAReasonForEveryFeatureOfTheDecision() {
    let explanation = Kitchen.model.explanation(of: "what is the weather")
    #expect(Set(explanation.reasons.map(\.feature)) == Set(ScopeFeature.allCases))
    #expect(explanation.reasons.map(\.adds) == explanation.reasons.map(\.adds).sorted())
  }

  /// Words that dozens of labels share are summed in another way than words of a few.
  @Test func itsTermsAddUpToTheScore() {
    let names = ["b", "d", "f", "g", "k", "l", "m", "p"].flatMap { first in
      ["ano", "eri", "ilu", "oma", "upe"].map { first + $0 }
    }
    var set = TrainingSet(labels: names, examples: [])
    for (label, name) in names.enumerated() {
      for text in ["show me the \(name) now", "where is the \(name)", "please open the \(name)"] {
        set.examples.append(TrainingSet.Example(text: text, label: label))
      }
    }
    let model = RankingModel.trained(on: set)
    for question in ["where is the gilu now please", "the", "open me", "please show the kano"] {
      let explanation = model.explanation(of: question, candidates: 5, terms: 10_000)
      #expect(!explanation.candidates.isEmpty)
      for candidate in explanation.candidates {
        let total = candidate.terms.reduce(0) { $0 + $1.weight }
        let score = candidate.views.filter { $0.name != .together }.reduce(0) { $0 + $1.score }
        #expect(abs(total - score) < 0.001, "\(question): \(candidate.name)")
      }
    }
  }
}
