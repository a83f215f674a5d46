import Conversation
import Knowledge
import LabValues
import TestSupport
import Testing

/// Results of long ago, and questions about results, with our own knowledge.
struct OldResultTests {
  private func replies(_ lines: [String]) throws -> [Reply] {
    let assistant = try Project.assistant()
    var session = Session(today: Day(iso: "2026-12-01"))
    return lines.map { assistant.reply(to: $0, in: &session) }
  }

  private static let rows =
    "Calcium 14.6 HH mg/dL 8.6-10.3\nPotassium 7.1 HH mmol/L 3.5-5.1\nAlbumin 3.4 g/dL"

  @Test func aDeadlyResultOfLongAgoIsToldAndAlarmsNobody() throws {
    let reply = try replies(["Collected: 12 March 2026\n" + Self.rows])[0]
    #expect(reply.kind == .noted && reply.urgency < .today)
    let told = reply.blocks.compactMap { if case .noted(let text) = $0 { text } else { nil } }
    #expect(
      told.contains { $0.contains("14.6") && $0.contains("7.1") && $0.contains("2026-03-12") })
  }

  @Test func theSameOfTheseDaysAlarms() throws {
    let reply = try replies(["Collected: 28 November 2026\n" + Self.rows])[0]
    #expect(reply.kind == .urgent && reply.urgency == .now)
  }

  /// A question takes the place of no number, whoever it is about.
  @Test(arguments: [
    "is his calcium high?", "is my husband's calcium high?", "could his calcium be too low?",
    "why is his calcium so high?", "was his calcium too high last week?",
  ])
  func aQuestionIsNoResult(question: String) throws {
    let reply = try replies([
      "my husband's calcium was 9.4 mg/dL last week", question, "/labs husband",
    ])
    #expect(reply[1].noted.isEmpty)
    let tables = reply[2].blocks.compactMap {
      if case .table(let table) = $0 { table } else { nil }
    }
    #expect(tables.first?.rows.map(\.result) == ["9.4"])
  }
}
