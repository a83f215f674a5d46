import Testing

@testable import LabValues

/// Names of results bound to what is said of them, stage upon stage.
struct ResultsReaderTests {
  /// `status fact value of whom earlier`, for every mention; doubts with a question mark.
  private func drawn(_ text: String) -> String {
    let line = SmallLabs.line(text)
    var findings = Findings(line)
    var reader = ResultsReader(line)
    reader.read(into: &findings)
    let inOrder = findings.reading.mentions.sorted { $0.range.lowerBound < $1.range.lowerBound }
    let mentions = inOrder.map { mention in
      var parts = mention.status == .stated ? [mention.fact] : ["\(mention.status) " + mention.fact]
      if let typed = mention.typed {
        parts.append(mention.comparator.rawValue + plainText(typed.value) + " " + typed.unit)
      }
      if let word = mention.wordValue { parts.append(word.rawValue) }
      if let subject = mention.subject { parts.append("of \(subject)") }
      if mention.isEarlier { parts.append("earlier") }
      return parts.joined(separator: " ")
    }
    return (mentions + findings.reading.doubts.map { $0.fact + "?" }).joined(separator: "; ")
  }

  private func check(_ row: Row) { #expect(drawn(row.text) == row.expected) }

  static let groups = Row.table([
    "calcium and phosphate are 9.8 and 5.2": "calcium_total 9.8 mg/dL; phosphate 5.2 mg/dL",
    "calcium and phosphate are normal": "calcium_total normal; phosphate normal",
    "I have high calcium and phosphate": "calcium_total high; phosphate high",
    "calcium was nine point eight": "calcium_total 9.8 mg/dL",
    "calcium 9.8 and phosphate 5.2": "calcium_total 9.8 mg/dL; phosphate 5.2 mg/dL",
    "calcium and phosphate are 9.8 and 5.2 mg/dl":
      "calcium_total 9.8 mg/dL; phosphate 5.2 mg/dL",
    "phosphate and calcium are 2.2 and 2.4 mmol/l":
      "phosphate 2.2 mmol/L; calcium_total 2.4 mmol/L",
  ])

  @Test(arguments: groups) func joinedNamesShareJoinedValues(row: Row) { check(row) }

  static let series = Row.table([
    "calcium was 9.8, now 11.2": "calcium_total 9.8 mg/dL earlier; calcium_total 11.2 mg/dL",
    "calcium 11.2, was 9.8": "calcium_total 11.2 mg/dL; calcium_total 9.8 mg/dL earlier",
    "calcium 9.8 then 10.4 then 11.1":
      "calcium_total 9.8 mg/dL earlier; calcium_total 10.4 mg/dL earlier; calcium_total 11.1 mg/dL",
    "calcium 10.9 on 2026-03-01, 11.4 on 2026-06-01":
      "calcium_total 10.9 mg/dL earlier; calcium_total 11.4 mg/dL",
    "calcium 11.4 on 2026-06-01, 10.9 on 2026-03-01":
      "calcium_total 11.4 mg/dL; calcium_total 10.9 mg/dL earlier",
    "my phosphate was 3.1 in May, now 2.2 mmol/l":
      "phosphate 3.1 mmol/L earlier; phosphate 2.2 mmol/L",
  ])

  @Test(arguments: series) func theLastOfASeriesIsCurrent(row: Row) { check(row) }

  static let meant = Row.table([
    "is a calcium of 15 bad?": "question calcium_total 15 mg/dL",
    "is my calcium of 12 bad?": "calcium_total 12 mg/dL",
    "if my calcium is 15": "hypothetical calcium_total 15 mg/dL",
    "my target calcium is 9.5": "target calcium_total 9.5 mg/dL",
    "people with calcium 12": "question calcium_total 12 mg/dL",
    "I take calcium 600 mg daily": "dose calcium_total",
    "my calcium is not 12": "denied calcium_total 12 mg/dL",
    "my calcium is not 12, it's 10": "calcium_total 10 mg/dL",
    "why is my calcium 12?": "calcium_total 12 mg/dL",
  ])

  @Test(arguments: meant) func aValueIsStatedOnlyWhereItIsMeant(row: Row) { check(row) }

  static let whose = Row.table([
    "my mother has calcium 12": "calcium_total 12 mg/dL of mother",
    "my son has calcium 12": "calcium_total 12 mg/dL of son",
    "calcium of 12 in my mother": "calcium_total 12 mg/dL of mother",
    "my husband's calcium was 12 and mine is 10":
      "calcium_total 12 mg/dL of husband; calcium_total 10 mg/dL",
    "my calcium is 9.4 and my sister's is 11":
      "calcium_total 9.4 mg/dL; calcium_total 11 mg/dL of sister",
  ])

  @Test(arguments: whose) func aValueIsOfWhoIsNamed(row: Row) { check(row) }

  static let words = Row.table([
    "my calcium is high": "calcium_total high",
    "is my calcium high?": "question calcium_total high",
    "why is my calcium high?": "calcium_total high", "high calcium": "",
    "I have high calcium": "calcium_total high",
    "if my calcium is high": "hypothetical calcium_total high",
    "my mother's calcium is high": "calcium_total high of mother",
    "calcium is not high": "denied calcium_total high", "calcium low diet": "",
  ])

  @Test(arguments: words) func aResultInAWordNeedsASentence(row: Row) { check(row) }

  static let units = Row.table([
    "calcium 9.1 mmol": "calcium_total?", "pth 85 mg/dl": "pth?", "calcium 98": "calcium_total?",
    "calcium 5": "calcium_total?", "urea 40": "bun?", "kidney function 23%": "egfr?",
    "inr 2.5": "inr 2.5 ratio", "calcium 9.1 iu/ml": "", "calcium 2.6": "calcium_total 2.6 mmol/L",
    "ionized calcium 1,234 mmol/l": "calcium_ionized 1.23 mmol/L",
    "bun 40 mg/dl": "bun 40 mg/dL BUN",
  ])

  @Test(arguments: units) func whatDoesNotFitIsAskedAbout(row: Row) { check(row) }

  @Test(
    arguments: [
      ("pth 410 pg/ml, I'm on dialysis, upper limit 65", nil, 65.0),
      ("pth 410 pg/ml, I'm on dialysis, lower limit is 10 pmol/l", 94.34, nil),
      ("pth 410 pg/ml", nil, nil),
    ] as [(String, Double?, Double?)])
  func aLimitMayStandApart(text: String, low: Double?, high: Double?) throws {
    let mention = try #require(SmallLabs.read(text).mentions.first { $0.fact == "pth" })
    #expect(mention.ownInterval?.low.map { decimalText($0, decimals: 2) } == low.map(plainText))
    #expect(mention.ownInterval?.high == high)
  }

  @Test(arguments: [
    ("potassium 6.8", [AlarmUrgency.now]), ("potassium 6.2 mmol/l", [.today]),
    ("potassium 2.4", [.now]), ("potassium 4.1", []), ("potassium 68", []),
    ("is a potassium of 6.8 bad?", []), ("my cat has potassium 6.8", []),
    ("potassium 6.8 on 2025-01-01", []), ("my target potassium is 6.8", []),
  ])
  func aWatchedValueAlarmsWhereItIsDangerous(text: String, urgencies: [AlarmUrgency]) {
    #expect(SmallLabs.read(text).alarms.map(\.urgency) == urgencies)
  }
}
