import Conversation
import Foundation
import Knowledge
import Rendering
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A reply as a document: Markdown, and a page that a strict parser reads.
struct DocumentTests {
  private static let nasty = "<script>alert(\"1\") & co</script> | [x](http://a) *b* \u{1B}[2J [1]"

  private static func trend(_ points: [(String, Int?, Double, String)]) -> LabTrend {
    LabTrend(
      name: "Salt", unit: "g/L", low: 2, high: 4, lowLabel: "2.0", highLabel: "4.0",
      points: points.map {
        LabTrend.Point(day: $0.1, date: $0.0, value: $0.2, result: "\($0.2)", mark: $0.3)
      }, summary: "Rising.")
  }

  private static var reply: Reply {
    var reply = Reply(.info)
    reply.blocks = [
      .heading("Summary & more"), .caution("Not a <diagnosis>."), .urgent("Care now."),
      .heading("Told"), .list(["one", nasty]), .text("First.\nSecond. [1]"), .choices(["a", "b"]),
      .table(
        LabTable(
          titles: ["Test", "Result", "Unit", "Reference", "When", "Src"],
          rows: [
            LabTable.Row(
              name: "Salt", result: "5.1", mark: "H", unit: "g/L", reference: "2.0 to 4.0",
              position: 1.5, when: "", source: 1)
          ], alerts: ["Alert."], summary: "1 of 1 outside.")),
      .trend(trend([("2026-01-02", 20_455, 3.1, ""), ("2026-06-02", 20_606, 5.1, "H")])),
      .sideBySide(SideBySide(titles: ["A", "B"], rows: [.init("Heat", ["hot", "cold"])])),
    ]
    reply.citations = [
      ReplyCitation(Citation(source: "leaflet", section: "Salt"), label: "Leaflet")
    ]
    return reply
  }

  @Test func thePageIsWellFormedAndHoldsNothingThatWasTypedAsMarkup() throws {
    let page = HTMLPage().text(of: Self.reply)
    let reader = PageReader(page)
    try #require(reader.failure == nil, "\(reader.failure ?? "")")
    #expect(reader.elements["h1"] == 1 && reader.elements["h2"] == 1 && reader.elements["svg"] == 1)
    #expect(reader.elements["script"] == nil && reader.elements["a"] == nil)
    #expect(reader.elements["circle"] == 2 && reader.elements["table"] == 2)
    #expect(reader.text.contains("<script>alert(\"1\") & co</script>"))
    #expect(!page.contains("\u{1B}") && page.hasPrefix("<!DOCTYPE html>\n"))
    #expect(page.contains("@media print") && page.contains("default-src 'none'"))
    #expect(!page.contains("src=") && !page.contains("href="))
  }

  @Test(
    arguments: [
      [("", nil, 5.0, "H"), ("", nil, 5.0, "H"), ("", nil, 5.0, "H")],
      [("2026-01-01", 20_454, 1, "L"), ("2026-01-01", 20_454, 9, "H")],
      [
        ("2026-01-01", 20_454, 0, "L"), ("2026-01-02", 20_455, 1e6, "H"),
        ("2026-03-01", 20_513, 3, ""),
      ],
    ] as [[(String, Int?, Double, String)]])
  func everyPlaceOfADrawingLiesWithinIt(_ points: [(String, Int?, Double, String)]) throws {
    var reply = Reply(.info)
    reply.blocks = [.trend(Self.trend(points))]
    let reader = PageReader(HTMLPage().text(of: reply))
    try #require(reader.failure == nil)
    #expect(reader.elements["circle"] == points.count)
    for (name, value) in reader.places {
      let most: Double = ["x", "cx", "x1", "x2"].contains(name) ? 640 : 220
      #expect((0...most).contains(value), "\(name) \(value)")
    }
  }

  @Test func markdownShowsWhatWasTypedAsText() {
    let text = MarkdownText().text(of: Self.reply)
    #expect(
      text.hasPrefix("# Summary & more\n\n> Not a \\<diagnosis\\>.\n\n**Care now.**\n\n## Told"))
    #expect(
      text.contains("- \\<script\\>alert(\"1\") & co\\</script\\> \\| \\[x\\](http://a) \\*b\\*"))
    #expect(text.contains("| Salt | 5.1 H | g/L | 2.0 to 4.0 | [1] |"))
    #expect(
      text.contains("| Test | Result | Unit | Reference | Src |\n| --- | --- | --- | --- | --- |"))
    #expect(text.contains("Second. [1]") && text.contains("```text\n"))
  }
}

/// What a parser that forgives nothing finds in a page.
private final class PageReader: NSObject, XMLParserDelegate {
  var elements: [String: Int] = [:]
  var text = ""
  var places: [(String, Double)] = []
  private(set) var failure: String?

  init(_ page: String) {
    super.init()
    let parser = XMLParser(data: Data(page.utf8))
    parser.delegate = self
    if !parser.parse() {
      failure = "\(parser.parserError.map { "\($0)" } ?? "?") in line \(parser.lineNumber)"
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements[name, default: 0] += 1
    for (key, value) in attributes
    where ["x", "y", "cx", "cy", "x1", "x2", "y1", "y2"].contains(key) {
      if let number = Double(value) { places.append((key, number)) }
    }
    for pair in (attributes["points"] ?? "").split(separator: " ") {
      let parts = pair.split(separator: ",").compactMap { Double($0) }
      if parts.count == 2 { places += [("x", parts[0]), ("y", parts[1])] }
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
}
