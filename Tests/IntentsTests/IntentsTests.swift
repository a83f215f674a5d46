import Checking
import Conversation
import Knowledge
import KnowledgeFiles
import TestSupport
import Testing

/// The knowledge itself: it loads clean, states every fact, and leads where its authors meant.
@Suite struct IntentsTests {
  @Test func theKnowledgeIsClean() throws {
    let knowledge = try Project.knowledge.get()
    let check = try KnowledgeCheck(knowledge, try Project.assistant())
    let errors = check.problems.filter { !$0.isWarning }.map(\.description)
    #expect(errors == [])
  }

  @Test func everyFactIsStatedSomewhere() throws {
    let knowledge = try Project.knowledge.get()
    var stated = Set(knowledge.sections.flatMap { $0.body.facts })
    stated.formUnion(knowledge.refinements.rules.flatMap { $0.body.facts })
    let counts = ["S0": 49, "S1": 29, "S2": 124, "S3": 43]
    var missing: [String] = []
    for (source, count) in counts.sorted(by: { $0.key < $1.key }) {
      for number in 1...count {
        let digits = String(number)
        let id = "\(source)-\(String(repeating: "0", count: 3 - digits.count))\(digits)"
        if !stated.contains(id) { missing.append(id) }
      }
    }
    #expect(missing == [])
  }

  @Test func everySectionReadsWellAloud() throws {
    for section in try Project.knowledge.get().sections {
      let words = section.body.text.split(whereSeparator: \.isWhitespace).count
      #expect((40...170).contains(words), "\(section.id): \(words) words")
    }
  }

  @Test func ownWordsAreNeverCitedAsADocument() throws {
    let knowledge = try Project.knowledge.get()
    let documents = Set(knowledge.sources.filter(\.isDocument).map(\.id))
    for note in knowledge.notes {
      let claimed = note.says.flatMap(\.citations).map(\.source)
      #expect(claimed.allSatisfy(documents.contains), "\(note.id)")
    }
    #expect(documents.count == 4)
  }
}
