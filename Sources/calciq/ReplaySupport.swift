import ArgumentParser
import Conversation
import Foundation
import Glibc
import LineProtocol
import ReplayDoors
import Shell
import Synchronization
import Transcripts

/// Opens the doors of a replay.
struct ReplayDoorMaker: Sendable {
  private let assistant: Assistant
  private let program: Program
  private let server: ServerAddress?
  private let timeout: Int
  private let isCompared: Bool

  init(_ global: GlobalOptions, _ options: ReplayOptions, _ assistant: Assistant) {
    self.assistant = assistant
    server = options.connect.flatMap(ServerAddress.init)
    timeout = options.timeout
    isCompared = options.doors.count > 1
    let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    program = Program(
      path: path ?? CommandLine.arguments.first ?? "calciq",
      options: global.intents.map { ["--intents", $0] } ?? [],
      environment: ProcessInfo.processInfo.environment)
  }

  func door(_ kind: DoorKind) -> any ReplayDoor {
    switch kind {
    case .engine: EngineDoor(assistant, givesJSON: isCompared)
    case .pty: PtyDoor(program, timeout: timeout)
    case .tcp:
      TcpDoor(server.map(TcpDoor.Place.running) ?? .started(program), timeout: timeout)
    }
  }
}

/// One line on a terminal that tells how far a replay is.
struct ProgressLine: Sendable {
  private let isShown = isatty(STDERR_FILENO) == 1

  func show(_ progress: ReplayRun.Progress) {
    guard isShown else { return }
    let failed = progress.failed > 0 ? ", \(progress.failed) failed" : ""
    write("\r\(progress.done) of \(progress.all) transcripts, \(progress.turns) turns\(failed)")
  }

  func clear() {
    if isShown { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    var errors = StandardOutput(STDERR_FILENO)
    errors.write(text)
  }
}

/// Blesses transcripts and tells what changed.
struct Blessings {
  var mode: Blesser.Mode
  var allowsUrgent: Bool

  func bless(_ transcripts: [Transcript], _ assistant: Assistant) throws {
    let isCI = ProcessInfo.processInfo.environment["CI"]?.isEmpty == false
    let blesser = Blesser(mode: mode, isCI: isCI, allowsUrgent: allowsUrgent)
    var hasRefused = false
    var hasChanged = false
    for transcript in transcripts {
      var door = EngineDoor(assistant)
      let result = Replayer(keepsGoing: true).replay(transcript, through: &door, kind: .engine)
      do {
        let blessing = try blesser.blessed(transcript, outcomes: result.outcomes)
        guard blessing.hasChanged else { continue }
        try TranscriptFiles.write(blessing.text, to: transcript.path)
        hasChanged = true
        let counts = [
          count(blessing.turns, "turn"), count(blessing.textLines, "line of text", "lines of text"),
          count(blessing.facts, "fact"),
        ]
        try Notice.tell("blessed \(transcript.path): \(counts.joined(separator: ", "))")
      } catch let refusal as BlessRefusal {
        Notice.say("\(refusal)")
        hasRefused = true
      }
    }
    if hasChanged { try Notice.tell("read the change before you commit it: git diff") }
    if hasRefused { throw ExitCode.fellShort }
  }

  private func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}

extension Notice {
  /// Writes a line to standard output at once, in order with everything else that is written there.
  static func tell(_ line: String) throws { try Output.write(line + "\n") }
}

extension GlobalOptions {
  /// Whether standard output gets colour.
  var hasColour: Bool {
    let environment = ProcessInfo.processInfo.environment
    switch color {
    case .always: return true
    case .never: return false
    case .auto:
      return isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR"]?.isEmpty != false
        && environment["TERM"] != "dumb"
    }
  }
}
