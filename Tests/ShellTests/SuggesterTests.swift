import Conversation
import Testing

@testable import Shell

struct SuggesterTests {
  private let suggester = Suggester(
    words: CompletionWords(
      sections: ["stones/care", "stones/cause", "shells/care"], topics: ["stones"],
      analytes: ["chalk", "chert"], units: ["mmol/L", "mg/dL"],
      samples: ["What is chalk?", "what is flint?"]),
    recent: ["how old is chalk", "what is chert", "/why", "two\nlines"])

  struct Case: Sendable, CustomTestStringConvertible {
    var head: String
    var from: Int
    var offers: [String]
    var testDescription: String { head }
  }

  @Test(arguments: [
    Case(head: "/tim", from: 0, offers: ["/timing"]),
    Case(head: "/WI", from: 0, offers: ["/width"]),
    Case(head: "  /tim", from: 2, offers: ["/timing"]),
    Case(head: " /mode j", from: 7, offers: ["json"]),
    Case(head: "/s", from: 0, offers: ["/sources", "/sections", "/show", "/session", "/save"]),
    Case(head: "/show stones/ca", from: 6, offers: ["stones/care", "stones/cause"]),
    Case(head: "/sections ", from: 10, offers: ["stones"]),
    Case(head: "/trend Ch", from: 7, offers: ["chalk", "chert"]),
    Case(head: "/forget a", from: 8, offers: ["all"]),
    Case(head: "/private ", from: 9, offers: ["on", "off"]),
    Case(head: "/mode j", from: 6, offers: ["json"]),
    Case(head: "/help sec", from: 6, offers: ["sections"]),
    Case(head: "/save not", from: 9, offers: []),
    Case(head: "/nonsense ", from: 10, offers: []),
    Case(head: "what is", from: 0, offers: ["what is chert", "What is chalk?", "what is flint?"]),
    Case(head: "what is chert", from: 8, offers: []),
    Case(head: "my µ che", from: 6, offers: ["chert"]),
    Case(head: "my c", from: 4, offers: []),
    Case(head: "my chert is 2.2 mm", from: 16, offers: ["mmol/L"]),
    Case(head: "chalk 2 ", from: 8, offers: ["mmol/L", "mg/dL"]),
    Case(head: "two\nli", from: 6, offers: []),
  ])
  func offers(_ case: Case) {
    let found = suggester.offers(for: `case`.head)
    #expect(found.offers.map(\.text) == `case`.offers)
    if !`case`.offers.isEmpty { #expect(found.from == `case`.from) }
  }

  @Test(arguments: [
    ("/tim", "ing", true), (" /tim", "ing", true),
    ("/timing", "  show how long each reply took", false),
    ("/wh", "y", true), ("how", " old is chalk", true), ("what is", " chert", true),
    ("WHAT IS F", "lint?", true),
  ])
  func hints(_ line: String, _ text: String, _ isInsertable: Bool) {
    #expect(suggester.hint(for: line) == LineEditor.Hint(text, isInsertable: isInsertable))
  }

  @Test(arguments: ["w", "", "nothing like it", "two", "how old is chalk"])
  func noHint(_ line: String) {
    #expect(suggester.hint(for: line) == nil)
  }

  @Test func noCommandIsBothTheShellsAndTheConversations() {
    #expect(Set(CommandWord.all.map(\.name)).count == CommandWord.all.count)
  }

  @Test func wordsAreReadBehindTheirKind() {
    let words = CompletionWords(lines: [
      "section stones/care", "topic stones", "lab red chalk", "unit g/L", "question What is it?",
      "sound of stones", "",
    ])
    #expect(
      [words.sections, words.topics, words.analytes, words.units, words.samples]
        == [["stones/care"], ["stones"], ["red chalk"], ["g/L"], ["What is it?"]])
  }
}
