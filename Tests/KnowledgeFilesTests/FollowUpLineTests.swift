import Knowledge
import KnowledgeFiles
import Testing

/// Lines that are typed while a topic is spoken of, as they are read from `followups/<topic>.txt`.
@Suite struct FollowUpLineTests {
  private static func load(_ list: String) throws -> Knowledge {
    return try KnowledgeFolder.knowledge(
      from: FolderFiles(files: [
        ("a/b.yaml", Array(ProblemTests.section.utf8)), ("followups/a.txt", Array(list.utf8)),
        ("sources.yaml", Array(ProblemTests.sources.utf8)),
      ]))
  }

  @Test func eachHasItsTopicAndWhatItWantsThere() throws {
    let lines = try Self.load("# said of a\na/b: and in children: how?\nelsewhere:who won\n")
      .examples.followUps
    #expect(lines.map(\.topic) == ["a", "a"])
    #expect(lines.map(\.target) == ["a/b", LineExamples.FollowUp.elsewhere])
    #expect(lines.map(\.line.text) == ["and in children: how?", "who won"])
    #expect(lines.first?.line.place == Place(file: "followups/a.txt", line: 2, column: 6))
  }

  @Test(arguments: [
    ("a/b and in children", "followups/a.txt:1:1: error: expected a section or act"),
    ("a/b:   ", "followups/a.txt:1:1: error: expected a section or act"),
    ("what is it: now", "followups/a.txt:1:1: error: expected a section or act"),
    (
      "a/c: and in children",
      "followups/a.txt:1:6: error: unknown target 'a/c'; did you mean 'a/b'?"
    ),
  ])
  func whatCannotBeReadIsNamed(_ list: String, _ expected: String) {
    do {
      _ = try Self.load(list)
      Issue.record("accepted")
    } catch {
      let found = (error as? KnowledgeProblems)?.problems.map(\.description) ?? []
      #expect(found.contains { $0.contains(expected) }, "\(found)")
    }
  }

  @Test func nothingOfThemIsKeptForAnswering() throws {
    #expect(try Self.load("a/b: and then").forAnswering.examples.followUps.isEmpty)
  }
}
