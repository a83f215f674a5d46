import Testing

@testable import LabValues

/// What the words and signs around a number say of it.
struct NumberNeighboursTests {
  private func first(_ text: String) throws -> NumberSpan {
    try #require(SmallLabs.line(text).numbers.first)
  }

  @Test(arguments: [
    ("<5", Comparator.below), ("< 5", .below), ("<=5", .atMost), ("< = 5", .atMost),
    (">60", .above),
    (">= 60", .atLeast), ("> or = 60", .atLeast), ("≥60", .atLeast), ("≤ 0,5", .atMost),
    ("~7", .about), ("≈7", .about), ("5", .equal), ("= 5", .equal), ("-> 5", .equal),
    ("=> 5", .equal),
  ])
  func aSignInFrontCompares(text: String, comparator: Comparator) throws {
    let number = try first(text)
    #expect(number.comparator == comparator)
  }

  @Test(arguments: [
    "120/80", "10:30", "b12", "3rd time", "17861-6", "8 am", "12 h", "01", "calcium² 9.6",
    "5 times", "2777-1^Phosphate", "2000-8^Calcium", "calcium 9.8/5.2",
    "calcium/phosphate 9.8/5.2/40",
  ])
  func aNumberOfSomethingElseIsNoResult(text: String) throws {
    let number = try first(text)
    #expect(number.isExcluded)
  }

  @Test(arguments: [
    "9.1", "140", "9.1 mg/dl", "7 H", "calcium 9", "5.0 then 6", "0.5", "12 pmol/l", "9.",
    "10 high", "calcium/phosphate 9.8/5.2", "calcium/phosphate: 9/5",
  ])
  func aPlainNumberMayBeAResult(text: String) throws {
    let number = try first(text)
    #expect(!number.isExcluded && !number.isUnclear && !number.isWeak)
  }

  @Test(arguments: ["(1) calcium", "*1", "2024", "1) calcium", "1. calcium", "[2]"])
  func anIndexIsAValueOnlyWhereNothingElseIs(text: String) throws {
    let number = try first(text)
    #expect(number.isWeak)
  }

  @Test(arguments: ["(9.1)", "2024.5", "1", "12 mg/dl", "(5 mg/dl)", "1899", "2101"])
  func whatHasAUnitOrDecimalsIsNoIndex(text: String) throws {
    let number = try first(text)
    #expect(!number.isWeak)
  }

  @Test(arguments: ["3.B mg/dL", "?8 pg/ml", "1_250 pg/ml", "9B4", "1, 250 pg/ml", "3q", "#8"])
  func whatHangsOnItMakesItUnclear(text: String) throws {
    let number = try first(text)
    #expect(number.isUnclear)
  }

  @Test(arguments: [
    "9.1 mg/dl", "5H", "50F", "3rd", "8am", "9.1. Next", "67y", "30mg", "1, 25", "high? 8",
  ])
  func aFlagADoseOrAnAgeMayHangOnIt(text: String) throws {
    let number = try first(text)
    #expect(!number.isUnclear)
  }
}
