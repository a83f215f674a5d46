import Testing

@testable import Language

@Suite struct SoundingTests {
  @Test(arguments: [
    ("phosphate", "fosfate"), ("fosphate", "fosfate"), ("oedema", "edema"), ("rhythm", "rithm"),
    ("calciphylaxis", "kalsifilaksis"), ("kalcifilaksis", "kalsifilaksis"), ("ache", "ache"),
    ("accident", "aksident"), ("cc", "k"), ("quick", "kuik"), ("zebra", "sebra"), ("", ""),
  ])
  func spellsWordsAsTheySound(_ word: String, _ sound: String) {
    #expect(String(decoding: Sounding.of(Array(word.utf8)), as: UTF8.self) == sound)
  }
}
