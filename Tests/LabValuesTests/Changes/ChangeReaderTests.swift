import Testing

@testable import LabValues

/// Lines that put right, take back or answer what was said before.
struct ChangeReaderTests {
  static let corrections = Row.table([
    "sorry, 3.1 not 7.1": "3.1 not 7.1", "not 7.1 but 3.1": "3.1 not 7.1", "no 15.4": "15.4",
    "no, 2.9 mmol/l": "2.9 mmol/l", "sorry, over 9": ">9",
    "sorry, calcium 3.1": "calcium_total 3.1",
    "it was 3.1": "-", "not 7.1": "-", "sorry about that": "-", "no 15 iu/ml": "-",
    "sorry, take 5 mg": "-",
  ])

  @Test(arguments: corrections) func aCorrectionNamesTheNewNumberAndTheOld(row: Row) {
    let line = SmallLabs.line(row.text)
    var findings = Findings(line)
    CorrectionReader(line: line).read(into: &findings)
    let found = findings.reading.corrections.map { correction in
      let old = correction.old.map { "not " + plainText($0) }
      return [correction.fact, correction.value?.asTyped, old].compactMap { $0 }
        .joined(separator: " ")
    }
    #expect((found.first ?? "-") == row.expected && found.count <= 1)
  }

  private func retract(_ text: String) -> Reading {
    var reading = Reading()
    RetractionReader(line: SmallLabs.line(text)).read(into: &reading)
    return reading
  }

  @Test(arguments: [
    ("forget my calcium", [Retraction.fact("calcium_total")]), ("delete my labs", [.labs]),
    ("forget everything", [.everything]), ("forget it", [.last]), ("forget", [.last]),
    ("please forget calcium and pth", [.fact("calcium_total"), .fact("pth")]),
    ("forget my conditions", [.conditions]), ("delete my medicines", [.medicines]),
    ("forget warfarin", [.fact("warfarin")]), ("delete my ana", [.fact("ana")]),
    ("forget it, calcium", [.fact("calcium_total")]), ("not mine", [.last]),
    ("I forget my calcium", []), ("do not forget my calcium", []), ("calcium 9", []),
  ])
  func anOrderTakesBack(text: String, retractions: [Retraction]) {
    #expect(retract(text).retractions == retractions)
  }

  @Test(
    arguments: [
      ("that was my husband", Handover(person: .husband)),
      ("those are mine", Handover(person: nil)),
      ("that was my calcium", nil),
      ("that was my husband talking", nil),
    ] as [(String, Handover?)])
  func whatWasToldIsHandedOver(text: String, handover: Handover?) {
    #expect(retract(text).handover == handover)
  }

  static let answers = Row.table([
    "9.1": "9.1", "it's 2.2 mmol/l": "2.2 mmol/l", "over 9": ">9", "<5": "<5",
    "mmol/l": "unit mmol/L",
    "it's in mmol": "unit mmol/L", "us units": "system conventional", "si units": "system si",
    "9.1 yesterday": "9.1 @2026-11-20", "my husband's is 9": "husband 9",
    "the report prints mmol/l": "unit mmol/L", "calcium 9": "-", "9.1 and bones": "-",
    "120/80": "-",
    "5 mg": "-", "": "-", "it was": "-",
  ])

  @Test(arguments: answers) func aLineThatIsOnlyANumberOrAUnitAnswers(row: Row) {
    var reading = Reading()
    BareAnswerReader(line: SmallLabs.line(row.text)).read(into: &reading)
    var found = "-"
    switch reading.unitAnswer {
    case .unit(let unit): found = "unit " + unit
    case .system(let system): found = "system " + system.rawValue
    case nil: break
    }
    if let bare = reading.bareValue {
      found = bare.asTyped
      if let who = bare.subject { found = "\(who) " + found }
      if let when = bare.when { found += " @" + when.description }
    }
    #expect(found == row.expected)
  }

  @Test func aNumberThatIsAnAgeIsNoAnswer() {
    var reading = Reading()
    reading.age = Age(years: 67)
    BareAnswerReader(line: SmallLabs.line("67")).read(into: &reading)
    #expect(reading.bareValue == nil)
  }
}
