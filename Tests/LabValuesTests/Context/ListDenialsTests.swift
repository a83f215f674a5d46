import Testing

@testable import LabValues

/// How far a denial goes on over a list.
struct ListDenialsTests {
  /// The names behind the first that are denied, with `?` where that is open.
  private func drawn(_ text: String) -> String {
    let scan = SmallLabs.scan(text)
    let denials = ListDenials(scan)
    return scan.names.compactMap { name in
      let words = SmallLabs.words(name.lexemes, of: scan)
      if denials.isDenied[name.start] { return words }
      return denials.isUnclear[name.start] ? words + "?" : nil
    }.joined(separator: " ")
  }

  static let lists = Row.table([
    "denies warfarin, dialysis, or lupus": "dialysis lupus", "no lupus or cancer": "cancer",
    "no lupus nor cancer": "cancer", "no lupus, cancer and dialysis": "cancer dialysis",
    "no dialysis, warfarin": "warfarin?", "no lupus, cancer, warfarin": "cancer? warfarin?",
    "not on dialysis, on warfarin": "", "no lupus, I have cancer": "", "no lupus. cancer": "",
    "no lupus, now cancer": "", "lupus or cancer": "", "no lupus": "", "never lupus, my cancer": "",
    "no lupus, if cancer": "", "no lupus or a very bad cancer": "cancer",
    "no lupus or it is all the same with cancer": "",
  ])

  @Test(arguments: lists) func aWordThatJoinsCarriesIt(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }
}
