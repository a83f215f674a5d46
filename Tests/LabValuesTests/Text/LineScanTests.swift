import Testing

@testable import LabValues

/// Names in a line, and the words that make a name another test.
struct LineScanTests {
  /// Each name of a line: what it stands for, and `/other` where it is not of blood.
  private func names(_ text: String) -> String {
    let scan = SmallLabs.scan(text)
    return scan.names.map { name in
      let id =
        name.analyte.map { scan.lexicon.tests[$0.index].id }
        ?? name.qualitative.map { SmallLabs.catalogue.qualitative[$0.index].id }
        ?? name.context.map { SmallLabs.catalogue.context[$0.index].id }
        ?? name.whichOf.map { SmallLabs.catalogue.context[$0].id + "?" } ?? "stranger"
      return id + (name.isOtherSpecimen ? "/other" : "")
    }.joined(separator: " ")
  }

  static let lines = Row.table([
    "Calcium 9.1": "calcium_total", "TOTAL CALCIUM 9.1": "calcium_total",
    "calcium 9.1, pth 40": "calcium_total pth", "I'm on dialysis with lupus": "dialysis lupus",
    "a blood thinner": "warfarin?", "potassium 4": "potassium", "ANA and scl-70": "ana scl70",
    "calcium score 290": "stranger", "sodium 140": "stranger", "mum's calcium": "calcium_total",
    "calciums": "", "nothing here": "",
  ])

  @Test(arguments: lines) func aNameStandsForItsFact(row: Row) {
    #expect(names(row.text) == row.expected)
  }

  static let qualified = Row.table([
    "ionized calcium 1.2": "calcium_ionized", "Calcium, ionized 1.2": "calcium_ionized",
    "Calcium (free) 1.2": "calcium_ionized", "free serum calcium 1.2": "calcium_ionized",
    "calcium 1.25 mmol/L ionized": "calcium_ionized",
    "calcium 9.1 free 1.2": "calcium_total calcium_ionized",
    "calcium 9.1. free 1.2": "calcium_total",
    "calcium\nfree 1.2": "calcium_total", "phosphate free 3": "phosphate",
  ])

  @Test(arguments: qualified) func aWordBesideMakesItAVariant(row: Row) {
    #expect(names(row.text) == row.expected)
  }

  static let specimens = Row.table([
    "urine calcium 12": "calcium_total/other", "Calcium, Urine 12": "calcium_total/other",
    "Calcium, U 12": "calcium_total/other", "serum calcium 9": "calcium_total",
    "Calcium, serum 9": "calcium_total", "calcium\nurine": "calcium_total",
    "calcium u 12": "calcium_total",
  ])

  @Test(arguments: specimens) func aSpecimenBesideSaysWhereItIsFrom(row: Row) {
    #expect(names(row.text) == row.expected)
  }

  @Test(arguments: [
    ("calcium is high?", 0, true), ("calcium is high. really?", 0, false),
    ("calcium is high. really?", 3, true), ("calcium is high", 0, false),
  ])
  func aSentenceAsksByItsMark(text: String, lexeme: Int, asks: Bool) {
    #expect(SmallLabs.scan(text).endsInQuestion(lexeme) == asks)
  }

  @Test(arguments: [
    ("i am a woman", CueSet(.selfDescription), 3, 0),
    ("and i am a", CueSet(.selfDescription), 4, 1),
    ("used to be", CueSet(.earlier), 3, 0),
  ])
  func thePhraseThatEndsHereIsTheLongest(text: String, cues: CueSet, end: Int, start: Int) {
    #expect(SmallLabs.scan(text).start(of: cues, endingAt: end)?.start == start)
  }

  @Test(arguments: [
    ("critically high", "critically high", WordValue.criticalHigh), ("high", "high", .high),
    ("raised now", "raised", .high), ("borderline", "borderline", .borderline),
  ])
  func theLongestWordOfAValueCounts(text: String, words: String, value: WordValue) throws {
    let scan = SmallLabs.scan(text)
    let (found, end) = try #require(scan.wordValue(at: 0))
    #expect(found == value && SmallLabs.words(0..<end, of: scan) == words)
  }

  @Test(arguments: [
    ("above 9", Comparator.above), ("under 9", .below), ("around 9", .about),
  ])
  func aWordComparesLikeItsSign(text: String, comparator: Comparator) throws {
    let (found, end) = try #require(SmallLabs.scan(text).comparator(at: 0))
    #expect(found == comparator && end == 1)
  }
}
