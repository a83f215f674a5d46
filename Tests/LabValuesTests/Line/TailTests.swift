import Testing

@testable import LabValues

/// What a laboratory prints behind a value.
struct TailTests {
  /// The tail of the first number, for the first name.
  private func drawn(_ text: String) throws -> String {
    let line = SmallLabs.line(text)
    let test = try #require(line.scan.names.first?.analyte?.index)
    let tail = line.tail(behind: 0, test)
    var parts: [String] = []
    if let unit = tail.unit { parts.append(SmallLabs.catalogue.units[unit].id) }
    if let flag = tail.flag { parts.append(flag.rawValue) }
    if tail.isAbnormal { parts.append("abnormal") }
    if tail.hasInterval {
      parts.append((tail.low.map(plainText) ?? "") + "–" + (tail.high.map(plainText) ?? ""))
    }
    if let twin = tail.twin { parts.append("twin \(plainText(line.numbers[twin].value))") }
    if tail.isDose { parts.append("dose") }
    if tail.isOther { parts.append("other") }
    return parts.joined(separator: " ")
  }

  static let tails = Row.table([
    "calcium 11.2": "", "calcium 11.2 mg/dL": "mg/dL", "calcium 11.2 H": "high",
    "calcium 11.2 H 8.6-10.3 mg/dL": "mg/dL high 8.6–10.3",
    "calcium 5.9 mg/dL (2.5-4.5) High": "mg/dL high 2.5–4.5",
    "calcium 5.9 mg/dL ref 2.5 to 4.5": "mg/dL 2.5–4.5",
    "pth 410 pg/mL, upper limit 65": "pg/mL –65", "pth 410 pg/mL, lower limit is 15": "pg/mL 15–",
    "pth 410 pg/mL (ref < 65)": "pg/mL –65",
    "calcium 2.2 mmol/L (8.8 mg/dL)": "mmol/L twin 8.8", "calcium 10.9*": "abnormal",
    "calcium 10.9 mg/dL LL": "mg/dL critical-low", "calcium 9.1 normal": "normal",
    "calcium 600 mg": "dose", "pth 40 iu/ml": "other",
  ])

  @Test(arguments: tails) func whatStandsBehindAValueBelongsToIt(row: Row) throws {
    let found = try drawn(row.text)
    #expect(found == row.expected)
  }

  static let others = Row.table([
    "calcium 9.1. H": "", "calcium 9.1 high calcium": "", "calcium 9.1 is it H": "",
    "calcium 10.2 high or not?": "", "calcium 9.1 mg/dL pth 15-65": "mg/dL",
    "calcium 9.1 on 2026-03-01 H": "",
  ])

  @Test(arguments: others) func whatBelongsToSomethingElseDoesNot(row: Row) throws {
    let found = try drawn(row.text)
    #expect(found == row.expected)
  }

  @Test(arguments: [
    ("calcium 8.5-10.5", true), ("calcium 8.5 - 10.5", true), ("calcium 8.5 to 10.5", true),
    ("calcium 8.5 mg/dl - 10.5 mg/dl", true), ("calcium 8.5 and 10.5", false),
    ("calcium 8.5 -> 10.5", false), ("calcium 8.5", false), ("calcium 8.5, 10.5", false),
  ])
  func twoNumbersAreARangeByWhatStandsBetweenThem(text: String, isRange: Bool) {
    #expect((SmallLabs.line(text).rangeEnd(0) != nil) == isRange)
  }
}
