import Knowledge
import LabValues
import Language
import Testing

@testable import Conversation

/// How far each pattern of a danger is trusted.
struct PatternTrustTests {
  @Test func aPatternThatOrdinaryLinesHaveIsTrustedLess() throws {
    let book = try SmallRules.book()
    let pain = try #require(book.meanings.firstIndex(of: .redFlag(0)))
    let breath = try #require(book.meanings.firstIndex(of: .redFlag(1)))
    func lines(_ text: String, _ count: Int) -> [[Word]] {
      Array(repeating: Tokenizer.words(of: text), count: count)
    }
    let dangers = lines("i have chest pain", 4) + lines("i cannot breathe", 4)
    let none = PatternTrust(book, dangers: dangers, near: [], others: [])
    #expect(none.share(of: pain) == 1 && none.share(of: breath) == 1)
    let near = PatternTrust(book, dangers: dangers, near: lines("chest pain", 10), others: [])
    let asked = PatternTrust(book, dangers: dangers, near: [], others: lines("chest pain", 10))
    #expect(near.share(of: pain) < asked.share(of: pain) && asked.share(of: pain) < 1)
    #expect(near.share(of: breath) == 1)
    // What is denied there speaks against nothing.
    let denied = PatternTrust(book, dangers: dangers, near: lines("no chest pain", 10), others: [])
    #expect(denied.share(of: pain) == 1)
    #expect(PatternTrust.full.share(of: 77) == 1)
  }
}
