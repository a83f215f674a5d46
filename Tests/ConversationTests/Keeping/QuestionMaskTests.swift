import Conversation
import Knowledge
import TestSupport
import Testing

/// What is kept of a question that stayed open: nothing that tells of anybody.
struct QuestionMaskTests {
  private func question(_ line: String, after earlier: [String] = []) throws -> String? {
    let assistant = try Project.assistant()
    var session = Session()
    for before in earlier { _ = assistant.reply(to: before, in: &session) }
    let reply = assistant.reply(to: line, in: &session)
    return QuestionMask(assistant).question(line, after: reply)?.line
  }

  @Test(arguments: [
    (
      "does my insurance pay for the operation",
      "declined\tdoes [person] insurance pay for the operation"
    ),
    (
      "my calcium is 11.4 mg/dL, can I fly to Spain with it",
      "declined\t[person] [fact] can [person] fly to [word] with it"
    ),
    ("what about forty two bananas", "declined\twhat about [number] bananas"),
    ("can Rose eat bananas on dialysis", "declined\tcan [word] eat bananas on dialysis"),
    // Answered, a command, a danger, a refusal, a report, too little.
    ("what is calciphylaxis", nil), ("/labs", nil),
    ("crushing chest pain and I cannot breathe", nil),
    ("how much warfarin should I take", nil), ("insurance\nbananas\nfly to", nil),
    ("bananas?", nil),
  ])
  func onlyWordsOfTheKnowledgeAreKept(_ line: String, _ kept: String?) throws {
    #expect(try question(line) == kept)
  }

  @Test func noLineThatTellsOfAPersonLeavesItInTheFile() throws {
    let assistant = try Project.assistant()
    let mask = QuestionMask(assistant)
    let personal = Set(assistant.knowledge.dialogue.personal)
    let lines = try Project.lines("Tests/ConversationTests/Fixtures/personal-lines.txt")
    #expect(lines.count > 20)
    var reply = Reply(.decline)
    reply.urgency = .none
    for line in lines where !line.hasPrefix("#") {
      guard let kept = mask.question(line, after: reply)?.text else { continue }
      let hasNumber = kept.contains { $0.isNumber }
      #expect(!hasNumber, "\(line): \(kept)")
      let words = kept.split(separator: " ").map(String.init)
      #expect(personal.isDisjoint(with: words), "\(line): \(kept)")
    }
  }

  @Test func aLineOfTheFileIsReadAsItWasWritten() {
    let question = OpenQuestion(.uncertain, "are bananas allowed")
    #expect(OpenQuestion(reading: question.line) == question)
    for other in ["", "declined", "declined\t", "other\ttext", "declined\ta\tb"] {
      #expect(OpenQuestion(reading: other) == nil)
    }
  }
}
