package import Conversation
import Foundation
package import Knowledge
import KnowledgeFiles
import LabValues

/// The project's own files, and an assistant that has learned its knowledge once for all tests.
package enum Project {
  /// The folder of the project.
  package static let folder: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  package static let knowledge: Result<Knowledge, any Error> = Result {
    try KnowledgeFolder.knowledge(from: try FolderFiles(folder: folder + "/Intents"))
  }

  private static let learned: Result<Assistant, any Error> = knowledge.flatMap { knowledge in
    Result { try Assistant.learned(from: knowledge) }
  }

  /// The assistant over the project's own knowledge.
  package static func assistant() throws -> Assistant { try learned.get() }

  /// The text of a file of the project.
  package static func text(_ path: String) throws -> String {
    try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
  }

  /// The lines of a file that are neither empty nor comments.
  package static func lines(_ path: String) throws -> [String] {
    try text(path).split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }

  /// The replies to several lines in one session.
  package static func replies(_ lines: String...) throws -> [Reply] {
    let assistant = try assistant()
    var session = Session()
    return lines.map { assistant.reply(to: $0, in: &session) }
  }

  /// The reply to the last of several lines in one session, on a day late in 2026.
  package static func reply(_ lines: String...) throws -> Reply {
    let assistant = try assistant()
    var session = Session(today: Day(iso: "2026-11-01"))
    var reply = Reply(.error)
    for line in lines { reply = assistant.reply(to: line, in: &session) }
    return reply
  }
}
