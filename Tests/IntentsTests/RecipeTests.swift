import Conversation
import Foundation
import KnowledgeFiles
import TestSupport
import Testing

/// The recipes of CONTRIBUTING.md, followed to the letter on a small folder of knowledge.
struct RecipeTests {
  /// A block between fences, without them.
  private static func blocks() throws -> [[String]] {
    var blocks: [[String]] = []
    var block: [String]?
    for line in try Project.text("CONTRIBUTING.md").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init) {
      guard line.hasPrefix("```") else {
        block?.append(line)
        continue
      }
      if let done = block { blocks.append(done) }
      block = block == nil ? [] : nil
    }
    return blocks
  }

  private static func assistant() throws -> Assistant {
    var files: [(path: String, bytes: [UInt8])] = [
      (
        "sources.yaml",
        Array(
          """
          title: A folder
          sources:
            - {id: ilive-2025, title: One, label: One 2025, document: true, trust: Long.}
            - {id: safety-note, title: Ours, label: Ours, trust: Ours.}
          """.utf8)
      ),
      ("safety.yaml", Array("messages: {emergency: \"Call for help now. [safety-note]\"}".utf8)),
    ]
    for block in try blocks() {
      guard let path = block.first, path.hasPrefix("# Intents/") else { continue }
      let text = block.dropFirst().joined(separator: "\n") + "\n"
      files.append((String(path.dropFirst("# Intents/".count)), Array(text.utf8)))
    }
    return try Assistant.learned(
      from: try KnowledgeFolder.knowledge(from: FolderFiles(files: files)))
  }

  @Test func whatIsAddedIsAnswered() throws {
    let assistant = try Self.assistant()
    var asked = 0
    for block in try Self.blocks() where block.first?.hasPrefix("> ") == true {
      var reply = Reply(.error)
      for line in block {
        if line.hasPrefix("> ") {
          var session = Session()
          reply = assistant.reply(to: String(line.dropFirst(2)), in: &session)
          continue
        }
        let words = line.split(separator: " ").map(String.init)
        let found = words[1] == "kind" ? reply.kind.rawValue : reply.intent
        #expect((found == words[2]) == (words[0] == "="), "\(line): \(found ?? "none")")
        asked += 1
      }
    }
    #expect(asked == 3)
  }

  /// Whoever follows a recipe finds every file and every name that it speaks of.
  @Test func whatIsNamedIsThere() throws {
    let text = try Project.text("CONTRIBUTING.md")
    let names = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    let paths = names.filter { name in
      ["Sources/", "Tests/", "Intents/", "Transcripts/"].contains { name.hasPrefix($0) }
    }
    #expect(paths.count > 20)
    for path in paths where !path.contains(" ") {
      #expect(
        FileManager.default.fileExists(atPath: Project.folder + "/" + path), "\(path) is not there")
    }
    let deciders = try Project.text("Sources/Conversation/Deciding/Deciders.swift")
    #expect(deciders.contains("first = [") && deciders.contains("surest = ["))
    let command = try Project.text("Sources/Conversation/Commands/Command.swift")
    #expect(command.contains("static let common"))
    let commands = try Project.text("Sources/Conversation/Commands/Commands.swift")
    #expect(commands.contains("func reply(to name: String, _ argument: String"))
    let walk = try Project.text("Sources/Conversation/Assistant.swift")
    #expect(walk.contains("func reply(to line: String, in session: inout Session)"))
  }
}
