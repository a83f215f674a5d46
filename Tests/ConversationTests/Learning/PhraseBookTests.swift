import Knowledge
import LabValues
import Language
import Testing

@testable import Conversation

/// The phrases of all sections, expanded; windows of lines; words that tell a subject.
struct PhraseBookTests {
  private static func knowledge(_ change: (inout Section) -> Void) -> Knowledge {
    var knowledge = SmallLibrary.knowledge
    knowledge.topics[0].names = ["bread", "loaf", "bun", "roll"]
    var section = SmallLibrary.section("bread", "steps")
    section.phrases = []
    change(&section)
    knowledge.sections = [section]
    return knowledge
  }

  private static func written(_ text: String, line: Int = 1) -> Written {
    Written(text, at: Place(file: "a.yaml", line: line))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var phrase: String
    var expanded: [String]
    var testDescription: String { phrase }
  }

  @Test(arguments: [
    Case(phrase: "how is it made", expanded: ["how is it made"]),
    Case(phrase: "(make|bake) it", expanded: ["make it", "bake it"]),
    Case(phrase: "make [good] it", expanded: ["make good it", "make it"]),
    Case(phrase: "make {topic}", expanded: ["make bread", "make loaf", "make bun"]),
    Case(
      phrase: "(make|bake) {topic}",
      expanded: [
        "make bread", "make loaf", "make bun", "bake bread", "bake loaf", "bake bun",
      ]),
  ])
  func aPhraseStandsForItsExpansions(example: Case) throws {
    let book = try PhraseBook(Self.knowledge { $0.phrases = [Self.written(example.phrase)] })
    #expect(book.all.map(\.text).sorted() == example.expanded.sorted())
    #expect(book.asked.count == 1 && book.all.allSatisfy { $0.section == 0 && !$0.isTyped })
  }

  @Test func theExpansionsOfAPhraseShareItsWeight() throws {
    let book = try PhraseBook(
      Self.knowledge {
        $0.phrases = [Self.written("one"), Self.written("(a|b|c|d)", line: 2)]
        $0.keywords = [Self.written("flour", line: 3)]
        $0.lines = [Self.written("as it was typed (by somebody)", line: 4)]
      })
    let weights = Dictionary(book.all.map { ($0.text, $0.weight) }) { first, _ in first }
    #expect(weights["one"] == 1 && weights["a"] == 0.5 && weights["flour"] == 0.5)
    #expect(weights["as it was typed (by somebody)"] == 1)
    #expect(book.all.filter(\.isTyped).count == 1 && book.asked.count == 4)
  }

  @Test func templatesAreForTheMainSectionsOfKinds() throws {
    var knowledge = Self.knowledge { $0.phrases = [Self.written("one")] }
    for place in knowledge.facets.indices {
      knowledge.facets[place].templates = [Self.written("steps for {topic}", line: 9)]
    }
    #expect(try PhraseBook(knowledge).all.map(\.text).contains("steps for bread"))
    knowledge.sections[0].id = "bread/other"
    #expect(try PhraseBook(knowledge).all.map(\.text) == ["one"])
    knowledge.sections[0].id = "bread/steps"
    knowledge.topics[0].isKind = false
    #expect(try PhraseBook(knowledge).all.map(\.text) == ["one"])
  }

  @Test(arguments: ["(a|b", "make {price}", "a|b)", "[a"])
  func aBrokenPhraseIsNamedAtItsPlace(text: String) throws {
    let knowledge = Self.knowledge { $0.phrases = [Self.written(text, line: 7)] }
    do {
      _ = try PhraseBook(knowledge)
      Issue.record("\(text) was read")
    } catch {
      #expect(error.place.line == 7 && error.place.file == "a.yaml" && !error.reason.isEmpty)
    }
  }

  // MARK: Windows

  private static func words(_ counts: Int...) -> [Word] {
    let text = counts.map { Array(repeating: "word", count: $0).joined(separator: " ") }
    return Tokenizer.words(of: text.joined(separator: ". "))
  }

  @Test(arguments: [
    (words(), []), (words(2), [0..<2]), (words(5), [0..<5]),
    (words(4, 5), [0..<9, 0..<4, 4..<9]), (words(2, 5), [0..<7, 2..<7]),
    (words(24), [0..<24, 0..<16, 8..<24]),
    (words(40, 30), [0..<16, 8..<24, 16..<32, 24..<40, 40..<56, 48..<64, 56..<70]),
  ])
  func aDangerIsLookedForInALineAndItsParts(words: [Word], windows: [Range<Int>]) {
    #expect(DangerWindow.all(of: words).map(\.range) == windows)
  }

  @Test func whatIsTornFromALineMustBeSurer() {
    let windows = DangerWindow.all(of: Self.words(4, 5))
    #expect(windows[0].price == 0 && windows.dropFirst().allSatisfy { $0.price > 0 })
  }

  // MARK: Trust

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

  // MARK: Words of subjects

  @Test func aWordTellsTheSubjectWhoseTextsUseIt() throws {
    var knowledge = SmallLibrary.knowledge
    for place in knowledge.sections.indices {
      let word = knowledge.sections[place].topic == "bread" ? "yeast" : "broth"
      knowledge.sections[place].body = CitedText("The \(word) of today.", citations: [])
    }
    let normalizer = Normalizer(
      lexicon: Lexicon(synonyms: [], misspellings: [:], stopwords: [], plainWords: []),
      vocabulary: Vocabulary())
    let subjects = SubjectWords(knowledge, normalizer)
    func word(_ text: String) throws -> Word { try #require(Tokenizer.words(of: text).first) }
    let (yeast, today, zebra) = (try word("yeast"), try word("today"), try word("zebra"))
    #expect(subjects.tells(yeast, of: "bread", notOf: "soup"))
    #expect(!subjects.tells(yeast, of: "soup", notOf: "bread"))
    #expect(!subjects.tells(today, of: "bread", notOf: "soup"))
    #expect(
      subjects.isElsewhere(yeast, than: "soup") && !subjects.isElsewhere(yeast, than: "bread"))
    #expect(subjects.topics(of: zebra) == 0 && !subjects.isElsewhere(zebra, than: "soup"))
    let read = try SubjectWords(decoding: SharedBytes(subjects.encoded()), knowledge)
    #expect(read.tells(yeast, of: "bread", notOf: "soup") && read.encoded() == subjects.encoded())
  }
}
