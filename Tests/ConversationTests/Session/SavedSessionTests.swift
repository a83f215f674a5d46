import Conversation
import LabValues
import Rendering
import TestSupport
import Testing

/// A session that is saved and loaded between any two lines goes on as if it had stayed.
struct SavedSessionTests {
  private static let day = Day(iso: "2026-11-01")

  private static let conversations = [
    [
      "my phosphate is 2.2 mmol/L and I'm on dialysis", "what about calciphylaxis?",
      "and the treatment?", "/labs", "what did I tell you?",
    ],
    [
      "my mother's calcium is 11.4 mg/dL", "she has kidney disease", "is that high?",
      "my own calcium is 9.1 mg/dL", "/facts", "/for mother", "/labs",
    ],
    [
      "phosphate 3.4", "mmol/L", "sorry, 1.2 not 3.4", "it was 1.1 mmol/L in March 2026",
      "/trend phosphate",
    ],
    [
      "PTH 88 pg/mL (15-65) H, calcium 9,6 mg/dL, ANA positive 1:640 speckled",
      "I am pregnant", "is my calcium normal?", "/labs", "/visit",
    ],
    [
      "I am 64 and a woman with creatinine 1.4 mg/dL", "what is my eGFR?", "I take warfarin",
      "I don't have diabetes", "which medicines cause calcification?", "and in the breast?", "2",
    ],
    [
      "my calcium is 14.8 mg/dL", "what should I do now?", "and what causes it?", "thanks",
      "what now?",
    ],
    ["/detail on", "what is calciphylaxis?", "and the treatment?"],
    ["I am on dialysis", "there is a painful dark patch on my leg", "is that serious?"],
  ]

  private func carried(_ session: Session, by assistant: Assistant) throws -> Session {
    var before = session
    let line = try saved(&before, assistant)
    #expect(before == session)
    var after = Session(today: session.today)
    let reply = assistant.reply(to: "/session load \(line)", in: &after)
    try #require(reply.kind == .info, "\(PlainText(width: nil).text(of: reply))")
    return after
  }

  private func saved(_ session: inout Session, _ assistant: Assistant) throws -> String {
    let reply = assistant.reply(to: "/session save", in: &session)
    guard case .text(let line)? = reply.blocks.first, reply.blocks.count == 1 else {
      Issue.record("no line")
      return ""
    }
    return line
  }

  /// The facet in focus need not stand in a file of its own.
  @Test func aFolderWithoutFacetsLoadsWhatItSaved() throws {
    let assistant = try SmallFolder.least.assistant()
    var session = Session(today: Self.day)
    _ = assistant.reply(to: "why are there tides", in: &session)
    _ = try carried(session, by: assistant)
  }

  @Test(arguments: conversations)
  func goesOnAsIfItHadStayed(_ lines: [String]) throws {
    let assistant = try Project.assistant()
    var stayed = Session(today: Self.day)
    var carried = stayed
    for line in lines {
      carried = try self.carried(carried, by: assistant)
      let (one, two) = (
        assistant.reply(to: line, in: &stayed), assistant.reply(to: line, in: &carried)
      )
      #expect(JSONText.line(two) == JSONText.line(one), "\(line)")
    }
  }

  @Test func isTheSameLineEachTime() throws {
    let assistant = try Project.assistant()
    var session = Session(today: Self.day)
    for line in Self.conversations.joined() { _ = assistant.reply(to: line, in: &session) }
    let first = try saved(&session, assistant)
    #expect(first == (try saved(&session, assistant)))
    #expect(!first.contains(" ") && first.hasPrefix("{") && first.contains("\"v\":1"))
    var again = try carried(session, by: assistant)
    #expect(first == (try saved(&again, assistant)))
  }

  @Test func aFullSessionFits() throws {
    let assistant = try Project.assistant()
    var session = Session(today: Self.day)
    for number in 0..<200 {
      let person = number % 2 == 0 ? "my mother's" : "my"
      let line =
        "on 2026-0\(number % 9 + 1)-1\(number % 10) \(person) phosphate was 6.\(number % 10) mg/dL"
      _ = assistant.reply(to: line, in: &session)
      _ = assistant.reply(to: "what is calciphylaxis", in: &session)
    }
    let line = try saved(&session, assistant)
    #expect(line.utf8.count <= 32_768)
    #expect(line.utf8.count > 1_000)
    _ = try carried(session, by: assistant)
  }

  private static let phosphate = #"{"fact":"phosphate","number":2.2,"unit":"mmol/L","turn":1}"#

  private static func people(_ fact: String) -> String {
    #"{"v":1,"turn":3,"people":[{"facts":[\#(fact)]}]}"#
  }

  /// What is refused, with a part of the reason.
  @Test(arguments: [
    ("", "takes nothing"), ("hello", "what /session save wrote"), ("{", "what /session save wrote"),
    (#"{"v":1}"#, "what /session save wrote"),
    (#"{"v":2,"turn":0,"people":[]}"#, "version 2"),
    (#"{"v":1,"turn":-1,"people":[]}"#, "line number"),
    (#"{"v":1,"turn":0,"people":[],"person":"dog"}"#, "person"),
    (#"{"v":1,"turn":0,"people":[{"facts":[]},{"facts":[]}]}"#, "records"),
    (#"{"v":1,"turn":0,"people":[{"facts":[],"age":400}]}"#, "age"),
    (#"{"v":1,"turn":0,"people":[{"facts":[],"findings":["no-such"]}]}"#, "finding"),
    (#"{"v":1,"turn":0,"people":[],"focus":{"topic":"gardening"}}"#, "topic"),
    (#"{"v":1,"turn":0,"people":[],"offered":["a/b"]}"#, "section"),
    (#"{"v":1,"turn":0,"people":[],"told":["a\u001B[2Jb"]}"#, "line that cannot"),
    (people(#"{"fact":"sugar","number":2,"unit":"mmol/L","turn":1}"#), "fact"),
    (people(#"{"fact":"phosphate","number":220,"unit":"mmol/L","turn":1}"#), "result"),
    (people(#"{"fact":"phosphate","number":2.2,"unit":"pg/mL","turn":1}"#), "result"),
    (people(#"{"fact":"phosphate","number":2.2,"turn":1}"#), "result"),
    (people(#"{"fact":"phosphate","turn":1}"#), "result"),
    (people(#"{"fact":"phosphate","number":1e999,"unit":"mmol/L","turn":1}"#), "save wrote"),
    (people(#"{"fact":"phosphate","number":2.2,"unit":"mmol/L","turn":9}"#), "line number"),
    (people(#"{"fact":"phosphate","number":2.2,"unit":"mmol/L","turn":1,"denied":true}"#), "fact"),
    (people(#"{"fact":"ana","word":"purple","turn":1}"#), "result"),
    (
      people(#"{"fact":"dialysis","turn":1,"when":{"day":"2026-02-30","precision":3}}"#), "date"
    ),
    (people(Array(repeating: phosphate, count: 129).joined(separator: ",")), "facts"),
    (people(phosphate) + String(repeating: " ", count: 32_768) + ".", "line is too long"),
  ])
  func whatNobodyCouldHaveTyped(_ line: String, _ reason: String) throws {
    let assistant = try Project.assistant()
    var session = Session(today: Self.day)
    _ = assistant.reply(to: "my calcium is 9.9 mg/dL", in: &session)
    var after = session
    let reply = assistant.reply(to: "/session load \(line)", in: &after)
    #expect(reply.kind == .error)
    let text = PlainText(width: nil).text(of: reply)
    #expect(text.contains(reason) || reason == "line is too long", "\(text)")
    #expect(after.facts == session.facts)
    #expect(after.focus == session.focus)
  }

  /// A flag is never believed: it is computed from the value.
  @Test func flagsAreComputedAnew() throws {
    let assistant = try Project.assistant()
    var session = Session(today: Self.day)
    let line = Self.people(#"{"fact":"calcium_total","number":15,"unit":"mg/dL","turn":1}"#)
    let reply = assistant.reply(to: "/session load \(line)", in: &session)
    #expect(reply.session.labs.first?.flag == "critical-high")
  }
}
