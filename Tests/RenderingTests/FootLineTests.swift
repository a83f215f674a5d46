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

/// A terminal whose locale names no UTF-8 shows letters for signs, or a person reads rubble.
struct PlainSpellingTests {
  private func lines(_ text: String, width: Int?, isASCII: Bool = true) -> [String] {
    var reply = Reply(.info)
    reply.blocks = [.text(text)]
    return PlainText(width: width, isASCII: isASCII).lines(of: reply).map(\.text)
  }

  @Test func signsAreSpelledWhereThereIsNoUnicode() {
    let text = "“Soup” – 3 × 2 mg²/dL², ≥ 1 µmol/L … café"
    #expect(lines(text, width: nil) == ["\"Soup\" - 3 x 2 mg2/dL2, >= 1 umol/L ... café"])
    #expect(lines(text, width: nil, isASCII: false) == [text])
  }

  /// Three dots for one sign must not stand beyond the edge.
  @Test func theyAreCountedBeforeALineIsBroken() {
    #expect(lines("aaaa bbbb cccc dddd…", width: 20) == ["aaaa bbbb cccc", "dddd..."])
  }
}

/// What a screen reader gets: words for marks and markers.
struct SpokenTextTests {
  private let page = PlainText(width: nil, isAccessible: true)

  @Test func markersAreNamed() {
    var reply = Reply(.answer)
    reply.blocks = [.text("Soup is hot. [1][2] So is tea. [3]")]
    reply.citations = ["Soups", "Heat"].map {
      ReplyCitation(Citation(source: "cookbook", section: $0), label: "Cookbook")
    }
    reply.sourceName = "Source"
    #expect(
      page.lines(of: reply).map(\.text) == [
        "Soup is hot. (Source 1, 2) So is tea. (Source 3)", "",
        "Source 1: Cookbook, Soups; Source 2: Heat",
      ])
    #expect(PlainText(width: nil).lines(of: reply)[0].text == "Soup is hot. [1][2] So is tea. [3]")
  }

  @Test func marksAreWordsAndNoLegendIsNeeded() {
    let row = LabTable.Row(
      name: "Salt", result: "9", mark: "HH", unit: "g", reference: "1 to 2", position: 7, when: "",
      source: 1)
    let table = LabTable(
      titles: ["Test", "Result", "Unit", "Reference"], rows: [row], alerts: [],
      summary: "1 of 1 outside.", legend: "HH critical.")
    var reply = Reply(.info)
    reply.blocks = [.table(table)]
    #expect(
      page.lines(of: reply).map(\.text) == [
        "Salt: 9 g, critically high. Reference 1 to 2. [1]", "", "1 of 1 outside.",
      ])
    let drawn = PlainText(width: 80).lines(of: reply).map(\.text)
    #expect(drawn.last == "1 of 1 outside. HH critical.")
    reply.blocks = [
      .trend(
        LabTrend(
          name: "Salt", unit: "g", low: 1, high: 2, lowLabel: "1", highLabel: "2",
          points: [LabTrend.Point(day: nil, date: "", value: 9, result: "9", mark: "HH")],
          summary: "One."))
    ]
    #expect(page.lines(of: reply).map(\.text).contains("9 g, critically high"))
  }
}
