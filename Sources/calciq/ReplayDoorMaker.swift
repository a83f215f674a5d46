import Conversation
import Foundation
import LineProtocol
import ReplayDoors
import Transcripts

/// Opens the doors of a replay.
///
/// The program that it starts is this very one, by the path of its file, so that a replay never
/// tests another version.
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

  /// May be called from any thread: each job makes its own.
  func door(_ kind: DoorKind) -> any ReplayDoor {
    switch kind {
    case .engine: EngineDoor(assistant, givesJSON: isCompared)
    case .pty: PtyDoor(program, timeout: timeout)
    case .tcp:
      TcpDoor(server.map(TcpDoor.Place.running) ?? .started(program), timeout: timeout)
    }
  }
}
