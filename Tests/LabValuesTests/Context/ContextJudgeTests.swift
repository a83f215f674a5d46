import Testing

@testable import LabValues

/// What a line says of the conditions and medicines that it names.
struct ContextJudgeTests {
  /// The judgement of every name, each knowing those before it.
  private func drawn(_ text: String) -> String {
    let judge = ContextJudge(SmallLabs.line(text))
    var known: [Int: Status] = [:]
    return judge.line.scan.names.indices.map { n in
      switch judge.judgement(of: n, known: known) {
      case .decided(let status):
        known[n] = status
        return "\(status)"
      case .bare: return "bare"
      case .nothing: return "-"
      }
    }.joined(separator: " ")
  }

  static let stated = Row.table([
    "I have lupus": "stated", "my lupus": "stated", "I'm on warfarin": "stated",
    "diagnosed with lupus": "stated", "on dialysis": "stated", "dialysis patient": "stated",
    "meds: warfarin, apixaban": "stated stated", "I have lupus and cancer": "stated stated",
    "warfarin 5 mg": "stated", "I'm pregnant": "stated", "pregnant": "stated",
    "my mother has lupus": "stated", "FH: lupus": "stated", "why do I itch on dialysis": "stated",
    "I'm on hd": "stated",
  ])

  @Test(arguments: stated) func whatIsSaidHolds(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let denied = Row.table([
    "no lupus": "denied", "I do not have lupus": "denied", "not on dialysis": "denied",
    "denies lupus, warfarin or dialysis": "denied denied denied",
    "not on dialysis, on warfarin": "denied stated", "lupus was ruled out": "denied",
    "I stopped warfarin": "denied", "off dialysis": "denied", "no lupus or cancer": "denied denied",
    "I have no lupus but I have cancer": "denied stated", "my mother has no lupus": "denied",
  ])

  @Test(arguments: denied) func whatIsDeniedDoesNotHold(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let open = Row.table([
    "do I have lupus?": "question", "is it lupus?": "question", "people with lupus": "question",
    "if I have lupus": "hypothetical", "suspected lupus": "possible", "rule out lupus": "possible",
    "no lupus, cancer": "denied possible",
    "I stopped cancer": "past", "should I stopped warfarin": "question",
  ])

  @Test(arguments: open) func whatIsAskedOrOpenIsNotSaid(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let nothing = Row.table([
    "lupus": "bare", "hd": "-", "my cat has lupus": "-", "calcium 9": "-",
    "the lupus foundation": "-", "a story of lupus": "-",
  ])

  @Test(arguments: nothing) func aNameByItselfIsATopic(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }
}
