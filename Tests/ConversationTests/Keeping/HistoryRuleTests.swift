import Conversation
import TestSupport
import Testing

/// What may reach a history file: 200 lines that tell of somebody, none of which may, and 100 plain
/// questions, of which nine in ten do.
@Suite struct HistoryRuleTests {
  private static func kept(_ file: String) throws -> (kept: [String], all: Int) {
    let assistant = try Project.assistant()
    let lines = try Project.lines("Tests/ConversationTests/Fixtures/\(file)")
    let kept = lines.filter { line in
      var session = Session()
      return assistant.mayKeep(line, after: assistant.reply(to: line, in: &session))
    }
    return (kept, lines.count)
  }

  @Test func noPersonalLineIsKept() throws {
    let (kept, all) = try Self.kept("personal-lines.txt")
    #expect(kept.isEmpty, "\(kept)")
    #expect(all >= 200)
  }

  @Test func plainQuestionsAre() throws {
    let (kept, all) = try Self.kept("plain-questions.txt")
    #expect(all >= 100)
    #expect(kept.count * 10 >= all * 9, "\(kept.count) of \(all)")
  }

  @Test(arguments: [
    ("/help", true), ("/labs", true), ("/sections breast", true), ("", false),
    ("/show calciphylaxis/definition", true), ("/for mother", false), ("/forget calcium", false),
    ("/save my-results.txt", false), ("what is calciphylaxis", true),
    ("what is calciphylaxis for 62", false),
  ])
  func aLineIsKeptOnlyByTheRule(_ line: String, _ isKept: Bool) throws {
    let assistant = try Project.assistant()
    var session = Session()
    let reply = assistant.reply(to: line, in: &session)
    #expect(assistant.mayKeep(line, after: reply) == isKept)
  }
}
