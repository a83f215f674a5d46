import Conversation
import Knowledge
import Rendering
import Testing

/// What stands under a reply: a line a document, and what could be asked next.
struct FootLineTests {
  private func cited(_ source: String, _ section: String, address: String? = nil) -> ReplyCitation {
    ReplyCitation(
      Citation(source: source, section: section), label: source.uppercased(), address: address)
  }

  private func reply() -> Reply {
    var reply = Reply(.answer)
    reply.blocks = [.text("Soup is hot. [1][2][3]")]
    reply.citations = [
      cited("cookbook", "Soups", address: "https://example.org/soup"), cited("leaflet", "Heat"),
      cited("cookbook", "Pots and pans"),
    ]
    return reply
  }

  @Test func aDocumentHasOneLineWithAllItsPlaces() {
    let feet = FootLine.lines(of: reply().citations)
    #expect(
      feet.map(\.text) == [
        "[1] COOKBOOK, Soups; [3] Pots and pans", "[2] LEAFLET, Heat",
      ])
    #expect(feet[0].link == TextLine.Link("COOKBOOK", to: "https://example.org/soup"))
    #expect(feet[1].link == nil)
  }

  @Test func aMarkerStaysWithThePlaceBehindIt() {
    let lines = PlainText(width: 25).lines(of: reply()).map(\.text)
    #expect(
      lines.suffix(3) == ["[1] COOKBOOK, Soups;", "    [3] Pots and pans", "[2] LEAFLET, Heat"])
  }

  @Test func onlyTheFirstLineOfADocumentIsALink() {
    let lines = PlainText(width: 25).lines(of: reply())
    #expect(lines.filter { $0.link != nil }.map(\.text) == ["[1] COOKBOOK, Soups;"])
  }
}

struct NextLineTests {
  private func reply(_ questions: [String]) -> Reply {
    var reply = Reply(.info)
    reply.blocks = [.text("Hello.")]
    reply.suggestions = questions
    reply.next = "Next:"
    return reply
  }

  @Test func suggestionsAreNumberedOnOneLineWhereTheyFit() {
    let lines = PlainText(width: 40).lines(of: reply(["Is it hot?", "Is it cold?"])).map(\.text)
    #expect(lines == ["Hello.", "", "Next: 1 Is it hot? 2 Is it cold?"])
  }

  @Test func elseEachHasALineOfItsOwn() {
    let lines = PlainText(width: 24).lines(of: reply(["Is it hot at noon?", "Is it cold?"]))
    let expected = ["Hello.", "", "Next: 1 Is it hot at", "        noon?", "      2 Is it cold?"]
    #expect(lines.map(\.text) == expected)
    #expect(lines.suffix(3).allSatisfy { $0.role == .choice })
  }

  @Test func inTheObjectTheyAreDataAndNoText() {
    let json = JSONText.line(reply(["Is it hot?"]))
    #expect(json.contains("\"text\":\"Hello.\""))
    #expect(json.contains("\"suggestions\":[\"Is it hot?\"]"))
  }

  @Test func choicesInTheTextAreNotOfferedTwice() {
    var reply = reply(["Is it hot?"])
    reply.next = nil
    #expect(PlainText(width: nil).lines(of: reply).map(\.text) == ["Hello."])
  }
}
