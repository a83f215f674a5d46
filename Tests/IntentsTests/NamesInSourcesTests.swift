import Conversation
import Foundation
import Knowledge
import LabValues
import TestSupport
import Testing

/// What the program singles out has a role in the data: no id and no title of Intents stands in Swift.
struct NamesInSourcesTests {
  /// A text that stands in quotes in a source file.
  private struct Literal {
    var text: String
    var place: String
  }

  /// Ids of ours that are also plain words of the program itself, where they mean something else.
  private static let words: Set<String> = [
    // Commands, and keys of files and replies.
    "labs", "doctor", "choice", "danger",
    // A place of a text in a drawing, a list of words by which results are read.
    "start", "targets",
    // The sources that are built in.
    "lab-reference", "safety-note",
  ]

  @Test func noIdOfTheKnowledgeStandsInSwift() throws {
    let names = try ids().subtracting(try ids(of: SmallFolder.least.knowledge()))
      .subtracting(Self.words).subtracting(try keys())
      .subtracting(Command.common.map(\.name)).subtracting(Assistant.wordingKeys)
    #expect(names.count > 1000)
    let found = try literals().filter { names.contains($0.text) }
    #expect(found.isEmpty, "\(found.map { "'\($0.text)' at \($0.place)" })")
  }

  /// Nor within a longer text: what has a hyphen, a slash or a digit is no word of a sentence.
  @Test func noIdOfTheKnowledgeStandsWithinATextInSwift() throws {
    let names = try ids().subtracting(try ids(of: SmallFolder.least.knowledge()))
      .subtracting(Self.words).subtracting(try keys()).subtracting(Assistant.wordingKeys)
      .filter { name in name.count > 2 && name.contains { "-/_".contains($0) || $0.isNumber } }
    #expect(names.count > 800)
    let found = try literals().filter { literal in
      literal.text.split { !$0.isLetter && !$0.isNumber && !"-/_".contains($0) }
        .contains { names.contains(String($0)) }
    }
    #expect(found.isEmpty, "\(found.map { "'\($0.text)' at \($0.place)" })")
  }

  /// Titles and headings of three words and more, wherever they begin within a text.
  @Test func noTitleOfTheKnowledgeStandsWithinATextInSwift() throws {
    func words(_ text: String) -> [String] {
      text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
    let own = try titles(of: SmallFolder.least.knowledge())
    let titles = Set(
      try titles(of: Project.knowledge.get()).subtracting(own).map(words)
        .filter { (3...8).contains($0.count) })
    #expect(titles.count > 300)
    let found = try literals().filter { literal in
      let said = words(literal.text)
      return said.indices.contains { start in
        (3...8).contains { count in
          start + count <= said.count && titles.contains(Array(said[start..<start + count]))
        }
      }
    }
    #expect(found.isEmpty, "\(found.map { "'\($0.text)' at \($0.place)" })")
  }

  @Test func noTitleAndNoHeadingOfTheKnowledgeStandsInSwift() throws {
    let knowledge = try Project.knowledge.get()
    let own = try titles(of: SmallFolder.least.knowledge())
    let titles = titles(of: knowledge).subtracting(own).filter { $0.contains(" ") }
    #expect(titles.count > 500)
    let found = try literals().filter { titles.contains($0.text.lowercased()) }
    #expect(found.isEmpty, "\(found.map { "'\($0.text)' at \($0.place)" })")
  }

  private func ids() throws -> Set<String> { ids(of: try Project.knowledge.get()) }

  private func ids(of knowledge: Knowledge) -> Set<String> {
    var ids: [String] = knowledge.topics.map(\.id) + knowledge.facets.map(\.id)
    ids += knowledge.sections.flatMap { [$0.id, $0.name] }
    ids += knowledge.notes.map(\.id) + knowledge.sources.map(\.id)
    ids += knowledge.sources.flatMap(\.facts).map(\.id)
    ids += knowledge.refinements.signals.map(\.id) + knowledge.refinements.rules.map(\.id)
    ids += knowledge.refinements.asks.map(\.id)
    ids += knowledge.safety.redFlags.map(\.recognizer.id)
    ids += knowledge.safety.refusals.map(\.recognizer.id) + knowledge.safety.messages.keys
    ids += knowledge.scope.outside.map(\.recognizer.id)
    ids += knowledge.dialogue.smallTalk.map(\.recognizer.id)
    ids += knowledge.dialogue.kindness.map(\.recognizer.id)
    ids += knowledge.labs.analytes.map(\.id) + knowledge.labs.qualitative.map(\.id)
    ids += knowledge.labs.context.map(\.id) + knowledge.labs.watched.map(\.test.id)
    ids += knowledge.labs.derivations.names
    return Set(ids)
  }

  private func titles(of knowledge: Knowledge) -> Set<String> {
    let citations =
      knowledge.sections.flatMap { $0.body.citations }
      + knowledge.refinements.rules.flatMap { $0.body.citations }
      + knowledge.scope.outside.flatMap { $0.text?.citations ?? [] }
    var titles = citations.map(\.section) + knowledge.sections.map(\.title)
    titles += knowledge.notes.map(\.title) + knowledge.sources.flatMap { [$0.title, $0.label] }
    titles += knowledge.refinements.rules.map(\.title) + knowledge.refinements.signals.map(\.title)
    titles += knowledge.safety.redFlags.map(\.recognizer.title)
    titles += knowledge.safety.refusals.map(\.recognizer.title)
    titles += knowledge.scope.outside.map(\.recognizer.title)
    titles += knowledge.labs.analytes.map(\.name) + [knowledge.title]
    return Set(titles.map { $0.lowercased() })
  }

  /// The keys of the files of a folder, which the reader names.
  private func keys() throws -> Set<String> {
    var keys: Set<String> = []
    func add(_ schema: Any) {
      if let list = schema as? [Any] { list.forEach(add) }
      guard let object = schema as? [String: Any] else { return }
      if let properties = object["properties"] as? [String: Any] { keys.formUnion(properties.keys) }
      object.values.forEach(add)
    }
    let folder = Project.folder + "/Schemas"
    for file in try FileManager.default.contentsOfDirectory(atPath: folder)
    where file.hasSuffix(".json") {
      add(try JSONSerialization.jsonObject(with: Data(try Project.text("Schemas/\(file)").utf8)))
    }
    return keys
  }

  /// All texts in quotes under Sources, comments aside.
  private func literals() throws -> [Literal] {
    let room = Project.folder + "/Sources"
    let files = try #require(FileManager.default.subpaths(atPath: room))
    var found: [Literal] = []
    for file in files.sorted() where file.hasSuffix(".swift") {
      let text = try Project.text("Sources/\(file)")
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        let code = line.utf8.drop { $0 == UInt8(ascii: " ") }
        if code.starts(with: "//".utf8) { continue }
        for text in quoted(in: code) {
          found.append(Literal(text: text, place: "\(file):\(number + 1)"))
        }
      }
    }
    #expect(found.count > 3000)
    return found
  }

  /// The texts in quotes of a line of code.
  private func quoted(in code: Substring.UTF8View) -> [String] {
    var texts: [String] = []
    var text: [UInt8]?
    var isEscaped = false
    for byte in code {
      if isEscaped {
        text?.append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\"") {
        if let whole = text, !whole.isEmpty { texts.append(String(decoding: whole, as: UTF8.self)) }
        text = text == nil ? [] : nil
      } else {
        isEscaped = byte == UInt8(ascii: "\\")
        text?.append(byte)
      }
    }
    return texts
  }
}
