import Language
import Testing

/// Sentences, words and grade of a text.
struct ReadingLevelTests {
  @Test(arguments: [
    ("Calcium is a mineral. It is in bones. [1]", [4, 4]),
    ("iLive (2025) says so. [1] eGFR falls.", [4, 2]),
    (
      "There are two: [1]\n\n- one of them [1]\n- the other,\n  on two lines [2]\n\nThat is all.",
      [3, 3, 5, 3]
    ),
    ("It is “harmless.” [2] Or so they say.", [3, 4]), ("A 2% chance, or 1.5 mg/dL.", [6]),
    ("", []), (" [1] ", []),
  ])
  func sentencesAreCutAtTheirEnds(_ text: String, _ words: [Int]) {
    #expect(ReadingLevel(text).sentences.map(\.count) == words)
  }

  @Test func longWordsAndSentencesRaiseTheGrade() {
    let plain = ReadingLevel("The cat sat on the mat. It was a good cat.")
    let hard = ReadingLevel(
      "Multidisciplinary considerations regarding pharmacological alternatives necessitate individualization."
    )
    #expect(plain.grade < 2)
    #expect(hard.grade > 20)
    let known = ReadingLevel("Calcification is calcification.", known: ["calcification"])
    #expect(known.grade < ReadingLevel("Calcification is calcification.").grade)
    #expect(ReadingLevel("").grade == 0 && ReadingLevel("").longestSentence == 0)
  }

  @Test func aSentenceKeepsTheMarkersBehindIt() {
    #expect(
      ReadingLevel.parts(of: "One. [1][2] Two is so [3] and ends. [4]") == [
        "One. [1][2]", "Two is so [3] and ends. [4]",
      ])
  }
}
