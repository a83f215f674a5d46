import Knowledge
import LabValues
import Language
import Matching
import Testing

@testable import Conversation

/// The sections that a line may mean, in their order.
struct RetrievalTests {
  private let index = SmallLibrary.index

  private func scores(_ found: Retrieval) -> [String] {
    found.hits.map { (index.id($0.number) ?? "") + " " + plainText($0.score) }
  }

  @Test func theBestComesFirstAndEqualOnesStayInOrder() {
    let hits = [("bread/steps", 0.2), ("soup/steps", 0.5), ("bread/danger", 0.2)].map {
      SmallLibrary.hit($0.0, $0.1)
    }
    #expect(
      Retrieval.ordered(hits).compactMap { SmallLibrary.index.id($0.number) } == [
        "soup/steps", "bread/steps", "bread/danger",
      ])
  }

  @Test func twoReadingsAreWeighedTogether() {
    let one = SmallLibrary.found([("bread/steps", 0.8), ("soup/steps", 0.2)], isClose: true)
    let two = SmallLibrary.found([("soup/steps", 0.7), ("bread/danger", 0.3)])
    let both = one.weighed(with: two)
    #expect(scores(both) == ["soup/steps 0.45", "bread/steps 0.4", "bread/danger 0.15"])
    #expect(both.isCovered && !both.isClose)
    let held = one.within("bread")
    #expect(held.hits.allSatisfy { $0.subject == "bread" } && one.best?.subject == nil)
  }
}
