import Conversation
import Foundation
import Knowledge
import LabValues
import Synchronization
import Testing
import Transcripts

@testable import ReplayDoors

struct ReplayRunTests {
  /// Answers every message with itself, in capitals through one of the doors.
  private struct EchoDoor: ReplayDoor {
    var isLoud = false

    mutating func open(session: String, width: Int?, today: Day?) {}
    mutating func close() {}

    mutating func send(_ message: String) throws(DoorError) -> TurnOutcome {
      let facts = TurnFacts(
        kind: .info, urgency: .none, intent: nil, cites: [], noted: [], labs: [], conditions: [],
        medications: [], refined: [])
      return TurnOutcome(answer: [isLoud ? message.uppercased() : message], facts: facts)
    }
  }

  private static let transcripts = (0..<20).map { index in
    let answer = index % 7 == 3 ? "wrong" : "hello"
    let text = "%calciq-transcript 1\ntitle: T\n\n> hello\n\n  \(answer)\n\n= kind  info\n"
    return TranscriptParser.parse(Array(text.utf8), path: "t\(index)").transcript
  }

  @Test(arguments: [1, 2, 8], [nil, 1, 99])
  func theResultDoesNotDependOnJobsAndOrder(_ jobs: Int, _ seed: UInt64?) {
    var run = ReplayRun(Self.transcripts, through: [.engine])
    run.repeats = 3
    let expected = run.results(makeDoor: { _ in EchoDoor() }, report: { _ in })
    run.jobs = jobs
    run.seed = seed
    let reports = Mutex(0)
    let summary = run.results(
      makeDoor: { _ in EchoDoor() }, report: { _ in reports.withLock { $0 += 1 } })
    #expect(summary == expected)
    #expect((summary.turns, summary.failed) == (60, 9))
    #expect(reports.withLock { $0 } == 60)
  }

  @Test func doorsThatDisagreeFail() {
    let text = "%calciq-transcript 1\ntitle: T\n\n> hello\n\n  [..]\n\n= kind  info\n"
    let transcript = TranscriptParser.parse(Array(text.utf8), path: "t").transcript
    let run = ReplayRun([transcript], through: [.engine, .tcp])
    let summary = run.results(
      makeDoor: { EchoDoor(isLoud: $0 == .tcp) }, report: { _ in })
    #expect(summary.results.map(\.hasFailed) == [false, true])
  }

  @Test func findsReadsAndWritesFiles() throws {
    let folder = NSTemporaryDirectory() + "calciq-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder + "/labs", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["b.transcript", "labs/a.transcript", "notes.txt"] {
      try TranscriptFiles.write("text\n", to: "\(folder)/\(name)")
    }
    let paths = try TranscriptFiles.paths(at: [folder, folder + "/b.transcript"])
    #expect(paths == ["\(folder)/b.transcript", "\(folder)/labs/a.transcript"])
    #expect(TranscriptFiles.read(paths[0]).problems.count == 1)
    let mode = try FileManager.default.attributesOfItem(atPath: paths[0])[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 3)
  }

  @Test func aPathWithoutTranscriptsIsAnError() {
    #expect {
      try TranscriptFiles.paths(at: ["/nonexistent"])
    } throws: { error in
      let problems = (error as? TranscriptProblems)?.problems ?? []
      return problems.map(\.description) == [
        "/nonexistent:1: error: cannot be read: there is no such file"
      ]
    }
    #expect(
      TranscriptFiles.read("/nonexistent").problems.map(\.description) == [
        "/nonexistent:1: error: cannot be read: no permission, or not a file"
      ])
  }
}
