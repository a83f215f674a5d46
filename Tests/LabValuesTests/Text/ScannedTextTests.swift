import Testing

@testable import LabValues

/// What a scanner took for a letter or a digit, and what copying left in front of rows.
struct ScannedTextTests {
  static let scanned = Row.table([
    "PTH l8.4 pg/mL": "pth 18.4 pg/ml",
    "Calcium 1O.4": "calcium 10.4",
    "Phosphorus 5.O H": "phosphorus 5.0 h",
    "ALP ll8 U/L": "alp 118 u/l",
    "Ca 2.4l mmol/L": "ca 2.41 mmol/l",
    "0.7 - l.3": "0.7 - 1.3",
    "Ca1cium 9": "calcium 9",
    "Haemog1obin": "haemoglobin",
    // Words of their own.
    "O2 sat": "o2 sat",
    "UF 4l": "uf 4l",
    "2o hyperparathyroidism": "2o hyperparathyroidism",
    "vitamin B12": "vitamin b12",
    "HbA1c": "hba1c",
    "25-OH": "25-oh",
    // Two points are a dash.
    "2.15..2.55": "2.15- 2.55",
    "2.15…2.55": "2.15- 2.55",
    "▲ 92": " \u{2191}  92",
  ])

  @Test(arguments: scanned) func readsWhatStoodOnPaper(row: Row) {
    #expect(String(decoding: PlainText(row.text).bytes, as: UTF8.self) == row.expected)
  }

  static let segments = Row.table([
    "OBX|7|NM|29265-6^Calcium (albumin adj.)^LN||2.34|mmol/L|2.1-2.5|N|||F|||20250918":
      "obx calcium (albumin adj.) 2.34 mmol/l 2.1-2.5 n 20250918",
    "OBR|2|R1|25U|UPC^Urine protein^L|||20250918064000|||||||20250918084400|UR":
      "obr urine protein 20250918064000 ur",
    "PID|1||ZZZ0016||TESTPERSON^ANA||19580611|F": "",
    "NTE|1|L|No haemolysis.": "no haemolysis.",
    "a|b|c": "a b c",
  ])

  /// Blanks and bars apart.
  @Test(arguments: segments) func keepsOfASegmentWhatIsRead(row: Row) {
    let text = String(decoding: PlainText(row.text).bytes, as: UTF8.self)
    #expect(text.split { $0 == " " || $0 == "|" }.joined(separator: " ") == row.expected)
  }

  static let chats = Row.table([
    "[12/03/24, 8:52:02 PM] Anjali: Ca 10.8\n[12/03/24, 8:52:19 PM] Anjali: P 2.9": "ca 10.8 p 2.9",
    "12/03/2024, 20:52 - Tom: K 4.1\n12/03/2024, 20:53 - Tom: Na 140": "k 4.1 na 140",
    // One alone is no conversation.
    "[12/03/24, 8:52] Tom: Ca 10.8\nK 4": "[12/03/24, 8:52] tom: ca 10.8 k 4",
    "12/03/24 calcium 9.8\n13/04/24 calcium 9.9": "12/03/24 calcium 9.8 13/04/24 calcium 9.9",
  ])

  @Test(arguments: chats) func aCopiedConversationHasNoStamps(row: Row) {
    let text = String(decoding: PlainText(row.text).bytes, as: UTF8.self)
    #expect(text.split { $0 == " " || $0 == "\n" }.joined(separator: " ") == row.expected)
  }

  @Test func everyOffsetStays() throws {
    let line = "PTH l8.4 pg/mL"
    let text = PlainText(line)
    #expect(text.bytes.count == line.utf8.count)
    #expect(text.written(4..<8) == "l8.4")
  }
}
