import ArgumentParser
import Conversation
import Foundation
import Knowledge
import ReplayDoors
import Shell
import Startup
import Storage
import Transcripts

/// Runs transcripts.
///
/// Exit status 0 where all pass, 1 where a turn differs or coverage is too low, 2 for a transcript
/// that is not well written or for none at all, 69 where a door cannot be reached.
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
        try Output.line("\(transcript.path)  \(transcript.header.title)")
      }
      return
    }
    if options.check {
      let turns = transcripts.reduce(0) { $0 + $1.turns.count }
      try Output.line("\(transcripts.count) transcripts, \(turns) turns: well written")
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
    if places.isEmpty {
      // A folder of one's own has its conversations beside its answers.
      let own = global.intents.map { $0 + "/transcripts" }
      places = [
        own.flatMap { DiskFile.stamp(of: $0)?.isFolder == true ? $0 : nil } ?? "Transcripts"
      ]
    }
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

  /// An order that was drawn is told, so that `--shuffle=SEED` gives it again.
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

  /// The result goes to `--output` or to standard output; what a format has no place for to
  /// standard error.
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
      text = HumanReport(hasColour: options.output == nil && Opening.terminal(global).hasColour)
        .text(summary)
      text += covered.map { "\n\($0)" } ?? ""
    case .tap: text = TAPReport.text(summary)
    case .junit: text = JUnitReport.text(summary)
    case .json: text = JSONReport.text(summary, coverage: coverage)
    }
    if let output = options.output {
      try Output.file(output, text.utf8)
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
