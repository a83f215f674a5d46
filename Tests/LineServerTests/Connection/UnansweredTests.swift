import Conversation
import LineServer
import NIOConcurrencyHelpers
import TestSupport
import Testing

/// Questions that stay open, given on by a server that was told to.
struct UnansweredTests {
  @Test func onlyOpenQuestionsAreGivenOnAndOnlyMasked() throws {
    let assistant = try SmallFolder.least.assistant()
    let taken = NIOLockedValueBox<[OpenQuestion]>([])
    let parts = ServerParts(
      assistant, unanswered: { question in taken.withLockedValue { $0.append(question) } })
    let silent = ServerParts(assistant)
    var session = Session()
    for line in ["why are there tides", "/sections", "my name is Bob, who won the cup in 1966"] {
      var other = session
      let reply = parts.answer(line, &session)
      #expect(reply == silent.answer(line, &other))
    }
    let texts = taken.withLockedValue { $0 }.map(\.text)
    #expect(texts.count == 1)
    #expect(texts.allSatisfy { !$0.contains("bob") && !$0.contains("1966") })
  }
}
