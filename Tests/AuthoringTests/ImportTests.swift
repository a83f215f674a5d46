import Authoring
import Checking
import Foundation
import Knowledge
import KnowledgeFiles
import Testing

/// A folder to begin with, and sections from documents.
struct ImportTests {
  /// A folder of its own, which is gone afterwards.
  private func within<Value>(_ work: (String) throws -> Value) throws -> Value {
    let folder = FileManager.default.temporaryDirectory.path + "/authoring-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try work(folder)
  }

  @Test func aNewFolderIsCleanInTheCheck() throws {
    try within { folder in
      let written = try FolderWriter(folder: folder).start()
      #expect(written == ["bread/rising.yaml", "sources.yaml", "transcripts/first.transcript"])
      let knowledge = try KnowledgeFolder.knowledge(from: try FolderFiles(folder: folder))
      #expect(try KnowledgeCheck(knowledge).problems.map(\.description) == [])
      #expect(throws: FolderWriter.Failure.notEmpty(folder)) {
        try FolderWriter(folder: folder).start()
      }
    }
  }

  @Test func headingsOfMarkdownBecomeSections() {
    let text = """
      # Bees
      About **bees** and [honey](http://example.org/honey).

      ## How do bees dance?
      In a figure of eight.
      It tells the way.

      Longer for far flowers.
      ## Empty
      """
    let drafts = DocumentReader.drafts(in: text, .markdown)
    #expect(
      drafts == [
        Draft(
          title: "Bees", paragraphs: ["About bees and honey."],
          phrases: ["Bees", "what about Bees"]),
        Draft(
          title: "How do bees dance?",
          paragraphs: ["In a figure of eight. It tells the way.", "Longer for far flowers."],
          phrases: ["How do bees dance?"]),
      ])
  }

  @Test func headingsOfPagesBecomeSections() {
    let text = """
      <html><head><title>No</title></head><body><script>var a = "<h1>x</h1>"</script>
      <h1>Salt &amp; water</h1><p>Salt <b>dissolves</b>.</p><!-- <h2>no</h2> --><p>Slowly.</p>
      <h2>Why?</h2><ul><li>Ions part.</li></ul></body></html>
      """
    let drafts = DocumentReader.drafts(in: text, .html)
    #expect(drafts.map(\.title) == ["Salt & water", "Why?"])
    #expect(drafts.map(\.paragraphs) == [["Salt dissolves.", "Slowly."], ["Ions part."]])
  }

  @Test func questionsAndAnswersOfTextBecomeSections() {
    let text = "Q: Do owls turn their heads?\nA: Yes, far.\n\nNests\n\nOwls build none.\n"
    let drafts = DocumentReader.drafts(in: text, .text)
    #expect(drafts.map(\.title) == ["Do owls turn their heads?", "Nests"])
    #expect(drafts.map(\.paragraphs) == [["Yes, far."], ["Owls build none."]])
  }

  @Test func linesOfATableWithOneAnswerAreOneSection() {
    let drafts = DocumentReader.drafts(
      in: "when do you open\tAt nine.\nopening hours\tAt nine.\nwho are you\tA shop.\n\tno\n",
      .table)
    #expect(drafts.map(\.phrases) == [["when do you open", "opening hours"], ["who are you"]])
  }

  @Test func draftsLoadAndAreNamedByTheCheck() throws {
    try within { folder in
      let drafts = DocumentReader.drafts(
        in: "# It's [new]: {a|b}\nText with [brackets].\n# Other\nMore text.", .markdown)
      let written = try FolderWriter(folder: folder).add(
        drafts, topic: "things", source: "sheet", title: "A sheet")
      #expect(written.written == ["sources.yaml", "things/it-s-new-a-b.yaml", "things/other.yaml"])
      let again = try FolderWriter(folder: folder).add(
        drafts, topic: "things", source: "sheet", title: "A sheet")
      #expect(again.written == [])
      #expect(again.alreadyThere == ["things/it-s-new-a-b.yaml", "things/other.yaml"])
      let knowledge = try KnowledgeFolder.knowledge(from: try FolderFiles(folder: folder))
      let told = try KnowledgeCheck(knowledge).problems
      #expect(told.count { $0.message.contains("draft") } == 2)
      #expect(told.count == 2, "\(told.map(\.description))")
    }
  }

  @Test(arguments: ["", "a, title: b}", "../a", "a b", "'a'", "-", "über"])
  func aSourceIsCitedByAnIDAlone(_ source: String) throws {
    try within { folder in
      let drafts = DocumentReader.drafts(in: "# Other\nMore text.", .markdown)
      #expect(throws: FolderWriter.Failure.noID(source)) {
        try FolderWriter(folder: folder).add(
          drafts, topic: "things", source: source, title: "One")
      }
      #expect(!FileManager.default.fileExists(atPath: folder))
    }
  }

  @Test(arguments: ["null", "2024", "1.0", "WHO_2024"])
  func anIDIsReadAsItIsWritten(_ source: String) throws {
    try within { folder in
      let drafts = DocumentReader.drafts(
        in: "# Ot\u{1B}her\nMore \u{7}text.\u{C}End.", .markdown)
      _ = try FolderWriter(folder: folder).add(
        drafts, topic: "things", source: source, title: "It's\n\u{1B}one")
      let knowledge = try KnowledgeFolder.knowledge(from: try FolderFiles(folder: folder))
      #expect(knowledge.sources.first?.id == source)
      #expect(knowledge.sources.first?.title == "It's one")
      let section = try #require(knowledge.sections.first)
      #expect(section.title == "Ot her" && section.body.text == "More text. End. [1]")
      #expect(section.body.citations.map(\.source) == [source])
    }
  }

  @Test func anotherDocumentBringsItsSource() throws {
    try within { folder in
      let writer = FolderWriter(folder: folder)
      let drafts = DocumentReader.drafts(in: "# Other\nMore text.", .markdown)
      _ = try writer.add(drafts, topic: "things", source: "one", title: "One")
      let second = try writer.add(drafts, topic: "things", source: "two", title: "It's two")
      #expect(second.written == ["sources/two.yaml", "things/other-2.yaml"])
      let third = try writer.add(drafts, topic: "more", source: "one", title: "One")
      #expect(third.written == ["more/other.yaml"])
      let ids = SourceEntries.ids(
        in: try String(contentsOfFile: folder + "/sources.yaml", encoding: .utf8))
      #expect(ids == ["one"])
    }
  }

  @Test func aSourceWhoseIDBeginsAlikeIsAnother() throws {
    try within { folder in
      let writer = FolderWriter(folder: folder)
      let drafts = DocumentReader.drafts(in: "# Other\nMore of source: leaf.", .markdown)
      _ = try writer.add(drafts, topic: "things", source: "leaf-2025", title: "One")
      let second = try writer.add(drafts, topic: "things", source: "leaf", title: "Two")
      #expect(second.written == ["sources/leaf.yaml", "things/other-2.yaml"])
      #expect(second.alreadyThere == [])
      let again = try writer.add(drafts, topic: "things", source: "leaf", title: "Two")
      #expect(again.written == [] && again.alreadyThere == ["things/other-2.yaml"])
    }
  }

  @Test func aPhraseMovesToTheSectionThatIsNamed() throws {
    try within { folder in
      for (path, text) in [
        ("sources.yaml", "title: Two\nsources: [{id: a, title: A}]"),
        ("tea/green.yaml", "title: Green\ntext: It is green.\nphrases: [what is green tea]"),
        ("tea/black.yaml", "title: Black\ntext: It is black.\nphrases: [what is black tea]"),
        ("tea/black.txt", "is it dark\nwhat is oolong\n"),
      ] {
        let file = URL(fileURLWithPath: folder + "/" + path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
      }
      let writer = PhraseWriter(folder: folder)
      func add(_ line: String, _ section: String) throws -> PhraseWriter.Outcome {
        let knowledge = try KnowledgeFolder.knowledge(from: try FolderFiles(folder: folder))
        return writer.add(line, to: section, of: knowledge) { $0.lowercased() }
      }
      #expect(
        try add("What is oolong", "tea/green") == .added(to: "tea/green.txt", from: "tea/black"))
      #expect(try add("is it grassy", "tea/green") == .added(to: "tea/green.txt", from: nil))
      #expect(
        try add("is it grassy", "tea/green")
          == .alreadyThere(Place(file: "tea/green.txt", line: 2, column: 1)))
      #expect(
        try add("what is black tea", "tea/green")
          == .taken(by: "tea/black", at: Place(file: "tea/black.yaml", line: 3, column: 11)))
      #expect(try add("is it", "tea/gren") == .unknownSection(nearest: "tea/green"))
      let green = try String(contentsOfFile: folder + "/tea/green.txt", encoding: .utf8)
      #expect(green == "What is oolong\nis it grassy\n")
      let black = try String(contentsOfFile: folder + "/tea/black.txt", encoding: .utf8)
      #expect(black == "is it dark\n\n")
      #expect(
        try KnowledgeFolder.knowledge(from: try FolderFiles(folder: folder)).sections.count == 2)
    }
  }
}
