import Conversation
import ReplayDoors
import TestSupport
import Testing
import Transcripts

/// Every conversation in Transcripts/, in this process; `calciq replay --via all` adds the doors.
struct EveryTranscriptTests {
  /// The files by their path in the project; without any, the reason in their place.
  static let paths: [String] = {
    let folder = Project.folder + "/"
    do throws(TranscriptProblems) {
      return try TranscriptFiles.paths(at: [folder + "Transcripts"]).map {
        String($0.dropFirst(folder.count))
      }
    } catch {
      return error.problems.map { "Transcripts: \($0.message)" }
    }
  }()

  @Test(arguments: paths)
  func isAnsweredAsWritten(_ path: String) throws {
    let (transcript, problems) = TranscriptFiles.read(Project.folder + "/" + path)
    try #require(problems.isEmpty, "\(problems.map(\.description).joined(separator: "\n"))")
    let assistant = try Project.assistant()
    let stale = KnowledgeNames(assistant.knowledge).problems(in: transcript)
    #expect(stale.isEmpty, "\(stale.map(\.description).joined(separator: "\n"))")
    var door = EngineDoor(assistant)
    let result = Replayer().replay(transcript, through: &door, kind: .engine)
    if result.hasFailed {
      Issue.record("\(HumanReport(hasColour: false).text(ReplaySummary([result])))")
    }
  }
}
