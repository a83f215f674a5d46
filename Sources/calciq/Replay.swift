import ArgumentParser
import Conversation
import Foundation
import Knowledge
import LineProtocol
import ReplayDoors
import Startup
import Transcripts

/// Conversations as tests.
struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Run transcripts as tests, or record one.",
    discussion: """
      'calciq replay' runs every transcript below Transcripts/; 'calciq help replay run' has the options. \
      Exit status: 0 all pass, 1 a turn differs, 2 wrong use or a bad transcript, 69 no server.
      """,
    subcommands: [ReplayTranscripts.self, ReplayRecord.self],
    defaultSubcommand: ReplayTranscripts.self)
}

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
  var blessMode: Blesser.Mode? { bless.map { Blesser.Mode(rawValue: $0) ?? .text } }

  /// `--bless Transcripts` and `--shuffle Transcripts` mean the path, not a value of the option.
  var strayPaths: [String] {
    [
      bless.flatMap { Blesser.Mode(rawValue: $0) == nil ? $0 : nil },
      shuffle.flatMap { $0.isEmpty || UInt64($0) != nil ? nil : $0 },
    ].compactMap { $0 }
  }

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

/// Runs transcripts.
struct ReplayTranscripts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run transcripts as tests (the default).")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var options: ReplayOptions

  @Argument(help: "Transcripts, or folders of them.", completion: .file())
  var paths: [String] = []

  func run() throws {
    let assistant = try Opening.assistant(global)
    let transcripts = try transcripts(assistant.knowledge)
    if options.list {
      for transcript in transcripts {
        try Notice.tell("\(transcript.path)  \(transcript.header.title)")
      }
      return
    }
    if options.check {
      let turns = transcripts.reduce(0) { $0 + $1.turns.count }
      try Notice.tell("\(transcripts.count) transcripts, \(turns) turns: well written")
      return
    }
    if let mode = options.blessMode {
      try Blessings(mode: mode, allowsUrgent: options.yesSafety).bless(transcripts, assistant)
    }
    let replayed =
      options.blessMode == nil ? transcripts : try self.transcripts(assistant.knowledge)
    try replay(replayed, assistant)
  }

  /// The transcripts asked for, or the exit status after every problem in them was told.
  private func transcripts(_ knowledge: Knowledge) throws -> [Transcript] {
    var places = paths + options.strayPaths
    if places.isEmpty { places = ["Transcripts"] }
    let names = KnowledgeNames(knowledge)
    var problems: [TranscriptProblem] = []
    var transcripts: [Transcript] = []
    do {
      for path in try TranscriptFiles.paths(at: places) {
        let (transcript, found) = TranscriptFiles.read(path)
        problems += found.filter { options.bless == nil || !$0.isDraft }
        problems += names.problems(in: transcript)
        transcripts.append(transcript)
      }
    } catch {
      problems += error.problems
    }
    for problem in problems.sorted() { Notice.say("\(problem)") }
    guard problems.isEmpty else { throw ExitCode.badTranscript }
    let wanted = transcripts.filter(isWanted)
    guard !wanted.isEmpty else {
      Notice.say("no transcript is left to run")
      throw ExitCode.badTranscript
    }
    return wanted
  }

  private func isWanted(_ transcript: Transcript) -> Bool {
    if let tag = options.tag, !transcript.header.tags.contains(tag) { return false }
    guard let text = options.filter?.lowercased() else { return true }
    return transcript.path.lowercased().contains(text)
      || transcript.lines.contains { $0.lowercased().contains(text) }
  }

  private func replay(_ transcripts: [Transcript], _ assistant: Assistant) throws {
    var run = ReplayRun(transcripts, through: options.doors)
    run.replayer = Replayer(keepsGoing: options.keepGoing)
    run.repeats = options.repeats
    run.jobs = options.jobs
    if let shuffle = options.shuffle {
      let seed = UInt64(shuffle) ?? UInt64.random(in: 0..<1_000_000)
      run.seed = seed
      Notice.say("shuffled with --shuffle=\(seed)")
    }
    let doors = ReplayDoorMaker(global, options, assistant)
    let progress = ProgressLine()
    let clock = ContinuousClock()
    let start = clock.now
    let summary = run.results(makeDoor: doors.door, report: progress.show)
    progress.clear()
    let coverage = options.wantsCoverage ? coverage(summary, assistant.knowledge) : nil
    try report(summary, coverage, after: start.duration(to: clock.now))
    let isUncovered = options.failUnder.map { coverage?.isAtLeast($0) == false } ?? false
    if isUncovered { Notice.say("the coverage is under \(options.failUnder ?? 0) %") }
    if summary.results.contains(where: \.isUnreachable) { throw ExitCode.unreachable }
    if summary.failed > 0 || isUncovered { throw ExitCode.fellShort }
  }

  private func coverage(_ summary: ReplaySummary, _ knowledge: Knowledge) -> Coverage {
    let file = "labs.yaml"
    let text = (try? Opening.loading(global).folder())
      .flatMap { FileManager.default.contents(atPath: $0 + "/" + file) }
    let places = LabPlaces.places(in: String(decoding: text ?? Data(), as: UTF8.self), file: file)
    var coverage = Coverage(knowledge, labPlaces: places)
    for result in summary.results where result.door == .engine { coverage.add(result) }
    return coverage
  }

  private func report(
    _ summary: ReplaySummary, _ coverage: Coverage?, after duration: Duration
  ) throws {
    let folder = (try? Opening.loading(global).folder()).map { $0 + "/" } ?? ""
    let covered = coverage.map {
      CoverageReport(folder: folder).text($0, failUnder: options.failUnder)
    }
    var text: String
    switch options.format {
    case .human:
      text = HumanReport(hasColour: options.output == nil && global.hasColour).text(summary)
      text += covered.map { "\n\($0)" } ?? ""
    case .tap: text = TAPReport.text(summary)
    case .junit: text = JUnitReport.text(summary)
    case .json: text = JSONReport.text(summary, coverage: coverage)
    }
    if let output = options.output {
      try TranscriptFiles.write(text, to: output)
    } else {
      try Output.write(text)
    }
    if let covered, options.format == .tap || options.format == .junit {
      Notice.write(covered)
    }
    let parts = duration.components
    let seconds = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    if options.format == .human, seconds > 0 {
      Notice.say("\(Int(Double(summary.turns) / seconds)) turns a second")
    }
  }
}

extension ExitCode {
  /// A transcript that is not well written counts as wrong use.
  static let badTranscript = ExitCode(2)
}
