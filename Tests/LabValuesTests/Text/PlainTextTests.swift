import Testing

@testable import LabValues

/// A line as bytes that are easy to compare.
struct PlainTextTests {
  static let lines = Row.table([
    "Ca²⁺ 2,4 µmol/L": "ca2+ 2,4 umol/l",
    "Ca₂ 2.4 μmol/L": "ca2 2.4 umol/l",
    "PTH – 35 pg/mL": "pth - 35 pg/ml",
    "8.6−10.2": "8.6-10.2",
    "Vitamin\u{A0}D": "vitamin d",
    "“9.1”": "\"9.1\"",
    "mum’s": "mum's",
    "≤ 5": "<= 5",
    "≥60": ">=60",
    "≈ 7": "~ 7",
    "９．１": "9.1",
    "calcium\u{200B} 9": "calcium 9",
    "9,8→10,4": "9,8->10,4",
    "1.73 m²": "1.73 m2",
    "TIF1-γ": "tif1-g",
    "a\tb": "a\tb",
    "a\u{2028}b": "a\nb",
    "größe": "große",
  ])

  @Test(arguments: lines) func writesOneKindOfEverySign(row: Row) {
    #expect(String(decoding: PlainText(row.text).bytes, as: UTF8.self) == row.expected)
  }

  static let parts = Row.table([
    "Größe ½ – Ca²⁺": "Ca²⁺",
    "Kalzium ca2+": "ca2+",
    "“Ca²⁺” 2,4": "Ca²⁺",
    "µ ≤ ca2+ →": "ca2+",
  ])

  @Test(arguments: parts) func givesBackWhatWasWritten(row: Row) throws {
    let text = PlainText(row.text)
    let start = try #require(text.bytes.firstRange(of: Array("ca2+".utf8)))
    #expect(text.written(start) == row.expected)
  }

  @Test(arguments: ["", "é", "\u{1F600} 9.1", "½", "\0", "\u{FEFF}calcium"])
  func theEndOfALineIsTheEndOfItsBytes(line: String) {
    let text = PlainText(line)
    #expect(text.origin(text.bytes.count) == line.utf8.count)
  }
}
