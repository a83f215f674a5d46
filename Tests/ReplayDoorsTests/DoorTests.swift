import Conversation
import Foundation
import LabValues
import LineProtocol
import Testing
import Transcripts

@testable import ReplayDoors

/// A program that behaves as calciq does at a terminal, in a few lines of shell.
private struct FakeShell {
  let path: String

  init(_ body: String) throws {
    path = NSTemporaryDirectory() + "calciq-fake-\(UUID().uuidString)"
    try "#!/bin/sh\n\(body)\n".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  static let object = """
    {"kind":"info","urgency":"none","text":"x","intent":null,"confidence":null,"citations":[],\
    "noted":[],"session":{"labs":[],"conditions":[],"medications":[],"topic":null},\
    "refined_by":[],"suggestions":[]}
    """

  /// Prompts, answers between marks with what it knows of its surroundings, and ends at `/quit`.
  static let talkative = """
    case "$*" in *--json*) json=1;; esac
    printf 'banner\\n'
    while printf '\\033]133;A\\007calciq> '; IFS= read -r line; do
      printf '\\033]133;C\\007'
      if [ -n "$json" ]; then printf '%s\\n' '\(object)'
      else printf '\\033[1mYou said:\\033[0m %s\\n\\n%s %s %s %s\\n' "$line" "$(stty size)" "$TERM" "$CALCIQ_TODAY" "$*"; fi
      [ "$line" = /quit ] && exit 0
      printf '\\033]133;D\\007Try: this\\n\\n'
    done
    """
}

@Suite(.serialized)
struct PtyDoorTests {
  @Test func readsWhatStandsBetweenTheMarksAndNothingElse() throws {
    let fake = try FakeShell(FakeShell.talkative)
    defer { fake.remove() }
    var door = PtyDoor(Program(path: fake.path, options: ["--intents", "x"]))
    defer { door.end() }
    try door.open(session: "A", width: 60, today: Day(year: 2026, month: 3, day: 1))
    for line in ["hello", "Ca²⁺ 2.6 mmol/L ≥ µ", String(repeating: "long ", count: 60) + "end"] {
      let outcome = try door.send(line)
      #expect(
        outcome.answer == [
          "You said: \(line)", "", "50 60 xterm 2026-03-01 shell --intents x",
        ])
      #expect(outcome.facts.kind == .info)
    }
  }

  @Test func eachSessionHasAShellOfItsOwn() throws {
    let fake = try FakeShell(FakeShell.talkative)
    defer { fake.remove() }
    var door = PtyDoor(Program(path: fake.path))
    defer { door.end() }
    try door.open(session: "A", width: 40, today: nil)
    #expect(try door.send("a").answer.last == "50 40 xterm none shell")
    try door.open(session: "B", width: 78, today: nil)
    #expect(try door.send("b").answer.last == "50 80 xterm none shell")
    try door.open(session: "A", width: 40, today: nil)
    #expect(try door.send("a").answer.last == "50 40 xterm none shell")
  }

  @Test func aShellThatQuitsHasStillAnswered() throws {
    let fake = try FakeShell(FakeShell.talkative)
    defer { fake.remove() }
    var door = PtyDoor(Program(path: fake.path))
    defer { door.end() }
    try door.open(session: "A", width: 40, today: nil)
    #expect(try door.send("/quit").answer.first == "You said: /quit")
    #expect(throws: DoorError.self) { try door.send("more") }
  }

  @Test func aShellThatFailsToStartTellsItsLastWords() throws {
    let fake = try FakeShell("echo 'calciq: no knowledge folder found'; exit 65")
    defer { fake.remove() }
    var door = PtyDoor(Program(path: fake.path))
    defer { door.end() }
    try door.open(session: "A", width: 40, today: nil)
    #expect(throws: DoorError.closed("calciq: no knowledge folder found")) { try door.send("a") }
  }

  @Test func aShellThatDoesNotAnswerIsLate() throws {
    let fake = try FakeShell("printf '\\033]133;A\\007calciq> '; exec cat >/dev/null")
    defer { fake.remove() }
    var door = PtyDoor(Program(path: fake.path), timeout: 1)
    defer { door.end() }
    try door.open(session: "A", width: 40, today: nil)
    #expect(throws: DoorError.timeout(seconds: 1)) { try door.send("a") }
  }

  @Test func aProgramThatIsNotThereCannotBeReached() {
    var door = PtyDoor(Program(path: "/nonexistent/calciq"))
    #expect {
      try door.open(session: "A", width: 40, today: nil)
    } throws: { "\($0)".hasPrefix("cannot be reached: /nonexistent/calciq: ") }
  }
}

/// A server of the line protocol that answers with what it was asked, for some connections; what separates
/// rows is shown as `|`.
private struct FakeServer {
  let address: ServerAddress

  init(connections: Int) throws {
    let (descriptor, port) = try Sockets.listening()
    address = ServerAddress(host: "127.0.0.1", port: port)
    Thread.detachNewThread {
      for _ in 0..<connections {
        let client = accept(descriptor, nil, nil)
        Thread.detachNewThread { Self.serve(client) }
      }
      close(descriptor)
    }
  }

  private static func serve(_ client: Int32) {
    var stream = ByteStream(client)
    defer { stream.close() }
    let deadline = Deadline(seconds: 20)
    var isJSON = false
    do {
      try stream.send(Array("220 calciq\r\n.\r\n".utf8), by: deadline)
      while true {
        while !stream.pending.contains(0x0A) {
          if stream.hasEnded { return }
          try stream.fill(by: deadline)
        }
        guard let end = stream.pending.firstIndex(of: 0x0A) else { return }
        let line = String(decoding: stream.take(end + 1).dropLast(2), as: UTF8.self)
        if line == "/mode json" { isJSON = true }
        let shown = line.replacing("\u{2028}", with: "|")
        let text = "213 info\r\n..one\r\n\r\n\(shown)\r\n.\r\n"
        try stream.send(Array((isJSON ? FakeShell.object + "\r\n" : text).utf8), by: deadline)
        if line == "/quit" { return }
      }
    } catch {
      return
    }
  }
}

struct TcpDoorTests {
  @Test func asksInTextAndInJSON() throws {
    let server = try FakeServer(connections: 4)
    var door = TcpDoor(.running(server.address))
    defer { door.end() }
    for session in ["A", "B", "A"] {
      try door.open(session: session, width: 60, today: nil)
      let outcome = try door.send("µmol ≥ \(session)")
      #expect(outcome.answer == [".one", "", "µmol ≥ \(session)"])
      #expect(outcome.facts.kind == .info)
      #expect(outcome.json == FakeShell.object)
    }
    #expect(try door.send("/mode json").answer == [FakeShell.object])
    #expect(try door.send("again").answer == [FakeShell.object])
  }

  @Test func aMessageOfSeveralRowsIsOneLine() throws {
    let server = try FakeServer(connections: 2)
    var door = TcpDoor(.running(server.address))
    defer { door.end() }
    try door.open(session: "A", width: nil, today: nil)
    #expect(try door.send("one\ntwo\n\nthree").answer.last == "one|two||three")
  }

  @Test func aServerThatEndsIsTold() throws {
    let server = try FakeServer(connections: 2)
    var door = TcpDoor(.running(server.address))
    defer { door.end() }
    try door.open(session: "A", width: nil, today: nil)
    _ = try door.send("/quit")
    #expect(throws: DoorError.self) { try door.send("more") }
  }

  @Test func aServerThatIsNotThereCannotBeReached() throws {
    let (descriptor, port) = try Sockets.listening()
    close(descriptor)
    var door = TcpDoor(.running(ServerAddress(host: "127.0.0.1", port: port)))
    #expect {
      try door.open(session: "A", width: 40, today: nil)
    } throws: { "\($0)".hasPrefix("cannot be reached: 127.0.0.1:\(port): ") }
  }

  @Test func aServerThatRunsAlreadyHasItsOwnClock() {
    var door = TcpDoor(.running(ServerAddress(host: "127.0.0.1", port: 1)))
    #expect(throws: DoorError.self) {
      try door.open(session: "A", width: 40, today: Day(year: 2026, month: 3, day: 1))
    }
  }

  @Test func aServerOfOurOwnIsHandedASocketThatListens() throws {
    // It writes down what it was started with, and is gone.
    let note = NSTemporaryDirectory() + "calciq-note-\(UUID().uuidString)"
    let fake = try FakeShell(
      "{ test -S /proc/self/fd/3 && echo socket; test $LISTEN_PID = $$ && echo $LISTEN_FDS \"$@\"; } >\(note)"
    )
    defer {
      fake.remove()
      try? FileManager.default.removeItem(atPath: note)
    }
    var door = TcpDoor(.started(Program(path: fake.path, options: ["--intents", "x"])), timeout: 5)
    #expect(throws: DoorError.self) { try door.open(session: "A", width: 40, today: nil) }
    door.end()
    #expect(try String(contentsOfFile: note, encoding: .utf8) == "socket\n1 serve --intents x\n")
  }
}
