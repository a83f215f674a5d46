import Testing

@testable import LabValues

/// What stands in front of the name of a condition or medicine.
struct EvidenceTests {
  /// What the words in front of the last name say.
  private func drawn(_ text: String, decided: [Int: Status] = [:]) -> String {
    let scan = SmallLabs.scan(text)
    guard let name = scan.names.last else { return "no name" }
    let found = Evidence(before: name.start, scan, decided: decided)
    let parts: [(Bool, String)] = [
      (found.isOwn, "own"), (found.isStrong, "strong"), (found.isMedium, "medium"),
      (found.isTaking, "taking"), (found.isWeak, "weak"), (found.isList, "list"),
      (found.isDenied, "denied"), (found.isBareNot, "bare"), (found.isEnded, "ended"),
      (found.isUnreal, "unreal"), (found.isPossible, "possible"),
      (found.inherits != nil, "inherits"),
    ]
    return parts.filter(\.0).map(\.1).joined(separator: " ")
  }

  static let lines = Row.table([
    "my lupus": "own", "I have lupus": "strong", "diagnosed with lupus": "medium",
    "on warfarin": "medium taking", "I'm on warfarin": "strong taking", "with lupus": "weak",
    "meds: warfarin": "list", "history: lupus": "list", "lupus": "", "green lupus": "",
    "no lupus": "denied", "not lupus": "denied bare", "not on warfarin": "medium taking denied",
    "never on warfarin": "medium taking denied", "stopped warfarin": "ended",
    "off warfarin": "ended", "never stopped warfarin": "unreal", "do I have lupus": "unreal",
    "I need dialysis": "unreal", "suspected lupus": "possible", "rule out lupus": "possible",
    "I have bad lupus": "strong", "I have. lupus": "", "no cancer. lupus": "",
  ])

  @Test(arguments: lines) func theWordsInFrontSayHowItIsMeant(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  @Test func aListGoesOnWithItsFirstName() {
    #expect(drawn("I have lupus and bad cancer", decided: [0: .stated]) == "inherits")
    #expect(drawn("no lupus or cancer", decided: [0: .denied]) == "inherits")
    // Without "or" the denial ends with its name.
    #expect(drawn("no lupus, cancer", decided: [0: .denied]) == "")
    #expect(drawn("I have lupus and bad cancer") == "")
  }

  @Test(arguments: [
    ("lupus", true), ("the bad lupus", true), ("green lupus", false), ("calcium 9, lupus", true),
    ("they say green tea lupus", false),
  ])
  func onlyFillersStandBetweenItAndTheStartOfItsClause(text: String, opens: Bool) {
    let scan = SmallLabs.scan(text)
    let start = scan.names.last?.start ?? 0
    #expect(Evidence(before: start, scan, decided: [:]).opensClause == opens)
  }
}
