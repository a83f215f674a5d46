import Testing

@testable import LabValues

/// The rows of a report bound to values.
struct ReportBinderTests {
  private func bind(_ text: String) -> (line: MarkedLine, binder: ReportBinder) {
    let line = SmallLabs.line(text)
    return (line, ReportBinder(line, TakenNumbers(count: line.numbers.count)))
  }

  /// `name value unit flag low–high @date earlier`, each where there is one.
  private func drawn(_ text: String) -> String {
    let (line, binder) = bind(text)
    return binder.bound.map { bound in
      let number = line.numbers[bound.value.number]
      var parts = [line.tests[bound.test].id]
      parts.append(number.comparator.rawValue + plainText(number.value))
      if let unit = bound.value.unit { parts.append(SmallLabs.catalogue.units[unit].id) }
      if let flag = bound.value.flag { parts.append(flag.rawValue) }
      if bound.value.isAbnormal { parts.append("abnormal") }
      if bound.low != nil || bound.high != nil {
        parts.append(
          (bound.low.map(plainText) ?? "") + "–" + (bound.high.map(plainText) ?? ""))
      }
      if let when = bound.when { parts.append("@" + when.description) }
      if bound.isEarlier { parts.append("earlier") }
      return parts.joined(separator: " ")
    }.joined(separator: "; ")
  }

  static let values = Row.table([
    "Calcium 01 9.6 mg/dL 8.7-10.2": "calcium_total 9.6 mg/dL 8.7–10.2",
    "Calcium (1) 9.6 mg/dL": "calcium_total 9.6 mg/dL",
    "Calcium 2000-8 9.6 mg/dL": "calcium_total 9.6 mg/dL",
    "Calcium 9.6 mg/dL (2.40 mmol/L)": "calcium_total 9.6 mg/dL",
    "PTH <5 pg/mL": "pth <5 pg/mL",
    "PTH <5 pg/mL >15": "pth <5 pg/mL 15–",
    "Calcium | 9.6 | mg/dL": "calcium_total 9.6 mg/dL",
  ])

  @Test(arguments: values) func theNumberWithAUnitIsTheValue(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let beside = Row.table([
    "Calcium 8.6-10.2 10.4 mg/dL": "calcium_total 10.4 mg/dL 8.6–10.2",
    "Calcium 10.4 H mg/dL ref 8.6-10.2": "calcium_total 10.4 mg/dL high 8.6–10.2",
    "Calcium 10.4 mg/dL [8.6;10.2]": "calcium_total 10.4 mg/dL 8.6–10.2",
    "Calcium 10.4 mg/dL 8.6 to 10.2 H": "calcium_total 10.4 mg/dL high 8.6–10.2",
    "Calcium 10.4 mg/dL abnormal": "calcium_total 10.4 mg/dL abnormal",
    "PTH 88 pg/mL upper limit 65": "pth 88 pg/mL –65",
    "PTH 88 pg/mL ref >15": "pth 88 pg/mL 15–",
    "Normal range: 8.4 - 10.2 mg/dL Calcium 10.4": "calcium_total 10.4 mg/dL 8.4–10.2",
    "Calcium 2.6 mmol/L 8.6-10.2 mg/dL": "calcium_total 2.6 mmol/L 2.15–2.54",
  ])

  /// A range in another unit than the value is brought to the value's.
  @Test(arguments: beside) func aRangeAndAFlagBelongToTheirRow(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let series = Row.table([
    "Phosphorus 3.1 3.4 mg/dL": "phosphate 3.1 mg/dL; phosphate 3.4 mg/dL",
    "PTH 75 H 88 04/13/2022 pg/mL":
      "pth 75 pg/mL high; pth 88 pg/mL @2022-04-13 earlier",
    "Test | 2026-01-12 | 2026-04-13\nCalcium | 9.8 | 10.9":
      "calcium_total 9.8 @2026-01-12 earlier; calcium_total 10.9 @2026-04-13",
    "Calcium 10.9 mg/dL previous 9.8 mg/dL":
      "calcium_total 10.9 mg/dL; calcium_total 9.8 mg/dL earlier",
    "Calcium 9.8 -> 10.9 mg/dL": "calcium_total 9.8 mg/dL earlier; calcium_total 10.9 mg/dL",
    "Collected 2026-03-01\nCalcium 9.6 mg/dL": "calcium_total 9.6 mg/dL @2026-03-01",
    "Test\tReference\tUnits\t2026-Apr-13 07:50\t2026-Jan-12\nCalcium\t8.6 - 10.2\tmg/dL\t9.8\t13.9 (H)":
      "calcium_total 9.8 mg/dL 8.6–10.2 @2026-04-13; "
      + "calcium_total 13.9 mg/dL high 8.6–10.2 @2026-01-12 earlier",
    "Test\tUnit\tTarget\t14/01/2026\t15/02/2026\t16/03/2026\nPTH\tpg/mL\t< 65\t88\t\t64":
      "pth 88 pg/mL –65 @2026-01-14 earlier; pth 64 pg/mL –65 @2026-03-16",
    "Lab              Goal         14/01/2026   15/02/2026\nCalcium mg/dL    9.0 or more  9.8          9.6":
      "calcium_total 9.8 mg/dL @2026-01-14 earlier; calcium_total 9.6 mg/dL @2026-02-15",
    "PTH < 5.0 pg/mL (< 65.0) 8.3": "pth <5 pg/mL –65; pth 8.3 pg/mL –65",
  ])

  @Test(arguments: series) func severalValuesKeepTheirUnitAndTheirTime(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let unread = Row.table([
    "Calcium, urine 12.3 mg/dL": "otherSpecimen", "Calcium 3.B mg/dL": "unclearNumber",
    "Calcium pending": "noResult", "Calcium 5-6 mg/dL": "unclearNumber",
    "Calcium 9.6 mg/dL\nSodium 140": "unknownTest",
    "Calcium 9.6 mg/dL\nZonulin 12 iu/ml": "unknownTest", "Calcium 9.6 mg/dL": "",
    "PTH 88 pg/mL\nZonulin antibody    pending": "unknownTest",
    "PTH 88 pg/mL\nCalcium ---": "noResult", "Sodium 140": "",
  ])

  @Test(arguments: unread) func whatIsNotReadIsNamed(row: Row) {
    let reasons = bind(row.text).binder.unread.map(\.reason.rawValue)
    #expect(reasons.joined(separator: " ") == row.expected)
  }

  @Test(arguments: [
    "calcium 600 mg", "9.1 calcium, 40 pth", "calcium and lupus", "",
  ])
  func aSentenceIsLeftAlone(text: String) {
    let (_, binder) = bind(text)
    #expect(binder.bound.isEmpty && binder.unread.isEmpty)
    #expect(!binder.claimed.contains(true))
  }
}
