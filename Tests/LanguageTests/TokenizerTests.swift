import Language
import Testing

@Suite struct TokenizerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var line: String
    var words: String
    var testDescription: String { line }

    init(_ line: String, _ words: String) {
      self.line = line
      self.words = words
    }
  }

  @Test(arguments: [
    Case("Can't I?", "cant i"),
    Case("Paget’s disease", "pagets disease"),
    Case("it's the patients' own", "its the patients own"),
    Case("'quoted' `words`", "quoted words"),
    Case("Ménière, naïve façade Łódź", "meniere naive facade lodz"),
    Case("cafe\u{301} e\u{301}te\u{301}", "cafe ete"),
    Case("Æon œdema straße Ørsted þing", "aeon oedema strasse orsted thing"),
    Case("ắ ǖ ḗ Ș", "a u e s"),
    Case("µg μg", "ug ug"),
    Case("Ca²⁺ H₂O 10⁹", "ca2 h2o 109"),
    Case("x-ray and/or T.B.", "x ray and or t b"),
    Case("calcium 2.2 or 2,2", "calcium 2.2 or 2.2"),
    Case("1,234 and 1,234.5 and 12,345,678", "1234 and 1234.5 and 12345678"),
    Case("0,123 12.05.2024 1.2.3.4", "0.123 12 05 2024 1 2 3 4"),
    Case(".5 mg x.5", "0.5 mg x 5"),
    Case("5mg 2.2mmol/L 24h", "5 mg 2.2 mmol l 24 h"),
    Case("1st 2nd 3RD 4th 5the", "1st 2nd 3rd 4th 5 the"),
    Case("B12 T3 25-OH", "b12 t3 25 oh"),
    Case("ﬁsh ＡＢＣ１２", "fish abc12"),
    Case("pain😀pain ❤️ pain", "pain pain pain"),
    Case("soft\u{ad}hyphen zero\u{200b}width", "softhyphen zerowidth"),
    Case("кальций ΑΛΦΑ ٣٤", "кальций αλφα 34"),
    Case("", ""),
    Case(" ... !!! ,,, 😀", ""),
    Case("\u{0}\u{7}a\u{1b}[31mb", "a 31 mb"),
  ])
  func foldsAndSplits(_ example: Case) {
    #expect(Tokenizer.folded(example.line) == example.words)
  }

  @Test(arguments: [
    ("no fever, chills or pus. but pain", [0, 0, 1, 1, 1, 2, 2], [0, 0, 0, 0, 0, 1, 1]),
    ("one\ntwo; three? four", [0, 1, 2, 3], [0, 1, 2, 3]),
    ("e.g. this, i.e. that", [0, 0, 0, 1, 1, 1], [0, 0, 0, 0, 0, 0]),
    ("calcium 2.2. Fine", [0, 0, 1], [0, 0, 1]),
    ("...,, one ,.,. two,", [0, 1], [0, 1]),
    ("pain.what now", [0, 1, 1], [0, 1, 1]),
    ("wait… what", [0, 1], [0, 1]),
  ])
  func countsClausesAndSentences(_ line: String, _ clauses: [Int], _ sentences: [Int]) {
    let words = Tokenizer.words(of: line)
    #expect(words.map(\.clause) == clauses)
    #expect(words.map(\.sentence) == sentences)
  }

  @Test func rangesAreBytesOfTheOriginalLine() {
    let line = "É’s 2,2 é́ 😀 ﬁn can’t"
    let bytes = Array(line.utf8)
    let slices = Tokenizer.words(of: line).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    #expect(slices == ["É’s", "2,2", "é́", "ﬁn", "can’t"])
  }

  @Test func stopsAtTheWordLimit() {
    let line = String(repeating: "word ", count: 2000)
    #expect(Tokenizer.words(of: line).count == Tokenizer.wordLimit)
    let date = String(repeating: "1.", count: 5000)
    #expect(Tokenizer.words(of: date).count == Tokenizer.wordLimit)
  }

  @Test(arguments: ["a", "é", "к", "字"])
  func cutsEndlessWordsBetweenLetters(_ letter: String) {
    let words = Tokenizer.words(of: String(repeating: letter, count: 5000))
    #expect(words.count == 1)
    #expect(words.allSatisfy { $0.text.utf8.count <= Tokenizer.wordByteLimit })
    #expect(words.allSatisfy { !$0.text.contains("\u{fffd}") && !$0.text.isEmpty })
  }

  @Test func readsNumbers() {
    #expect(Tokenizer.words(of: "a 14 2,5 3rd 1,200").map(\.number) == [nil, 14, 2.5, nil, 1200])
  }

  @Test func stemsPlainWordsOnly() {
    let stems = Tokenizer.words(of: "Kidneys b12s 2.2 treating").map(\.stem)
    #expect(stems == ["kidney", "b12s", "2.2", "treat"])
  }
}
