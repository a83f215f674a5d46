import ArgumentParser
import Foundation
import LineProtocol
import Transcripts

/// What a replay is run with.
struct ReplayOptions: ParsableArguments {
  enum Via: String, ExpressibleByArgument, CaseIterable {
    case engine, pty, tcp, all

    var doors: [DoorKind] {
      switch self {
      case .engine: [.engine]
      case .pty: [.pty]
      case .tcp: [.tcp]
      case .all: DoorKind.allCases
      }
    }
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human, tap, junit, json
  }

  @Option(help: "The door: engine, pty, tcp, or all of them, compared with each other.")
  var via: Via?

  @Option(
    help: ArgumentHelp("A server that runs already; implies --via tcp.", valueName: "host:port"))
  var connect: String?

  @Option(help: ArgumentHelp("Only transcripts that hold this text.", valueName: "text"))
  var filter: String?

  @Option(help: ArgumentHelp("Only transcripts with this tag.", valueName: "tag"))
  var tag: String?

  @Option(help: ArgumentHelp("How many run at the same time.", valueName: "number"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  @Option(
    defaultAsFlag: "", parsing: .next,
    help: ArgumentHelp("Run in a random order, or in that of a seed.", valueName: "seed"))
  var shuffle: String?

  @Option(
    name: .customLong("repeat"), help: ArgumentHelp("Run everything so often.", valueName: "number")
  )
  var repeats = 1

  @Option(help: ArgumentHelp("Seconds to wait for an answer.", valueName: "seconds"))
  var timeout = 10

  @Flag(help: "Go on with a session after a turn that differs.")
  var keepGoing = false

  @Option(
    defaultAsFlag: "text", parsing: .next,
    help: ArgumentHelp("Expect what comes: text, facts or all.", valueName: "what"))
  var bless: String?

  @Flag(help: "Let --bless change urgent turns too.")
  var yesSafety = false

  @Option(help: "The format of the result: human, tap, junit or json.")
  var format: Format = .human

  @Option(help: ArgumentHelp("Write the result here.", valueName: "file"), completion: .file())
  var output: String?

  @Flag(help: "Show what of the knowledge is reached, and what never is.")
  var coverage = false

  @Option(
    help: ArgumentHelp(
      "Fail where sections, refinements, red flags or severe conflicts are reached to less.",
      valueName: "percent"))
  var failUnder: Double?

  @Flag(help: "Only check that the transcripts are well written.")
  var check = false

  @Flag(help: "Only list the transcripts.")
  var list = false

  var doors: [DoorKind] { via?.doors ?? (connect == nil ? [.engine] : [.tcp]) }
  var wantsCoverage: Bool { coverage || failUnder != nil }
  var blessMode: BlessMode? { bless.map { BlessMode(rawValue: $0) ?? .text } }

  /// `--bless Transcripts` and `--shuffle Transcripts` mean the path, not a value of the option.
  var strayPaths: [String] {
    [
      bless.flatMap { BlessMode(rawValue: $0) == nil ? $0 : nil },
      shuffle.flatMap { $0.isEmpty || UInt64($0) != nil ? nil : $0 },
    ].compactMap { $0 }
  }

  /// What cannot go together is refused before anything runs; a path behind `--bless` or
  /// `--shuffle` is put right by `strayPaths`.
  func validate() throws {
    guard (1...64).contains(jobs) else { throw ValidationError("--jobs takes 1 to 64") }
    guard (1...100_000).contains(repeats) else {
      throw ValidationError("--repeat takes 1 to 100000")
    }
    guard (1...3600).contains(timeout) else { throw ValidationError("--timeout takes 1 to 3600") }
    if let failUnder, !(0...100).contains(failUnder) {
      throw ValidationError("--fail-under takes 0 to 100")
    }
    if let connect, ServerAddress(connect) == nil {
      throw ValidationError("--connect takes HOST:PORT, not '\(connect)'")
    }
    if connect != nil, !doors.contains(.tcp) {
      throw ValidationError("--connect goes with --via tcp or --via all")
    }
    if wantsCoverage, !doors.contains(.engine) {
      throw ValidationError("--coverage needs the engine: --via engine or --via all")
    }
    if bless != nil, doors != [.engine] {
      throw ValidationError("--bless takes what the engine gives, so it goes with --via engine")
    }
    for path in strayPaths where !FileManager.default.fileExists(atPath: path) {
      throw ValidationError(
        "'\(path)' is no transcript; --bless takes text, facts or all, --shuffle a number")
    }
  }
}
