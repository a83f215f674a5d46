import Testing

@testable import LabValues

/// Lines cut into words and numbers, and what stands between them.
struct LexemeTests {
  static let lines = Row.table([
    "Ca2.95mmol/L": "ca · 2 · 95 · mmol · l",
    "1,25(OH)D": "1 · 25 · oh · d",
    "5%": "5 · %",
    "mum's": "mum's",
    "don't": "don't",
    "'quoted'": "quoted",
    "Größe 9": "große · 9",
    "--- !!": "",
    "": "",
    "a1b2": "a · 1 · b · 2",
  ])

  @Test(arguments: lines) func aRunOfLettersOrDigitsIsOne(row: Row) {
    let bytes = PlainText(row.text).bytes
    let words = lexemes(of: bytes).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    #expect(words.joined(separator: " · ") == row.expected)
  }

  struct Between: Sendable, CustomTestStringConvertible {
    var text: String
    var gap: Gap
    var pause: Break
    var testDescription: String { text.debugDescription }

    init(_ text: String, _ gap: Gap, _ pause: Break) {
      (self.text, self.gap, self.pause) = (text, gap, pause)
    }
  }

  @Test(arguments: [
    Between("ca 9", .space, .none), Between("ca9", .none, .none), Between("ca-9", .hyphen, .none),
    Between("ca - 9", .hyphen, .clause), Between("9.1", .dot, .none),
    Between("ca. 9", .dot, .sentence), Between("mg/dl", .slash, .none),
    Between("ca (9", .paren, .clause), Between("ca, 9", .comma, .clause),
    Between("9,1", .comma, .clause), Between("ca; 9", .other, .sentence),
    Between("high? 9", .other, .sentence), Between("ca\n9", .newline, .sentence),
    Between("ca: 9", .other, .none), Between("ca\t9", .other, .none),
  ])
  func whatStandsBetweenTwoSeparatesThem(example: Between) throws {
    let found = lexemes(of: PlainText(example.text).bytes)
    try #require(found.count == 2)
    #expect(found[1].gap == example.gap)
    #expect(found[1].pause == example.pause)
  }
}
