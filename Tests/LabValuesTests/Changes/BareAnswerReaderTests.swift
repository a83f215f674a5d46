import Testing

@testable import LabValues

/// Lines that are only a number or a unit.
struct BareAnswerReaderTests {
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
