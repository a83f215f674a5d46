import Language
import Testing

@Suite struct PatternSetTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var pattern: String
    var line: String
    /// The words that match, in brackets within the line; `nil` for no match.
    var found: String?
    var testDescription: String { "\(pattern) in \(line)" }

    init(_ pattern: String, _ line: String, _ found: String?) {
      self.pattern = pattern
      self.line = line
      self.found = found
    }
  }

  static let groups = [
    "family": ["mum", "dad", "grand*", "mother in law"],
    "person": ["<family>", "friend", "my [own] doctor"],
    "pain": ["pain", "ache", "hurt*"],
  ]

  static func found(_ pattern: String, _ line: String) throws -> String? {
    let words = Tokenizer.words(of: line)
    let set = try PatternSet(patterns: [(7, pattern)], groups: groups)
    let matches = set.matches(in: words)
    #expect(matches.allSatisfy { $0.id == 7 })
    return matches.first.map { words[$0.range].map(\.text).joined(separator: " ") }
  }

  @Test(arguments: [
    Case("lump", "two lumps here", "lumps"),
    Case("\"lump\"", "two lumps here", nil),
    Case("\"Can't breathe\"", "I can’t breathe!", "cant breathe"),
    Case("can't breathe", "i cant breath", "cant breath"),
    Case("x-ray", "an x ray", "x ray"),
    Case("calci*", "my calcinosis", "calcinosis"),
    Case("calci*", "calci", "calci"),
    Case("calcinosis*", "calci", nil),
    Case("x-ra*", "some x-rays", "x rays"),
    Case("a b", "a c b", nil),
    Case("a b", "a. b", nil),
    Case("a b", "a, b", "a b"),
    Case("chest (pain|pressure|tight*)", "my chest tightness", "chest tightness"),
    Case("(a|b c|d) e", "b c e", "b c e"),
    Case("(a|b c|d) e", "b e", nil),
    Case("(a|a b) c", "a b c", "a b c"),
    Case("what [is|was] [the] cause", "what cause", "what cause"),
    Case("what [is|was] [the] cause", "what was the cause", "what was the cause"),
    Case("what [is|was] [the] cause", "what the is cause", nil),
    Case("[very] high", "very very high", "very high"),
    Case("a ... b", "a b", "a b"),
    Case("a ... b", "a 1 2 3 4 5 6 b", "a 1 2 3 4 5 6 b"),
    Case("a ... b", "a 1 2 3 4 5 6 7 b", nil),
    Case("a ... b", "a x. b", nil),
    Case("a ... b", "a x. a y, b", "a y b"),
    Case("a ... ... b", "a 1 2 3 4 5 6 7 8 9 10 11 12 b", "a 1 2 3 4 5 6 7 8 9 10 11 12 b"),
    Case("my <family>", "my mother in law", "my mother in law"),
    Case("my <family>", "my granddad", "my granddad"),
    Case("<person> has <pain>", "my own doctor has aches", "my own doctor has aches"),
    Case("<person> has <pain>", "my dads has hurting", "dads has hurting"),
    Case("calcium [is] #>=14", "calcium is 14", "calcium is 14"),
    Case("calcium [is] #>=14", "calcium is 13.9", nil),
    Case("calcium [is] #>=14", "calcium 14mg/dL", "calcium 14"),
    Case("# days", "2,5 days", "2.5 days"),
    Case("#<6.5", "5 6.5 7", "5"),
    Case("#=3 [units]", "3 units", "3 units"),
    Case("#>10", "a 3rd b12", nil),
    Case("#<=2 ... #>2", "1 2 3", "1 2 3"),
    Case("^ hi $", "Hi!", "hi"),
    Case("^ hi $", "hi there", nil),
    Case("^ hi", "oh hi", nil),
    Case("thanks $", "ok. thanks", "thanks"),
    Case("thanks $", "thanks. ok", nil),
    Case("^ hi ... $", "hi a b c", "hi a b c"),
    Case("(^ so|but) why", "so why", "so why"),
    Case("(^ so|but) why", "and so why", nil),
    Case("a & b", "b then. a", "a"),
    Case("a & b", "a", nil),
    Case("a & b & c d", "c d b a", "a"),
    Case("a ! b", "a c", "a"),
    Case("a ! b", "a. b", nil),
    Case("a & c ! b ! d", "a c e", "a"),
    Case("a & c ! b ! d", "a c d", nil),
    Case("a ! b c", "a b", "a"),
    Case("((a|b) [c]|d) e", "b c e", "b c e"),
    Case("[a [b]] c", "a b c", "a b c"),
    Case("[a [b]] c", "b c", "c"),
    Case("a... b", "a x b", "a x b"),
    Case("Ménière (μg|é)", "meniere ug", "meniere ug"),
    Case("a", "", nil),
    Case("how are you?", "how are you", "how are you"),
  ])
  func matchesAsTheGrammarSays(_ example: Case) throws {
    #expect(try Self.found(example.pattern, example.line) == example.found)
  }

  /// Digits of a number that is larger than any.
  private static let infinite = String(repeating: "9", count: 400)

  @Test(arguments: [
    ("", 0, "a word", "the end"),
    ("a & ", 4, "a word", "the end"),
    ("! a", 0, "a word", "!"),
    ("a ! b & c", 6, "'!' or the end", "&"),
    ("(a|", 3, "a word", "the end"),
    ("(a||b)", 3, "a word", "|b)"),
    ("()", 1, "a word", ")"),
    ("(a", 2, "'|' or ')'", "the end"),
    ("[a)", 2, "'|' or ']'", ")"),
    ("a) b", 1, "'&', '!' or the end", ")"),
    ("a | b", 2, "'&', '!' or the end", "|"),
    ("(a & b)", 3, "'|' or ')'", "&"),
    ("a&b", 1, "a blank before '&' and '!'", "&b"),
    ("help!", 4, "a blank before '&' and '!'", "!"),
    ("<nobody> a", 0, "one of the groups <family>, <pain>, <person>", "<nobody> a"),
    ("é <family", 9, "'>'", "the end"),
    ("<>", 1, "a name", ">"),
    ("a > b", 2, "a word", ">"),
    ("\"a", 2, "a closing quotation mark", "the end"),
    ("\"!\"", 0, "a word", "\"!\""),
    ("* a", 0, "a word", "*"),
    ("#>=x", 3, "a number", "x"),
    ("#>", 2, "a number", "the end"),
    ("#>" + infinite, 2, "a number", infinite),
    ("- a", 0, "a word", "-"),
    ("[a]", 0, "a word that must be there", "[a]"),
    ("a ! [b] ...", 4, "a word that must be there", "[b] ..."),
    ("^ $", 0, "a word that must be there", "^ $"),
    ("((((((((((((((a))))))))))))))", 13, "fewer brackets within brackets", "(a))))))))))))))"),
  ])
  func tellsWhereAPatternIsWrong(
    _ text: String, _ offset: Int, _ expected: String, _ found: String
  ) {
    let error = PatternError(
      place: .pattern(id: 3), offset: offset, expected: expected, found: found)
    #expect(throws: error) {
      try PatternSet(patterns: [(1, "fine"), (3, text)], groups: Self.groups)
    }
    let problems = PatternSet.problems(
      patterns: [(1, "fine"), (3, text)], groups: Self.groups)
    #expect(problems == [error])
  }

  @Test(arguments: [
    (["a": ["x", "<b>"], "b": ["y <a>"]], "b", 0, 2, "a group that does not contain itself"),
    (["a": ["x", "<c>"]], "a", 1, 0, "one of the groups <a>"),
    (["a": []], "a", 0, 0, "a group with alternatives"),
    (["a": ["x", "[y]"]], "a", 1, 0, "a word that must be there"),
    (["a": ["x", "y & z"]], "a", 1, 2, "a word or the end"),
  ])
  func tellsWhereAGroupIsWrong(
    _ groups: [String: [String]], _ name: String, _ alternative: Int, _ offset: Int,
    _ expected: String
  ) {
    var error: PatternError?
    do throws(PatternError) { _ = try PatternSet(patterns: [], groups: groups) } catch {
      #expect(error.place == .group(name: name, alternative: alternative))
      #expect(error.offset == offset)
      #expect(error.expected == expected)
    }
    error = PatternSet.problems(patterns: [], groups: groups).first
    #expect(error?.place == .group(name: name, alternative: alternative))
  }

  @Test func refusesGroupsThatGrowWithoutBound() {
    var groups = ["g0": ["a b", "c d"]]
    for index in 1..<12 {
      groups["g\(index)"] = ["<g\(index - 1)> <g\(index - 1)> <g\(index - 1)>"]
    }
    #expect(throws: PatternError.self) {
      try PatternSet(patterns: [(0, "<g11>")], groups: groups)
    }
    var chain = ["h0": ["a"]]
    for index in 1..<100 { chain["h\(index)"] = ["<h\(index - 1)>"] }
    #expect(PatternSet.problems(patterns: [], groups: chain).count <= 100)
  }

  @Test func reportsEveryMatchInOrderOfId() throws {
    let set = try PatternSet(patterns: [
      (9, "pain"), (2, "chest"), (5, "nothing"), (2, "chest pain"), (-1, "c* p*"),
    ])
    let matches = set.matches(in: Tokenizer.words(of: "my chest pain"))
    #expect(matches.map(\.id) == [-1, 2, 2, 9])
    #expect(matches.map(\.range) == [1..<3, 1..<2, 1..<3, 2..<3])
  }

  @Test func reportsEveryProblem() {
    let problems = PatternSet.problems(
      patterns: [(0, "(a"), (1, "fine"), (2, "<z>"), (3, "b)")], groups: ["g": ["("]])
    #expect(
      problems.map(\.place) == [
        .group(name: "g", alternative: 0), .pattern(id: 0), .pattern(id: 2), .pattern(id: 3),
      ])
  }

  @Test func givesTheSpellerItsWords() throws {
    let set = try PatternSet(
      patterns: [(0, "Chest (pain|\"aching\") calci* #>3 ! can't <g>")], groups: ["g": ["x-ray"]])
    #expect(set.vocabulary == ["x", "ray", "chest", "pain", "aching", "cant"])
  }

  @Test(arguments: [10, 63, 64, 65, 200, 512])
  func longLinesMatchLikeShortOnes(_ count: Int) throws {
    let set = try PatternSet(patterns: [
      (0, "alpha ... omega $"), (1, "^ first"), (2, "alpha omega"), (3, "b c"), (4, "omega b"),
    ])
    let filler = String(repeating: "b. ", count: count - 4)
    let words = Tokenizer.words(of: "first \(filler) alpha x, omega")
    #expect(words.count == count)
    let matches = set.matches(in: words)
    #expect(matches.map(\.id) == [0, 1])
    #expect(matches.map(\.range) == [count - 3..<count, 0..<1])
  }

  @Test func manyOptionalPartsCostNoTime() throws {
    let pattern = String(repeating: "[a|a a|...] ", count: 60) + "b"
    let set = try PatternSet(patterns: [(0, pattern)])
    #expect(set.matches(in: Tokenizer.words(of: String(repeating: "a ", count: 500))).isEmpty)
  }
}
