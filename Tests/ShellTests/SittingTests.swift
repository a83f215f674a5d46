import Conversation
import Rendering
import Synchronization
import Testing

@testable import Shell

/// Answers as it is told to.
private struct Scripted: Answering {
  var answers: [Answer]

  mutating func answer(_ line: String, on page: Page) throws -> Answer {
    answers.isEmpty
      ? Answer(.lines([TextLine("width \(page.width ?? 0)", .plain)])) : answers.removeFirst()
  }
}

private struct Notes: Recording {
  var lines: [String] = []
  mutating func record(line: String, reply: Reply) { lines.append(line) }
  mutating func finish() -> String { lines.joined(separator: "|") }
}

struct SittingTests {
  private let options = ShellOptions(
    terminal: Terminal(
      environment: ["LANG": "C.UTF-8"], colour: .never, isInputTerminal: false,
      isOutputTerminal: false),
    banner: "")

  private func personal(_ facts: [String]) -> Answer {
    var reply = Reply(.noted)
    reply.noted = facts.map { SessionFact(fact: $0) }
    return Answer(reply, on: Page(width: nil))
  }

  @Test func theWidthThatWasAskedForWinsOverTheWindow() throws {
    var sitting = Sitting(Scripted(answers: []), options)
    let turn = try sitting.turn("a", width: 50)
    #expect(turn.answer.body == .lines([TextLine("width 50", .plain)]))
    var wide = Sitting(Scripted(answers: [Answer(.lines([]), effect: .width(30))]), options)
    _ = try wide.turn("/width 30", width: 50)
    let wideTurn = try wide.turn("a", width: 50)
    #expect(wideTurn.answer.body == .lines([TextLine("width 30", .plain)]))
  }

  @Test func savingWritesTheTurnsThatAreNotForgotten() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file"
    var forgot = Reply(.info)
    forgot.session.conditions = [SessionFact(fact: "two")]
    forgot.effect = .forgot(["one"])
    var sitting = Sitting(
      Scripted(answers: [
        Answer(.lines([TextLine("So.", .plain)])), personal(["one"]), personal(["two"]),
        Answer(forgot, on: Page(width: nil)),
      ]), options)
    for line in ["why\nso", "one is 5", "two is 6", "/forget one"] {
      _ = try sitting.turn(line, width: nil)
    }
    let saved = try sitting.turn("/save \(path)", width: nil).notices
    #expect(saved == ["Saved 3 turns to \(path); only you can read it."])
    let text = String(decoding: PrivateFile.tail(of: path, limit: 10_000) ?? [], as: UTF8.self)
    #expect(text.contains("> why\n> so\n\nSo.\n"))
    #expect(text.contains("> two is 6") && !text.contains("one is 5"))
    #expect(folder.mode("/file") == 0o600)
    let refused = try sitting.turn("/save \(path)", width: nil).notices
    #expect(refused.first?.contains("already there") == true)
  }

  @Test(arguments: [("visit.md", "# Summary"), ("my visit.HTML", "<!DOCTYPE html>")])
  func aSummaryIsWrittenToAFileOfItsOwn(_ name: String, _ start: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/" + name
    var summary = Reply(.info)
    summary.blocks = [.heading("Summary"), .list(["one"])]
    var nothing = Reply(.info)
    nothing.blocks = [.text("Nothing yet.")]
    var sitting = Sitting(
      Scripted(answers: [nothing, summary, summary].map { Answer($0, on: Page(width: nil)) }),
      options)
    #expect(try sitting.turn("/visit \(path)", width: nil).notices == ["Nothing yet."])
    let turn = try sitting.turn("/visit mother \(path)", width: nil)
    #expect(turn.notices == ["Written to \(path); only you can read it."])
    #expect(!turn.answer.mayBeKept)
    #expect(folder.mode("/" + name) == 0o600)
    let text = String(decoding: PrivateFile.tail(of: path, limit: 10_000) ?? [], as: UTF8.self)
    #expect(text.hasPrefix(start))
    let refused = try sitting.turn("/visit \(path)", width: nil).notices
    #expect(refused.first?.contains("already there") == true)
  }

  @Test func theFormOfASummaryIsInTheNameOfItsFile() {
    #expect(VisitFile("mother a b.md")?.line == "/visit mother")
    #expect(VisitFile("mother a b.md")?.path == "a b.md")
    #expect(VisitFile("my notes.html")?.line == "/visit")
    #expect(VisitFile("my notes.html")?.path == "my notes.html")
    for other in ["", "mother", "a.txt", "md"] { #expect(VisitFile(other) == nil) }
  }

  @Test func openQuestionsAreGivenOnUnlessTheShellIsPrivate() throws {
    let taken = Mutex<[String]>([])
    var options = options
    options.unanswered = { question in taken.withLock { $0.append(question.line) } }
    let open = ["one", "two", "three"].map { text in
      var answer = Answer(.lines([]))
      answer.open = OpenQuestion(.declined, text)
      return answer
    }
    var sitting = Sitting(Scripted(answers: open), options)
    for line in ["1", "/private on", "2", "/private off", "3"] {
      _ = try sitting.turn(line, width: nil)
    }
    let lines = taken.withLock { $0 }
    #expect(lines == ["declined\tone", "declined\tthree"])
  }

  @Test func recordingTakesDownWhatFollows() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file"
    var options = options
    options.makeRecording = { Notes() }
    var sitting = Sitting(
      Scripted(answers: [
        personal(["a"]), personal(["b"]), personal(["c"]), personal(["d"]),
      ]), options)
    for line in ["1", "/record \(path)", "2", "3", "/record", "4"] {
      _ = try sitting.turn(line, width: nil)
    }
    #expect(PrivateFile.tail(of: path, limit: 99) == Array("2|3".utf8))
    let last = sitting.end()
    #expect(last == [])
  }

  @Test(arguments: ["/record off", "/record OFF", "/record Off", "/keep OFF"])
  func noFileIsNamedOff(_ line: String) throws {
    var options = options
    options.makeRecording = { Notes() }
    options.diaryWriter = { _ in "" }
    var sitting = Sitting(Scripted(answers: []), options)
    let told = try sitting.turn(line, width: nil).notices.first ?? ""
    #expect(told.hasPrefix("Nothing is"))
    let folder = try TemporaryFolder()
    let path = folder.path + "/file"
    let begun = line.split(separator: " ")[0]
    _ = try sitting.turn("\(begun) \(path)", width: nil)
    _ = try sitting.turn(line, width: nil)
    #expect(try sitting.turn(line, width: nil).notices == [told])
    #expect(sitting.end() == [])
  }

  @Test func switchesTellTheirState() throws {
    var sitting = Sitting(Scripted(answers: []), options)
    _ = try sitting.turn("/private ON", width: nil)
    #expect(sitting.isPrivate)
    let state = try sitting.turn("/private", width: nil).notices
    #expect(state == ["/private is on; /private on|off changes it."])
    _ = try sitting.turn("/accessible on", width: nil)
    #expect(sitting.page.isAccessible)
  }

  @Test func whatTheShellSaysIsLaidOutAsThePageIs() throws {
    let table = SideBySide(
      titles: ["Chalk", "Flint"], rows: [SideBySide.Row("Use", ["to write", "to cut"])])
    let plain = Sitting(Scripted(answers: []), options)
    #expect(plain.lines(of: "2 µm, ≥ 1", width: 60) == ["2 µm, ≥ 1"])
    var options = options
    options.terminal.isASCII = true
    var sitting = Sitting(Scripted(answers: []), options)
    #expect(sitting.lines(of: "2 µm, ≥ 1", width: 60) == ["2 um, >= 1"])
    let rule = String(repeating: "-", count: 78)
    #expect(sitting.lines(of: [.sideBySide(table)], width: 78).contains(rule))
    _ = try sitting.turn("/accessible on", width: 78)
    #expect(!sitting.lines(of: [.sideBySide(table)], width: 78).contains(rule))
  }

  @Test(arguments: [Reply.Kind.noted, .clarify, .urgent])
  func linesThatTellSomethingArePersonal(_ kind: Reply.Kind) {
    #expect(Answer(Reply(kind), on: Page(width: nil)).isPersonal)
  }

  @Test(arguments: [Reply.Kind.answer, .decline, .info, .error])
  func questionsAreNot(_ kind: Reply.Kind) {
    #expect(!Answer(Reply(kind), on: Page(width: nil)).isPersonal)
  }

  @Test(arguments: [
    ("/timing", "The time of each answer is shown."), ("/sav", "No /sav. Did you mean /save?"),
    ("/help record", "/record FILE: record from here on as a transcript."),
    ("/help /save", "/save FILE: write the conversation so far to a file."),
  ])
  func theShellAnswersItsOwnCommands(_ line: String, _ notice: String) throws {
    var sitting = Sitting(Scripted(answers: []), options)
    let turn = try sitting.turn(line, width: 50)
    #expect(turn.notices == [notice])
    #expect(turn.answer.body == .lines([]))
    var other = Sitting(Scripted(answers: [personal(["a"])]), json)
    _ = try other.turn("a is 5", width: nil)
    guard case .raw(let object) = try other.turn(line, width: nil).answer.body else {
      return #expect(Bool(false))
    }
    #expect(object.contains(notice) && !object.contains("\n"))
  }

  private var json: ShellOptions {
    var options = options
    options.isJSON = true
    return options
  }

  @Test(arguments: ["/labs", "save me", "/help", "/help labs", "/sorces", "/nonsense"])
  func otherLinesReachWhoeverAnswers(_ line: String) throws {
    var sitting = Sitting(Scripted(answers: []), options)
    guard case .lines(let lines) = try sitting.turn(line, width: 50).answer.body else {
      return #expect(Bool(false))
    }
    #expect(lines.first == TextLine("width 50", .plain))
    #expect(lines.contains { $0.text.hasPrefix("- /save FILE: ") } == (line == "/help"))
  }
}

struct PagerTests {
  @Test(arguments: [
    ("a\n", 10, 1), ("a\nb", 10, 2), ("12345678901\n", 10, 2), ("", 10, 1), ("\n\n", 0, 2),
  ])
  func rowsAreCounted(_ text: String, _ columns: Int, _ rows: Int) {
    #expect(Pager.rows(of: text, columns: columns) == rows)
  }

  @Test(arguments: [
    ("/help", true), ("?", true), ("/sections breast", true), ("/sources", true), ("/labs", false),
    ("what is calciphylaxis", false), ("my chest hurts", false), ("/show breast/causes", false),
  ])
  func onlyListsArePaged(_ line: String, _ isPaged: Bool) {
    #expect(Pager.isList(line) == isPaged)
  }
}
