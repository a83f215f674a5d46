import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Results as a table, and one of them over time.
struct ResultTablesTests {
  private let tables = ResultTables(SmallWriting.facts)

  private func table(_ session: Session) -> (table: LabTable?, citations: Int) {
    var composer = ReplyComposer(.info, SmallWriting.knowledge)
    let table = tables.table(of: session, &composer)
    return (table, composer.reply.citations.count)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var mention: Mention
    var cells: [String]
    var position: Double?
    var hasSource: Bool

    init(
      _ name: String, _ mention: Mention, _ cells: [String], at position: Double?,
      isCited: Bool = true
    ) {
      (testDescription, self.mention, self.cells) = (name, mention, cells)
      (self.position, hasSource) = (position, isCited)
    }
  }

  private static func own(_ low: Double, _ high: Double) -> Mention {
    var mention = Mention.value("calcium", 9.5)
    mention.ownInterval = ReferenceInterval(low: low, high: high, unit: "mg/dL")
    return mention
  }

  private static let unread: Mention = {
    var mention = Mention.value("calcium", 9.5)
    mention.flag = .unknown
    return mention
  }()

  @Test(arguments: [
    Row(
      "in range", .value("calcium", 9.5), ["Calcium", "9.5", "", "mg/dL", "8.5 to 10.5", ""],
      at: 0.5),
    Row(
      "high", .value("calcium", 11.5), ["Calcium", "11.5", "H", "mg/dL", "8.5 to 10.5", ""], at: 1.5
    ),
    Row(
      "critical and dated", .value("calcium", 6.5, on: "2026-03-01"),
      ["Calcium", "6.5", "LL", "mg/dL", "8.5 to 10.5", "2026-03-01"], at: -1),
    Row(
      "by their report", own(9, 10), ["Calcium", "9.5", "", "mg/dL", "9.0 to 10.0", ""], at: 0.5,
      isCited: false),
    Row("of a child", unread, ["Calcium", "9.5", "", "mg/dL", "", ""], at: nil, isCited: false),
  ])
  func aResultIsARow(example: Row) throws {
    let (table, citations) = table(SmallWriting.session(example.mention))
    let row = try #require(table?.rows.first)
    #expect([row.name, row.result, row.mark, row.unit, row.reference, row.when] == example.cells)
    #expect(row.position.map(plainText) == example.position.map(plainText))
    #expect((row.source != nil) == example.hasSource && citations == (example.hasSource ? 1 : 0))
  }

  @Test func theTableTellsHowManyLieOutside() {
    let session = SmallWriting.session(
      .value("calcium", 14), .value("phosphate", 3), .condition("ckd"))
    let table = table(session).table
    #expect(table?.rows.count == 2 && table?.titles.count == 6)
    #expect(table?.alerts == ["Calcium  is critically high."])
    #expect(table?.summaryWithLegend == "1 of 2. H is high.")
    let calm = self.table(SmallWriting.session(.value("phosphate", 3))).table
    #expect(calm?.alerts == [] && calm?.summaryWithLegend == "All 1 inside.")
    #expect(self.table(SmallWriting.session(.condition("ckd"))).table == nil)
  }

  // MARK: Over time

  @Test func aTrendIsInTheUnitOfItsLastValue() throws {
    var last = Mention.value("calcium", 10.02)
    last.typed = Quantity(2.5, "mmol/L")
    var composer = ReplyComposer(.info, SmallWriting.knowledge)
    let trend = try #require(
      tables.trend(
        of: "calcium", in: SmallWriting.session(.value("calcium", 8.016), last), &composer))
    #expect(trend.unit == "mmol/L" && trend.points.map(\.result) == ["2.00", "2.50"])
    #expect(trend.points.map(\.mark) == ["L", ""])
    #expect(trend.lowLabel == "2.12" && trend.highLabel == "2.62" && trend.name == "Calcium")
    #expect(composer.reply.citations.map(\.citation.source) == [ReplyCitation.labSource])
  }

  @Test func withoutARangeNoLimitsAreDrawn() throws {
    var composer = ReplyComposer(.info, SmallWriting.knowledge)
    let trend = try #require(
      tables.trend(of: "calcium", in: SmallWriting.session(Self.unread), &composer))
    #expect(trend.low == nil && trend.high == nil && trend.lowLabel == "" && trend.highLabel == "")
    #expect(composer.reply.citations.isEmpty)
    #expect(tables.trend(of: "albumin", in: SmallWriting.session(), &composer) == nil)
    #expect(tables.trend(of: "zonulin", in: SmallWriting.session(), &composer) == nil)
  }
}
