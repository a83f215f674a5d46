import Conversation
import Knowledge
import Rendering
import Testing

struct ReplyObjectTests {
  private var reply: Reply {
    var reply = Reply(.answer)
    reply.urgency = .soon
    reply.intent = "a/treatment"
    reply.citations = [
      ReplyCitation(Citation(source: "one", section: "S \"quoted\"\n"), label: "")
    ]
    reply.noted = [
      SessionFact(fact: "phosphate", value: 6.8, unit: "mg/dL", flag: "high", date: "2026-03-01"),
      SessionFact(fact: "ana", word: "positive"),
      SessionFact(
        fact: "ferritin", value: 1500, unit: "ng/mL", flag: "high", subject: "mother",
        comparator: ">"),
    ]
    reply.unread = ["Foo 1\tbar"]
    reply.session.labs = [SessionFact(fact: "calcium_total", unit: nil, flag: "low")]
    reply.session.conditions = [SessionFact(fact: "dialysis")]
    reply.session.medications = [SessionFact(fact: "warfarin", subject: "mother")]
    reply.session.denied = [SessionFact(fact: "diabetes", isNegated: true)]
    reply.session.person = "mother"
    reply.session.topic = "a"
    reply.refinedBy = ["phosphate"]
    reply.suggestions = ["What is the outlook?"]
    return reply
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let read = try #require(ReplyObject.reply(in: JSONText.line(reply)))
    #expect(read == reply)
  }

  @Test(arguments: ["", "{}", "[1]", "210 answer", "{\"kind\":\"odd\"}"])
  func whatIsNoReplyIsNone(_ line: String) { #expect(ReplyObject.reply(in: line) == nil) }
}
