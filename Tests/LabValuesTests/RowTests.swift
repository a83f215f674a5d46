import LabValues
import Testing

/// Rows as laboratories print them, each kind once; a row is a line, `\n` inside it a line break.
struct RowTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var expected: String
    var testDescription: String { text }
  }

  private static func table(_ rows: KeyValuePairs<String, String>) -> [Case] {
    rows.map { Case(text: $0.key, expected: $0.value) }
  }

  private func check(_ example: Case) {
    let today = Day(year: 2026, month: 11, day: 21)
    #expect(summary(CatalogueFile.reader.read(example.text, today: today)) == example.expected)
  }

  /// The number that carries a unit of the analyte wins.
  static let codes = table([
    "Calcium 01 9.6 mg/dL 8.7-10.2": "calcium_total 9.6 mg/dL normal",
    "Calcium01 9.6 mg/dL": "calcium_total 9.6 mg/dL normal",
    "Calcium² 9.6 mg/dL": "calcium_total 9.6 mg/dL normal",
    "Calcium *1 9.6 mg/dL": "calcium_total 9.6 mg/dL normal",
    "Calcium 17861-6 9.6 mg/dL": "calcium_total 9.6 mg/dL normal",
    "Phosphorus A, 01 3.1 mg/dL 2.8-4.1": "phosphate 3.1 mg/dL normal",
    "calcium at 8 am 10.6 mg/dL": "calcium_total 10.6 mg/dL high",
    "calcium (fasting 12 h) 10.6 mg/dL": "calcium_total 10.6 mg/dL high",
    "OBX|2|NM|2777-1^Phosphate^LN||2.1|mg/dL|2.5-4.5|L|||F|||20240301":
      "phosphate 2.1 mg/dL low @2024-03-01",
    "eGFR CKD-EPI 2009 48 mL/min/1.73m2": "egfr 48 mL/min/1.73m2 low",
    "PTH 1-84 92 pg/mL": "pth 92 pg/mL high",
  ])

  @Test(arguments: codes) func aCodeIsNoValue(example: Case) { check(example) }

  /// A unit said once holds for its row.
  static let series = table([
    "PTH, Intact 75 High 88 04/13/2022 pg/mL 15-65":
      "pth 75 pg/mL high; pth 88 pg/mL high @2022-04-13 earlier",
    "PTH 75 (H) pg/mL": "pth 75 pg/mL high",
    "Calcium 2.45 2.51 2.73 mmol/L (2.10-2.60)": "?calcium_total contradiction",
  ])

  @Test(arguments: series) func aUnitHoldsForItsRow(example: Case) { check(example) }

  /// Their own range wins, wherever it stands.
  static let ranges = table([
    "Phosphorus Normal range: 2.5 - 4.5 mg/dL 5.6 H": "phosphate 5.6 mg/dL high",
    "Calcium 8.6-10.2 10.4 mg/dL": "calcium_total 10.4 mg/dL high",
    "PTH 15-65 pg/mL: 92": "pth 92 pg/mL high",
    "25-OH-Vitamin D 25 ng/ml > 30": "vitd25 25.0 ng/mL low",
    "CRP 4,0 mg/l < 3,0": "crp 4.0 mg/L high",
    "EGFR 72 > OR = 60 mL/min/1.73m2": "egfr 72 mL/min/1.73m2 normal",
    "calcium 10.4 mg/dL [8.6;10.2]": "calcium_total 10.4 mg/dL high",
    "Normal range: 8.4 - 10.2 mg/dL Calcium 10.4": "calcium_total 10.4 mg/dL high",
  ])

  @Test(arguments: ranges) func theirRangeWins(example: Case) { check(example) }

  static let cells = table([
    "phosphate;1,40;mmol/l;0,81-1,35": "phosphate 4.3 mg/dL high",
    "Calcium,10.4,mg/dL,8.6-10.2,H": "calcium_total 10.4 mg/dL high",
    "\"Phosphate\",\"1.40\",\"mmol/L\",\"0.81-1.35\"": "phosphate 4.3 mg/dL high",
    "Phosphorus\n3.1\nmg/dL\n2.5-4.5": "phosphate 3.1 mg/dL normal",
    "Calcium\nPhosphorus\nPTH\n10.9\n5.2\n188\nmg/dL\nmg/dL\npg/mL":
      "calcium_total 10.9 mg/dL high; phosphate 5.2 mg/dL high; pth 188 pg/mL high",
    "Test | 2026-01-12 | 2026-04-13 | Unit\nCalcium | 9.8 | 10.9 | mg/dL":
      "calcium_total 9.8 mg/dL normal @2026-01-12 earlier; calcium_total 10.9 mg/dL high @2026-04-13",
    "date,calcium mg/dL,phosphate mg/dL\n2026-03-02,9.4,5.5":
      "calcium_total 9.4 mg/dL normal @2026-03-02; phosphate 5.5 mg/dL high @2026-03-02",
    "Collected: 19 May 2026\nCalcium 9.6 mg/dL": "calcium_total 9.6 mg/dL normal @2026-05-19",
    "Calcium 9.6 mg/dL\u{2028}Phosphorus 5.1 mg/dL":
      "calcium_total 9.6 mg/dL normal; phosphate 5.1 mg/dL high",
  ])

  @Test(arguments: cells) func cellsAreCutAtTheirMarks(example: Case) { check(example) }

  @Test(arguments: [
    ("Calcium, Urine 12.3 mg/dL", Unread.Reason.otherSpecimen),
    ("Magnesium, RBC 5.1 mg/dL", .otherSpecimen),
    ("Calcium in dialysate 1.25 mmol/L", .otherSpecimen),
    ("Urine calcium 12 mg/dL", .otherSpecimen),
    ("Phosphorus 3.B mg/dL", .unclearNumber), ("phosphate 5-6 mg/dl", .unclearNumber),
    ("PTH ?8 pg/mL", .unclearNumber), ("Calcium QNS", .noResult),
    ("Phosphorus: pending", .noResult),
    ("Calcium 9.6 mg/dL\nVitamin B12 2000 pg/mL", .unknownTest),
  ])
  func whatIsNotReadIsNamed(text: String, reason: Unread.Reason) {
    let reading = CatalogueFile.reader.read(text)
    #expect(reading.unread.map(\.reason) == [reason])
    #expect(!reading.mayBeCritical)
  }

  @Test(arguments: [
    ("PTH 1'250 pg/mL", 1250.0), ("PTH 1.25e3 pg/mL", 1250), ("PTH 1.25 x 10^3 pg/mL", 1250),
    ("calcium 2 .45 mmol/L", 2.45), ("calcium 9. 8 mg/dL", 9.8), ("calcium 1O.4 mg/dL", 10.4),
    ("phosphate 1 . 62 mmol/L", 1.62), ("calcium nine point eight mg/dL", 9.8),
    ("PTH three hundred and forty pg/mL", 340),
  ])
  func aNumberIsReadWhole(text: String, value: Double) {
    #expect(CatalogueFile.reader.read(text).mentions.map(\.typed?.value) == [value])
  }

  @Test(arguments: [
    ("Ca++ 1.25 mmol/L ionized", "calcium_ionized"),
    ("Calcium free 1.25 mmol/L", "calcium_ionized"),
    ("ionisiertes Calcium 1,25 mmol/l", "calcium_ionized"),
    ("Ca(corr) 2.71 mmol/L", "calcium_adjusted"),
    ("Corrected serum calcium level 2.30 mmol/L", "calcium_adjusted"),
    ("Calcium corrigé 2,71 mmol/L", "calcium_adjusted"),
  ])
  func aVariantIsItsOwnAnalyte(text: String, fact: String) {
    #expect(CatalogueFile.reader.read(text).mentions.map(\.fact) == [fact])
  }

  @Test(arguments: [
    ("Potassium 6.8 mmol/L", AlarmUrgency.now), ("potassium 6.2", .today), ("K 6.8", .now),
    ("Sodium 118 mmol/L", .now), ("Glucose 480 mg/dL", .now), ("Hb 55 g/L", .now),
    ("Platelets 12 x10^9/L", .now), ("SpO2 86%", .now), ("lactate 5.1 mmol/L", .now),
    ("Calcium 9.6 mg/dL 8.6-10.2\nPotassium 6.9 mmol/L 3.5-5.1 HH", .now),
  ])
  func aDeadlyValueOutsideTheTableAlarms(text: String, urgency: AlarmUrgency) {
    #expect(CatalogueFile.reader.read(text).alarms.map(\.urgency) == [urgency])
  }

  @Test(arguments: [
    "Potassium 4.1 mmol/L", "sodium 140", "Glucose 95 mg/dL", "Hb 13.1 g/dL", "platelets 240",
    "Platelets 150 x10^9/L", "Platelets 210 K/uL", "SpO2 97%", "Hemoglobin 135 g/L", "bp 120/80",
  ])
  func aCalmValueIsCalm(text: String) {
    let reading = CatalogueFile.reader.read(text)
    #expect(reading.alarms.isEmpty && !reading.mayBeCritical)
  }
}
