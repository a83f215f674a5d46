import Testing

@testable import LabValues

/// Conditions and medicines of a line, each with its status, its person and its time.
struct ContextReaderTests {
  /// `-` for what is denied, `?` for what is asked which; a topic alone in brackets.
  private func drawn(_ text: String) -> String {
    let line = SmallLabs.line(text)
    var findings = Findings(line)
    ContextReader(line).read(into: &findings)
    let reading = findings.reading
    let mentions = reading.mentions.map { mention in
      var parts: [String] = []
      switch mention.status {
      case .stated: parts.append(mention.fact)
      case .denied: parts.append("-" + mention.fact)
      default: parts.append("\(mention.status) " + mention.fact)
      }
      if let subject = mention.subject { parts.append("of \(subject)") }
      if let when = mention.when { parts.append("@\(when)") }
      return parts.joined(separator: " ")
    }
    return (mentions + reading.doubts.map { $0.fact + "?" } + reading.bareFacts.map { "(\($0))" })
      .joined(separator: "; ")
  }

  static let fields = Row.table([
    "Dialysis: No": "-dialysis", "Warfarin - yes": "warfarin", "Lupus: unknown": "",
    "Dialysis: yes\nLupus: no": "dialysis; -lupus",
  ])

  @Test(arguments: fields) func aFieldOfAFormDecides(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let company = Row.table([
    "lupus": "(lupus)", "warfarin, dialysis": "(warfarin); (dialysis)",
    "I have cancer, lupus": "cancer; lupus",
    "apixaban since 2019": "apixaban @2019",
    "a long line that only speaks of things and of lupus": "",
  ])

  /// A name by itself counts beside something that was stated, and with a date.
  @Test(arguments: company) func aNameAloneNeedsCompany(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let people = Row.table([
    "my mother has lupus": "lupus of mother", "FH: lupus (sister)": "lupus of sister",
    "FH: lupus in my mother": "lupus of mother", "FH: no lupus": "question lupus of other",
    "my son is on dialysis": "dialysis of son", "my cat has lupus": "",
    "family history of cancer. I have lupus": "cancer of other; lupus",
  ])

  @Test(arguments: people) func whatARelativeHasIsTheirs(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let vague = Row.table([
    "I take a blood thinner": "warfarin?", "no blood thinner": "",
    "I take a blood thinner, apixaban": "apixaban",
    "blood thinner": "",
  ])

  @Test(arguments: vague) func aVagueNameIsAskedAbout(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let times = Row.table([
    "I stopped warfarin in May": "-warfarin @2026-05", "I have lupus since 2012": "lupus @2012",
    "I'm on dialysis. In May it rained": "dialysis",
    "off dialysis last month": "-dialysis @2026-10",
  ])

  @Test(arguments: times) func aDateBehindANameIsItsTime(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  @Test func theWordsAreKeptAsTheyWereTyped() throws {
    let line = SmallLabs.line("I have LUPUS")
    var findings = Findings(line)
    ContextReader(line).read(into: &findings)
    let mention = try #require(findings.reading.mentions.first)
    #expect(mention.asTyped == "LUPUS" && mention.range == 7..<12)
  }
}
