import Language
import Testing

@Suite struct NegationTests {
  static let negation = Negation(
    NegationWords(
      cues: [
        "no", "not", "not on", "without", "never", "never had", "don't have", "denies", "isn't",
        "ruled out", "... ruled out", "... is negative", "! not only", "! no doubt",
      ],
      breaks: ["but", "however", "although", "because", "instead"],
      subjects: ["i", "my", "he", "she", "they", "it", "there", "this"],
      verbs: ["have", "has", "had", "am", "is", "are", "was", "been", "hurts"],
      links: ["or", "nor"]))

  /// Whether the word in square brackets is denied.
  static func denies(_ marked: String) -> Bool {
    let words = Tokenizer.words(of: marked)
    let before = marked.split(separator: "[", maxSplits: 1, omittingEmptySubsequences: false)[0]
    let target = marked.split(separator: "[")[before.isEmpty ? 0 : 1].split(separator: "]")[0]
    let start = Tokenizer.words(of: String(before)).count
    return negation.denies(
      start..<start + Tokenizer.words(of: String(target)).count, in: words)
  }

  @Test(arguments: [
    "no [chest pain]", "i have no [pain]", "he is without [fever]", "I am not on [dialysis]",
    "i never had a [stroke]", "I don't have any [pus]", "she denies [fever]",
    "no fever, chills or [pus]", "no fever, [chills] or pus", "no [fever], chills or pus",
    "without redness, warmth, swelling, fever, chills or [pus]", "no signs of any [infection]",
    "not a lot of very [pain]", "cancer: [gout] was ruled out", "they ruled out [gout]",
    "the [test] is negative", "no fever and [chills]", "no fever nor [chills]",
    "I have pain but no [fever]", "it is not [purple]", "not [purple]", "denied having [pain]",
  ])
  func isDenied(_ line: String) {
    #expect(Self.denies(line))
  }

  @Test(arguments: [
    "[chest pain]", "no. [chest pain]", "no, i have [chest pain]", "no i have [chest pain]",
    "[no urine]", "no fever but [pus]", "no fever, chills or pus but [pain]",
    "no fever, i have [pus]", "no fever, my [leg is cold]", "no fever, [leg is cold]",
    "no fever and have [pus]", "no fever; [pus]", "not one two three four five [pain]",
    "not only [pain]", "no doubt it is [pain]", "[pain] no fever", "[pain], gout ruled out",
    "[pain] but gout ruled out", "[one] two three four five six ruled out",
    "without fever however [pus]", "[no] pain", "no [i have pain]", "no\n[pain]",
    "i have never seen it because of [pain]",
  ])
  func isNotDenied(_ line: String) {
    #expect(!Self.denies(line))
  }

  @Test func oddRangesAreHarmless() {
    let words = Tokenizer.words(of: "no pain")
    #expect(!Self.negation.denies(5..<9, in: words))
    #expect(!Self.negation.denies(0..<0, in: []))
    #expect(Self.negation.denies(1..<900, in: words))
    #expect(!Negation(NegationWords(cues: ["", "..."])).denies(1..<2, in: words))
  }
}
