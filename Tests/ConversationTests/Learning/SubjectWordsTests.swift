import Knowledge
import LabValues
import Language
import Testing

@testable import Conversation

/// Which subjects a word tells of.
struct SubjectWordsTests {
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
