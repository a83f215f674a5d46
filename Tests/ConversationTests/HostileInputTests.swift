import Conversation
import Rendering
import TestSupport
import Testing

/// Whatever arrives, there is a clear reply and nothing breaks.
@Suite struct HostileInputTests {
  @Test(arguments: [
    ("", Reply.Kind.info), ("   ", .info), ("\u{1}\u{2}\u{3}", .error),
    ("\u{1B}[2J\u{7}", .decline),
    (String(repeating: "a", count: 1 << 20), .error), ("😀😀😀", .decline),
    ("¿cuánto tiempo dura esta enfermedad?", .decline),
    ("/nonsense", .error), ("/", .error), ("/trend", .info), ("????", .decline),
  ])
  func everyLineGetsAClearReply(line: String, kind: Reply.Kind) throws {
    let reply = try Project.reply(line)
    #expect(reply.kind == kind, "\(line.prefix(40)) → \(reply.kind)")
    #expect(!PlainText(width: 78).text(of: reply).isEmpty)
  }

  @Test func controlCharactersNeverComeBack() throws {
    let reply = try Project.reply("/show \u{1B}]0;x\u{7}\u{202E}abc")
    let text = PlainText(width: 78).text(of: reply)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
    #expect(!text.contains("\u{202E}"))
  }

  /// A short run of the fuzzer; the long one is the benchmark's.
  @Test func mutatedLinesNeverTrap() throws {
    let assistant = try Project.assistant()
    let seeds =
      assistant.sampleQuestions + [
        "my phosphate is 2.2 mmol/L and I'm on dialysis", "/trend calcium", "forget my calcium",
        "sorry, 3.1 not 7.1", "Calcium 2.71 mmol/L (2.20 - 2.60) H", "and for tumoral?", "2",
      ]
    var random = TestRandom(seed: 7)
    var session = Session()
    var kinds: Set<Reply.Kind> = []
    for _ in 0..<4_000 {
      let line = random.mutated(seeds)
      let reply = assistant.reply(to: line, in: &session)
      kinds.insert(reply.kind)
      #expect(!JSONText.line(reply).contains("\n"))
      #expect(session.facts.count <= session.limits.facts)
    }
    #expect(kinds.count >= 5)
  }

  @Test func theSameLinesGiveTheSameBytes() throws {
    let assistant = try Project.assistant()
    let lines = ["my calcium is 11.2 mg/dL", "what is calciphylaxis", "and its treatment?", "/why"]
    func run() -> [String] {
      var session = Session()
      return lines.map { JSONText.line(assistant.reply(to: $0, in: &session)) }
    }
    #expect(run() == run())
  }
}
