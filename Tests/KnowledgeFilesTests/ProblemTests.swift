import Knowledge
import KnowledgeFiles
import Testing

/// Each mistake of an author is named with its file, line and column.
@Suite struct ProblemTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var file: String
    var text: String
    var expected: String
  }

  static let section = """
    title: A title
    facet: other
    gist: A gist. [1]
    text: Some text. [1]
    citations:
      - {source: one, section: Heading}
    phrases: [what is it]
    """

  static let sources = """
    title: Two words
    sources:
      - {id: one, title: One, label: One 2020, trust: Fully.}
    """

  static let cases: [Case] = [
    Case(
      testDescription: "unknown key", file: "a/b.yaml",
      text: section.replacing("phrases:", with: "phrase:"),
      expected: "a/b.yaml:7:1: error: unknown key 'phrase'; did you mean 'phrases'?"),
    Case(
      testDescription: "unknown source", file: "a/b.yaml",
      text: section.replacing("source: one", with: "source: onee"),
      expected: "a/b.yaml:6:14: error: unknown source 'onee'; did you mean 'one'?"),
    Case(
      testDescription: "dangling section", file: "a/b.yaml", text: section + "\nmore: [a/c]",
      expected: "a/b.yaml:8:8: error: unknown section 'a/c'"),
    Case(
      testDescription: "duplicate phrase", file: "a/b.yaml",
      text: section.replacing("[what is it]", with: "[what is it, What is IT?]"),
      expected: "a/b.yaml:7:23: error: duplicate phrase 'what is it'; it stands at a/b.yaml:7:11"),
    Case(
      testDescription: "an answer without citation", file: "a/b.yaml",
      text: section.replacing("Some text. [1]", with: "Some text."),
      expected: "a/b.yaml:4:7: error: an answer without a citation"),
    Case(
      testDescription: "a marker without citation", file: "a/b.yaml",
      text: section.replacing("Some text. [1]", with: "Some text. [1][2]"),
      expected: "a/b.yaml:4:7: error: the marker [2] has no citation; there is 1"),
    Case(
      testDescription: "bad YAML", file: "a/b.yaml", text: "title: [unclosed\nfacet: x\n",
      expected: "a/b.yaml:1:8: error: not valid YAML: the list that begins here with '['"),
    Case(
      testDescription: "a missing key", file: "a/b.yaml",
      text: section.replacing("title: A title\n", with: ""),
      expected: "a/b.yaml:1:1: error: the key 'title' is missing"),
    Case(
      testDescription: "a file nobody reads", file: "safty.yaml", text: "groups: {}",
      expected: "safty.yaml:1:1: error: unknown file 'safty.yaml'; did you mean 'safety.yaml'?"),
    Case(
      testDescription: "an address that is none", file: "sources/c.yaml",
      text: "title: C\naddress: 'javascript:x'",
      expected: "sources/c.yaml:2:10: error: expected an address such as https://…"),
    Case(
      testDescription: "a fact that stands twice", file: "sources/c.yaml",
      text: "title: C\nfacts:\n  F1: One.\n  F2: Two.\n  F1: Three.",
      expected: "sources/c.yaml:"),
    Case(
      testDescription: "not UTF-8", file: "a/b.yaml", text: "",
      expected: "a/b.yaml:1:1: error: expected a mapping, found an empty file"),
  ]

  @Test(arguments: cases)
  func isNamedWithItsPlace(_ one: Case) throws {
    var files: [(String, String)] = [("sources.yaml", Self.sources), (one.file, one.text)]
    files.sort { $0.0 < $1.0 }
    let folder = FolderFiles(files: files.map { ($0.0, Array($0.1.utf8)) })
    do {
      _ = try KnowledgeFolder.knowledge(from: folder)
      Issue.record("accepted")
    } catch {
      let found = error.problems.map(\.description)
      #expect(found.contains { $0.contains(one.expected) }, "\(found)")
    }
  }

  /// Loads the section with facts under its citation, beside a source with facts of its own.
  private func problems(citing facts: String, of source: String) -> [String] {
    let section = Self.section.replacing("section: ", with: "facts: [\(facts)], section: ")
    let folder = FolderFiles(files: [
      ("a/b.yaml", Array(section.utf8)), ("sources.yaml", Array(Self.sources.utf8)),
      ("sources/\(source).yaml", Array("title: C\nfacts: {F1: One.}".utf8)),
    ])
    do {
      _ = try KnowledgeFolder.knowledge(from: folder)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test func aFactThatIsCitedNeedsAText() {
    let found = problems(citing: "F2", of: "other")
    let expected = "error: unknown fact 'F2'; did you mean 'F1'?"
    #expect(found.contains { $0.contains(expected) }, "\(found)")
  }

  @Test func aFactOfAnotherSourceIsNoEvidence() {
    let found = problems(citing: "F1", of: "other")
    let expected = "the fact 'F1' is one of 'other', cited here as"
    #expect(found.contains { $0.contains(expected) }, "\(found)")
  }

  /// What some editors write: a mark in front of the text is none of it, another coding cannot be read.
  @Test func theMarkOfAnEditorIsNoText() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let files = [
      ("a/b.txt", mark + Array("why is it so\n".utf8)),
      ("a/b.yaml", mark + Array(Self.section.utf8)), ("sources.yaml", Array(Self.sources.utf8)),
    ]
    let knowledge = try KnowledgeFolder.knowledge(from: FolderFiles(files: files))
    #expect(knowledge.sections.first?.title == "A title")
    #expect(knowledge.sections.first?.lines.map(\.text) == ["why is it so"])
    let latin = FolderFiles(files: [("a/b.yaml", [0x74, 0xE9]), files[2]])
    #expect {
      try KnowledgeFolder.knowledge(from: latin)
    } throws: { error in
      (error as? KnowledgeProblems)?.problems.first?.description
        == "a/b.yaml:1:1: error: cannot be read: not UTF-8; save it as UTF-8"
    }
  }

  @Test func goodFilesAreAccepted() throws {
    let folder = FolderFiles(files: [
      ("a/b.yaml", Array(Self.section.utf8)), ("sources.yaml", Array(Self.sources.utf8)),
    ])
    let knowledge = try KnowledgeFolder.knowledge(from: folder)
    #expect(knowledge.sections.map(\.id) == ["a/b"])
  }
}
