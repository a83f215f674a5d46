import Knowledge
import LabValues
import Language
import Testing

@testable import Conversation

/// Dangers that a line is like, by what the shares of all kinds say of it.
struct DangerFinderTests {
  struct Case: Sendable, CustomTestStringConvertible {
    /// The share of the danger, of all sections, and of the likeliest other role.
    var share: Float
    var sections: Float = 0
    var others: Float = 0
    var isUnconditional = false
    var urgency = Urgency.now
    var isInCare = false
    var isKnown = false
    var isBare = false
    var asksApart = false
    var isReport = false
    var isFound: Bool
    var testDescription: String { "\(share) beside \(sections), \(others)" }
  }

  @Test(arguments: [
    Case(share: 0.5, isFound: true), Case(share: 0.29, isFound: false),
    Case(share: 0.3, isFound: true), Case(share: 0.3, sections: 0.2, isFound: false),
    Case(share: 0.3, others: 0.4, isFound: false), Case(share: 0.3, isKnown: true, isFound: false),
    Case(share: 0.5, sections: 0.3, isFound: true), Case(share: 0.5, isKnown: true, isFound: true),
    Case(share: 0.12, isFound: false), Case(share: 0.12, isUnconditional: true, isFound: true),
    Case(share: 0.11, isUnconditional: true, isFound: false),
    Case(share: 0.12, others: 0.2, isUnconditional: true, isFound: false),
    Case(share: 0.12, isUnconditional: true, asksApart: true, isFound: false),
    Case(share: 0.3, isUnconditional: true, asksApart: true, isFound: true),
    Case(share: 0.9, isBare: true, isFound: false),
    Case(share: 0.9, isReport: true, isFound: false),
  ])
  func whatAsksForNothingOfOursIsHeardSooner(row: Case) throws {
    #expect(try reading("the whole night it went on like that", row).found.isEmpty == !row.isFound)
  }

  /// What has to be seen today is seen where somebody is in hospital already; what cannot wait an hour is told.
  @Test(arguments: [(Urgency.today, true, false), (.today, false, true), (.now, true, true)])
  func whoIsInHospitalIsSeenToday(urgency: Urgency, isInCare: Bool, isFound: Bool) throws {
    let row = Case(share: 0.9, urgency: urgency, isInCare: isInCare, isFound: isFound)
    let reading = try reading("the whole night it went on like that", row)
    #expect(reading.found.isEmpty == !isFound)
    #expect(isFound || reading.withheld.contains { $0.reliefs == [.inCare] })
  }

  @Test func numbersAndTheirUnitsAreLikeNothing() throws {
    let row = Case(share: 0.9, isFound: false)
    #expect(try reading("23 ml min 1.73 m2", row).found.isEmpty)
  }

  @Test func aWordOrTwoAreLikeNothing() throws {
    #expect(try reading("that again", Case(share: 0.9, isFound: false)).found.isEmpty)
  }

  private func reading(_ line: String, _ row: Case) throws -> DangerReading {
    let words = Tokenizer.words(of: line)
    let book = try SmallRules.book()
    let flag = RedFlag(
      recognizer: SmallRules.knowledge.safety.redFlags[0].recognizer, urgency: row.urgency,
      message: "emergency", isAlone: false, isUnconditional: row.isUnconditional)
    // No window of the line sounds like a danger by itself.
    let model = DangerModel(
      weights: [Int8](repeating: 0, count: DangerModel.size), step: 1, bias: -3)
    let finder = DangerFinder(flags: [flag], book: book, model: model)
    return finder.reading(
      of: DangerLine(
        words: words, findings: book.findings(in: words),
        features: LineFeatures(words, words.map { _ in false }, ToldResults()),
        isReport: row.isReport, isKnown: row.isKnown, asksApart: row.asksApart,
        isInCare: row.isInCare, knowsKinds: true,
        isBare: { _ in row.isBare },
        likeliest: { _ in
          LineKinds.Danger(
            flag: 0, share: row.share, sections: row.sections, others: row.others, lead: 0)
        }),
      after: ToldBefore())
  }
}
