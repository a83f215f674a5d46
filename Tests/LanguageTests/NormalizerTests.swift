import Language
import Testing

@Suite struct NormalizerTests {
  static let lexicon = Lexicon(
    synonyms: [
      ["chronic kidney disease", "ckd", "kidney failure"],
      ["kidney", "renal"],
      ["calcification", "hardening"],
      ["lump", "nodule", "calcium deposit"],
      ["mother", "mum"],
      ["sonogram", "us"],
    ],
    misspellings: ["kidny": "kidney", "wat": "what", "hartattack": "heart attack"],
    stopwords: ["the", "is", "my", "what", "and", "in", "of", "not", "does", "can", "for"],
    plainWords: ["walking", "weather", "holiday", "bike", "gone", "have"],
    names: ["hardening of arteries"])

  static let normalizer = Normalizer(
    lexicon: lexicon,
    vocabulary: Vocabulary(lines: [
      "What is calciphylaxis and calcification of the skin", "hypercalcemia hypocalcemia",
      "calcium calcium calcium calcium deposits", "chest pain", "pain in the kidney",
      "treatment treatment treatment", "bone bone bone", "done", "stone stone",
      "heart valve surgery", "warfarin", "dialysis", "stove",
    ]))

  @Test(arguments: [
    ("calcuim", "calcium"), ("caclium", "calcium"), ("calcum", "calcium"),
    ("alcium", "calcium"), ("calciumm", "calcium"), ("calciphlyaxis", "calciphylaxis"),
    ("calciphilaxi", "calciphylaxis"), ("calcifilaxis", "calciphylaxis"),
    ("kalcifilaksis", "calciphylaxis"), ("tretment", "treatment"), ("treetmant", "treatment"),
    ("treatmnts", "treatment"), ("kidny", "kidney"), ("hartattack", "heart attack"),
    ("chestpain", "chest pain"), ("kidneytreatment", "kidney treatment"),
    ("calci phylaxis", "calciphylaxis"), ("hyper-calcemia", "hypercalcemia"),
    ("war farin", "warfarin"), ("dialisys", "dialysis"),
  ])
  func correctsWhatWasMeant(_ typed: String, _ meant: String) {
    let line = Self.normalizer.normalize(typed)
    #expect(line.words.map(\.text).joined(separator: " ") == meant)
    #expect(line.words.allSatisfy { $0.correctedFrom != nil })
    #expect(line.unknown.isEmpty)
  }

  @Test(arguments: [
    "weather", "walks", "holidays", "gone", "bone", "bike", "2.2", "x1234", "t3", "pai", "wxyz",
    "hypecalcemia", "calcified",
  ])
  func leavesAloneWhatIsKnownOrCannotBeTold(_ typed: String) {
    let line = Self.normalizer.normalize(typed)
    #expect(line.words.map(\.text) == [typed])
    #expect(line.words.allSatisfy { $0.correctedFrom == nil })
  }

  @Test func betweenEquallyNearWordsTheMoreFrequentLeads() {
    // "xone": bone (3), done (1), stone is farther.
    #expect(Self.normalizer.normalize("xone").text == "bone")
  }

  @Test func betweenEquallyFrequentWordsItAbstains() {
    // "stoke" is one edit from stone (2) and stove (1), which is half as frequent and no rival …
    #expect(Self.normalizer.normalize("stoke").text == "stone")
    // … while "hypercalcemia" and "hypocalcemia" are.
    let line = Self.normalizer.normalize("hypeocalcemia")
    #expect(line.text == "hypeocalcemia")
    #expect(Self.normalizer.normalize("hypoocalcemia").text == "hypocalcemia")
    #expect(Self.normalizer.normalize("hypeccalcemia").text == "hypercalcemia")
    let even = Normalizer(lexicon: Lexicon(), vocabulary: Vocabulary(lines: ["stone", "stove"]))
    #expect(even.normalize("stome").text == "stome")
    #expect(even.normalize("stome").unknown.map(\.text) == ["stome"])
  }

  @Test func theSameFirstLetterLeads() {
    let normalizer = Normalizer(
      lexicon: Lexicon(), vocabulary: Vocabulary(lines: ["bone bone bone bone", "tons"]))
    #expect(normalizer.normalize("tone").text == "tons")
  }

  @Test(arguments: [
    ("ckd", "chronic kidney disease"),
    ("my renal pain", "my kidney pain"),
    ("kidneys failure", "chronic kidney disease"),
    ("renal failure", "kidney failure"),  // what was replaced is not looked at again
    ("chronic kidney disease", "chronic kidney disease"),
    ("hardening of the skin", "calcification of the skin"),
    ("hardening of arteries", "hardening of arteries"),
    ("calcium deposits and nodules", "lump and lump"),
    ("kidney, failure", "kidney failure"),
    ("kidneyfailure", "chronic kidney disease"),
  ])
  func replacesSynonymsByTheLongestName(_ line: String, _ text: String) {
    #expect(Self.normalizer.normalize(line).text == text)
  }

  @Test func aNameDoesNotSpanAClause() {
    let line = Self.normalizer.normalize("kidney, failure")
    #expect(line.canonical.map(\.clause) == [0, 1])
  }

  @Test func namesUnknownContentWords() {
    let line = Self.normalizer.normalize("what is the zorblax of qu, 12 b 3rd the weather кот")
    #expect(line.unknown.map(\.text) == ["zorblax", "qu", "кот"])
  }

  @Test func keepsThePlaceInTheLine() {
    let typed = "My calci-phylaxis  and ckd"
    let bytes = Array(typed.utf8)
    let line = Self.normalizer.normalize(typed)
    func slices(_ words: [Word]) -> [String] {
      words.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }
    #expect(slices(line.words) == ["My", "calci-phylaxis", "and", "ckd"])
    #expect(slices(line.canonical) == ["My", "calci-phylaxis", "and", "ckd", "ckd", "ckd"])
    #expect(line.words[1].correctedFrom == "calci phylaxis")
  }

  /// What is asked of an earlier line is read with its words, which stand behind the later ones.
  @Test(arguments: ["kidney failure", "calci phylaxis"])
  func wordsOfTwoLinesNeedNoOrder(_ name: String) {
    let typed = Tokenizer.words(of: "\(name) in \(name)")
    let line = Self.normalizer.normalize([typed[3], typed[1], typed[2]])
    #expect(line.canonical.first?.range == typed[1].range.lowerBound..<typed[3].range.upperBound)
  }

  @Test func correctsABoundedNumberOfWords() {
    let line = String(repeating: "calcuim ", count: 100)
    let corrected = Self.normalizer.normalize(line).words.filter { $0.correctedFrom != nil }
    #expect(corrected.count == Normalizer.correctionLimit)
  }

  @Test func dependsNeitherOnTheOrderOfTheVocabularyNorOnTheRun() {
    let words = ["stone", "stove", "store", "shore", "chore", "score", "spore", "snore"]
    let typos = ["stpre", "shpre", "cjore", "scorr", "soree", "stroe", "hsore", "snoer"]
    let forward = Normalizer(lexicon: Lexicon(), vocabulary: Vocabulary(lines: words))
    let backward = Normalizer(lexicon: Lexicon(), vocabulary: Vocabulary(lines: words.reversed()))
    for typo in typos { #expect(forward.normalize(typo) == backward.normalize(typo)) }
  }

  @Test func anEmptyNormalizerChangesNothing() {
    let normalizer = Normalizer(lexicon: Lexicon(), vocabulary: Vocabulary())
    #expect(normalizer.normalize("calcuim is hihg").text == "calcuim is hihg")
    #expect(normalizer.normalize("").words.isEmpty)
  }

  @Test func lexiconsWithEmptyAndOddEntriesAreHarmless() {
    let lexicon = Lexicon(
      synonyms: [[], [""], ["a"], ["", "b"], ["c", "", "!"], ["a", "c"]],
      misspellings: ["": "x", "y": "", "two words": "z", "!": "?"],
      stopwords: ["", "!"], plainWords: [""], names: ["", "?"])
    let normalizer = Normalizer(lexicon: lexicon, vocabulary: Vocabulary(lines: ["", "b"]))
    #expect(normalizer.normalize("a b c two words").text == "a b c two words")
  }
}
