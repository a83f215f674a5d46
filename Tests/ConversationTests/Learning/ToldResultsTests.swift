import Knowledge
import LabValues
import Language
import TestSupport
import Testing

@testable import Conversation

/// Where the numbers of a line lie, as the model of dangers reads them.
struct ToldResultsTests {
  struct Row: Sendable {
    var line: String
    var standings: [ToldResults.Standing]
  }

  @Test(arguments: [
    Row(line: "potassium 4.4 mmol/L", standings: [.inside]),
    Row(line: "potassium 7.1 mmol/L", standings: [.critical]),
    Row(line: "potassium 5.6 and calcium 9.6 mg/dL", standings: [.outside, .inside]),
    Row(line: "calcium 14.2 mg/dL", standings: [.critical]),
    Row(line: "three lumps on 2 fingers", standings: []),
  ])
  func everyResultHasItsStanding(row: Row) throws {
    let reading = LabReader(try Project.knowledge.get().labs).read(row.line)
    let told = ToldResults(reading, in: Tokenizer.words(of: row.line))
    #expect(told.ends.map(\.standing) == row.standings)
  }
}
