import Checking
import Conversation
import Foundation
import Knowledge
import KnowledgeFiles
import ReplayDoors
import TestSupport
import Testing
import Transcripts

/// Folders on other subjects: the same program, clean in the check, answers their transcripts.
struct FolderTests {
  static let names = ["anaemia", "aquarium"]

  private static func path(_ name: String) -> String { Project.folder + "/Tests/Folders/" + name }

  /// Each has learned its folder once for all tests.
  private static let assistants: [String: Result<Assistant, any Error>] = Dictionary(
    uniqueKeysWithValues: names.map { name in
      (
        name,
        Result {
          try Assistant.learned(
            from: try KnowledgeFolder.knowledge(from: try FolderFiles(folder: path(name))))
        }
      )
    })

  private static func assistant(_ name: String) throws -> Assistant {
    try #require(assistants[name]).get()
  }

  @Test(arguments: names)
  func isClean(_ name: String) throws {
    let assistant = try Self.assistant(name)
    let check = try KnowledgeCheck(assistant.knowledge, assistant)
    #expect(check.problems.map(\.description) == [])
  }

  @Test(arguments: names)
  func everyTranscriptIsAnsweredAsWritten(_ name: String) throws {
    let assistant = try Self.assistant(name)
    let paths = try TranscriptFiles.paths(at: [Self.path(name) + "/transcripts"])
    #expect(!paths.isEmpty)
    for path in paths {
      let (transcript, problems) = TranscriptFiles.read(path)
      #expect(problems.isEmpty, "\(problems.map(\.description).joined(separator: "\n"))")
      var door = EngineDoor(assistant)
      let result = Replayer().replay(transcript, through: &door, kind: .engine)
      if result.hasFailed {
        Issue.record("\(HumanReport(hasColour: false).text(ReplaySummary([result])))")
      }
    }
  }

  /// Labels of few phrases, and features that training never saw, are explained too.
  @Test(arguments: names)
  func everyPhraseIsExplained(_ name: String) throws {
    let assistant = try Self.assistant(name)
    for section in assistant.knowledge.sections {
      for phrase in section.phrases {
        // What several sections share leads to one of them.
        let owners = assistant.knowledge.sections.filter { owner in
          owner.phrases.contains { $0.text == phrase.text }
        }
        let told = assistant.explanation(of: phrase.text)
        #expect(owners.contains { told.contains("\($0.id): ") }, "\(phrase.text)")
      }
    }
  }

  /// Everyday lines, none of which is about an aquarium.
  @Test func whatNoSheetSaysIsDeclined() throws {
    let assistant = try Self.assistant("aquarium")
    let lines = try Project.lines("Tests/Folders/aquarium/transcripts/outside.lines")
    let declined = lines.filter { line in
      var session = Session()
      return assistant.reply(to: line, in: &session).kind == .decline
    }
    #expect(declined.count * 100 >= lines.count * 85, "\(lines.filter { !declined.contains($0) })")
  }
}
