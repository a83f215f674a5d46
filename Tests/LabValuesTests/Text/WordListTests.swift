import Testing

@testable import LabValues

/// The words of all phrases by number.
struct WordListTests {
  /// More words than the first table holds.
  @Test func wordsAreFoundAgainHoweverManyThereAre() {
    var words = WordList()
    let texts = (0..<10_000).map { Array("w\($0)".utf8) }
    let numbers = texts.map { words.insert($0[...]) }
    #expect(Set(numbers).count == texts.count)
    #expect(texts.map { words.find($0[...]) } == numbers)
    #expect(words.insert(texts[77][...]) == numbers[77])
    #expect(words.find(Array("w10000".utf8)[...]) == -1)
  }
}
