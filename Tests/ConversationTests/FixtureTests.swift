import Conversation
import Knowledge
import TestSupport
import Testing

/// Sets of lines, a file each, for what must never be got wrong.
@Suite struct FixtureTests {
  private static let folder = "Tests/ConversationTests/Fixtures/"

  private func kinds(_ file: String) throws -> [(line: String, reply: Reply)] {
    try Project.lines(Self.folder + file).map { line in
      let text = line.split(separator: "\t").last.map(String.init) ?? line
      return (text, try Project.reply(text))
    }
  }

  @Test func everyRedFlagIsUrgent() throws {
    let lines = try kinds("redflags.txt")
    #expect(lines.count >= 60)
    for (line, reply) in lines {
      #expect(reply.kind == .urgent, "\(line)")
      #expect(reply.urgency >= .today, "\(line)")
    }
  }

  @Test func fewerThanTwoInAHundredCalmLinesAlarm() throws {
    let lines = try kinds("calm.txt")
    #expect(lines.count >= 100)
    let alarms = lines.filter { $0.reply.kind == .urgent }.map(\.line)
    #expect(alarms.count * 50 < lines.count, "\(alarms)")
  }

  @Test func nothingOutsideTheDocumentsIsAnswered() throws {
    let lines = try kinds("outside.txt")
    #expect(lines.count >= 100)
    for (line, reply) in lines {
      #expect(reply.kind == .decline, "\(line) → \(reply.intent ?? "")")
    }
  }

  @Test func smallTalkIsAnsweredInKind() throws {
    let lines = try kinds("smalltalk.txt")
    #expect(lines.count >= 40)
    for (line, reply) in lines { #expect(reply.kind == .info, "\(line)") }
  }

  @Test func dosesPrescriptionsAndDiagnosesAreDeclined() throws {
    let lines = try kinds("refusals.txt")
    #expect(lines.count >= 40)
    for (line, reply) in lines { #expect(reply.kind == .decline, "\(line)") }
  }
}
