import Knowledge
import LabValues
import Language
import Testing

@testable import Conversation

/// What was told before a line, and what of a line is kept for later ones.
struct ToldBeforeTests {
  @Test func factsAndLinesStandBeforeTheLine() {
    var session = Session()
    for (turn, mention) in [
      Mention.condition("ckd"), .condition("warfarin", isDenied: true), .condition("dialysis"),
    ].enumerated() {
      session.keep(StoredFact(mention, turn: turn + 1), of: nil)
    }
    session.turn = 3
    session.told = ["it hurts"]
    session.frame = .fiction
    let clauses = ["ckd": "bad kidneys", "warfarin": "on warfarin", "dialysis": "on dialysis"]
    let told = ToldBefore(session, Refinements(signals: [], clauses: clauses, rules: [], asks: []))
    // What is denied, and what this very line told, is not of before.
    #expect(told.facts.map(\.id) == ["ckd"] && told.lines == ["it hurts"])
    #expect(told.frame == .fiction && !told.isEmpty && ToldBefore().isEmpty)
    let line = Tokenizer.words(of: "my leg is red")
    let (words, facts) = told.words(before: line)
    #expect(words.map(\.text) == ["bad", "kidneys", "it", "hurts"])
    #expect(facts.map(\.range) == [0..<2])
    #expect(Set(words.map(\.sentence)).count == 2)
    #expect(words.allSatisfy { $0.sentence < line[0].sentence })
  }

  @Test func onlyWhatIsOfTodayIsKeptOfALine() {
    func told(_ text: String, _ meanings: [RuleBook.Meaning] = [], denied: Set<Int> = [])
      -> [String]
    {
      var session = Session()
      let line = Saying(text: text, meanings: meanings).situation.line
      session.tell(line, line.normalized.words.indices.map { denied.contains($0) })
      return session.told
    }
    #expect(told("my leg hurts") == ["my leg hurts"] && told("ouch") == [])
    #expect(told("my leg is not red", denied: [3, 4]) == ["my leg is"])
    #expect(told("years ago it hurt", [.guarding(.past)]) == [])
    #expect(told("it hurts as years ago", [.guarding(.past), .guarding(.again)]).count == 1)
    #expect(told("a film", [.guarding(.fiction)]) == [])
    #expect(told("what is a sore", [.guarding(.knowledge)]) == [])
    var session = Session()
    for number in 0..<9 {
      let line = Saying(text: "line \(number)").situation.line
      session.tell(line, [false, false])
    }
    #expect(session.told == (4..<9).map { "line \($0)" })
  }
}
