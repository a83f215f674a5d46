import Checking
import Knowledge
import KnowledgeFiles
import Testing

/// What the check says of knowledge that loads and yet does not work as its author meant.
@Suite struct KnowledgeCheckTests {
  /// A folder of sections, each a name with its phrases and keywords as YAML lists.
  private static func check(
    _ sections: [(name: String, phrases: String, keywords: String)],
    others: [(path: String, text: String)] = []
  ) throws -> [String] {
    var files = others
    for (name, phrases, keywords) in sections {
      let text = """
        title: \(name)
        facet: answer
        gist: About \(name). [1]
        text: About \(name). [1]
        citations: [{source: own, section: \(name)}]
        phrases: [\(phrases)]
        keywords: [\(keywords)]
        """
      files.append(("house/\(name).yaml", text))
    }
    files.append(
      (
        "sources.yaml",
        "title: A house\nsources: [{id: own, title: House, label: House, trust: Ours.}]"
      ))
    files.sort { $0.path < $1.path }
    let folder = FolderFiles(files: files.map { ($0.path, Array($0.text.utf8)) })
    let knowledge = try KnowledgeFolder.knowledge(from: folder)
    let check = try KnowledgeCheck(knowledge, isThorough: true)
    return check.problems.map(\.description) + check.figures
  }

  private static let lights =
    "turn on the light, switch the lamp on, make it brighter in here, light the lamp please"
  private static let music =
    "play some music, put a song on, i want to hear jazz, play that song again"
  private static let weather =
    "will it rain tomorrow, what is the forecast, do i need an umbrella, is a storm coming"

  @Test func soundKnowledgeHasNoErrors() throws {
    let found = try Self.check([
      ("lights", Self.lights, "dimmer"), ("music", Self.music, "radio"),
      ("weather", Self.weather, "barometer"),
    ])
    #expect(found.filter { $0.contains(": error: ") } == [])
  }

  @Test func aPhraseThatReachesAnotherSectionIsNamedWithItsPlace() throws {
    // A refusal is decided before any section is looked for.
    let storm = "{title: storms, text: Nobody knows., patterns: [storm]}"
    let found = try Self.check(
      [("lights", Self.lights, "dimmer"), ("weather", Self.weather, "barometer")],
      others: [("refusals/storm.yaml", storm)])
    #expect(
      found.contains {
        $0.hasPrefix("house/weather.yaml:6:79: error: the phrase 'is a storm coming' reaches")
      }, "\(found)")
  }

  /// Equal as written is refused at load already; these are equal once synonyms are replaced.
  @Test func aPhraseOfTwoSectionsIsADuplicateWhateverItsWords() throws {
    let found = try Self.check(
      [
        ("lights", Self.lights + ", where is the lamp", "dimmer"),
        ("music", Self.music + ", where is the bulb", "radio"),
      ], others: [("lexicon.yaml", "synonyms: [[lamp, bulb]]")])
    #expect(
      found.contains {
        $0.contains("house/music.yaml:6:") && $0.contains("error: duplicate phrase")
      }, "\(found)")
  }

  @Test func aSectionThatNobodyCanReachIsNamed() throws {
    let rain = """
      title: rain
      text: Nobody knows.
      patterns: [rain, forecast, umbrella, storm, barometer]
      """
    let found = try Self.check(
      [("lights", Self.lights, "dimmer"), ("weather", Self.weather, "barometer")],
      others: [("refusals/rain.yaml", rain)])
    #expect(
      found.contains {
        $0.hasPrefix("house/weather.yaml:1:1: error: no phrase reaches the section")
      }, "\(found)")
  }

  @Test func overmatchingPhrasesAndPairsThatStealAreReported() throws {
    let found = try Self.check([
      ("lights", Self.lights, "dimmer"),
      ("lamps", "switch the lamp off, turn off the light, make it darker in here", "shade"),
      ("music", Self.music, "radio"), ("weather", Self.weather, "barometer"),
    ])
    #expect(found.contains { $0.contains("warning: held out, the phrase '") }, "\(found)")
    #expect(found.contains { $0.contains("phrases are taken by house/") }, "\(found)")
  }

  @Test func aFactThatASectionCitesAndDoesNotTellIsNamed() throws {
    let soup = """
      title: soup
      facet: answer
      gist: Soup is served hot at noon. [1]
      text: Soup is served hot at noon. [1]
      citations: [{source: menu, section: Lunch, facts: [M-1, M-2]}]
      phrases: [what is soup, when is soup served]
      """
    let menu = """
      title: Menu
      facts: {M-1: Soup is served hot, M-2: Guests bring umbrellas when thunderstorms approach}
      """
    let found = try Self.check(
      [("lights", Self.lights, "dimmer")],
      others: [("house/soup.yaml", soup), ("sources/menu.yaml", menu)])
    let silent = found.filter { $0.contains("says nothing of it") }
    #expect(silent.count == 1, "\(found)")
    #expect(silent.first?.contains("'house/soup' cites the fact 'M-2'") == true)
  }

  @Test func deadKeywordsAreReported() throws {
    let found = try Self.check(
      [
        ("lights", Self.lights, "dimmer, turn on the light, the"),
        ("music", Self.music, "radio"),
      ], others: [("lexicon.yaml", "stopwords: [the, a, is]")])
    #expect(
      found.contains {
        $0.contains("house/lights.yaml:7:20: warning: the keyword 'turn on the light' says what")
      }, "\(found)")
    #expect(
      found.contains {
        $0.contains("house/lights.yaml:7:39: warning: the keyword 'the' has only words")
      }, "\(found)")
    #expect(!found.contains { $0.contains("keyword 'dimmer'") })
  }

  /// What a reader would stumble over, each with a part of its warning.
  @Test(arguments: [
    (text: "Soup is hot. [1]", gist: "It is hot. [1]", note: "", warning: "begins with 'it'"),
    (text: "Soup is hot. [1]", gist: "One form is hot. [1]", note: "", warning: "'one form'"),
    (
      text: "Soup is harmless. [1]", gist: "Soup is hot. [1]", note: "",
      warning: "says 'harmless' with the marker of menu"
    ),
    (
      text: #"Soup is hot. [1]\n\nThe Menu says so."#, gist: "Soup is hot. [1]", note: "",
      warning: "names Menu without a marker of menu"
    ),
    (
      text: "Soup is hot. [1]", gist: "Soup is hot. [1]", note: "The 2011 line is old.",
      warning: "('the # line'); name it"
    ),
    (
      text: "Soup is hot. [1]", gist: "Soup is hot. [1]", note: "This list is short.",
      warning: "('this list'); name it"
    ),
    (
      text: String(repeating: "Soup is hot and thick. ", count: 30) + "[1]",
      gist: "Soup is hot. [1]",
      note: "", warning: "the text has 150 words; 130 are enough"
    ),
    (
      text: String(
        repeating: "Nutritional considerations necessitate individualization. ", count: 12) + "[1]",
      gist: "Soup is hot. [1]", note: "", warning: "is of reading grade"
    ),
    (
      text: String(repeating: "soup and ", count: 20) + "bread. [1]", gist: "Soup is hot. [1]",
      note: "",
      warning: "a sentence of 41 words ('soup and soup and soup and …')"
    ),
    (
      text: "The kitchen opens at noon and closes when the last of the guests has left. [1]",
      gist: "Soup is hot. [1]", note: "", warning: "stands in house/bread too"
    ),
  ])
  func whatAReaderStumblesOverIsNamed(
    _ seen: (text: String, gist: String, note: String, warning: String)
  ) throws {
    func section(_ name: String, _ gist: String, _ text: String) -> (String, String) {
      (
        "house/\(name).yaml",
        """
        title: \(name)
        gist: "\(gist)"
        text: "\(text)"
        citations: [{source: menu, section: Lunch, facts: [M-1]}]
        phrases: [what is \(name), when is \(name) served, how hot is \(name)]
        """
      )
    }
    let kitchen = "The kitchen opens at noon and closes when the last of the guests has left. [1]"
    var others = [
      section("soup", seen.gist, seen.text), section("bread", "Bread is warm. [1]", kitchen),
      ("sources/menu.yaml", "title: Menu\nlabel: Menu 2011\nyear: 2011\nfacts: {M-1: Soup is hot}"),
    ]
    if !seen.note.isEmpty {
      others.append(
        ("conflicts.yaml", "- {id: N, severity: A, title: A note, note: \(seen.note)}"))
    }
    let found = try Self.check([("lights", Self.lights, "dimmer")], others: others)
    #expect(found.contains { $0.contains("warning: ") && $0.contains(seen.warning) }, "\(found)")
    let sound = try Self.check(
      [("lights", Self.lights, "dimmer")],
      others: [
        section(
          "soup", "Soup is hot. [1]", "The Menu names soup: [1] No page calls it harmless. [1]"),
        section("bread", "Bread is warm. [1]", kitchen), others[2],
      ])
    #expect(!sound.contains { $0.contains(seen.warning) }, "\(sound)")
  }

  @Test func linesOfAQuestionFileThatSayNothingAreNamed() throws {
    var file = QuestionFile(
      "# asked at the desk\nturn on the lamp\thouse/lights\nno tab here\nwhat song\thouse/musik\nwho won\tnone\n",
      named: "q.tsv")
    #expect(
      file.problems(sections: ["house/lights", "house/music"]).map(\.description) == [
        "q.tsv:3:1: error: no tab between question and section; write question TAB section, or TAB none",
        "q.tsv:4:11: error: unknown section 'house/musik'; did you mean 'house/music'?",
      ])
  }

  @Test func aFolderOnIllnessNeedsDangersOfItsOwn() throws {
    let labs = """
      context: [{id: iron, kind: medicine, label: iron tablets, names: [iron tablets]}]
      """
    func warns(_ more: [(path: String, text: String)]) throws -> Bool {
      try Self.check([("lights", Self.lights, "dimmer")], others: [("labs.yaml", labs)] + more)
        .contains { $0.hasPrefix("labs.yaml:1:1: warning: the folder is on illness") }
    }
    #expect(try warns([]))
    #expect(try !warns([("dangers/bleeding.yaml", "also: [bleeds ... much]")]))
    #expect(try !warns([("safety.yaml", "built-in-dangers: false")]))
  }

  /// Neither results nor conditions are needed: what the texts speak of tells it too.
  @Test(arguments: [
    ("Tablets are taken for some weeks; the doctor tests the blood again.", true),
    ("Yeast eats sugar and gives off gas.", false),
  ])
  func textsOnIllnessNeedDangersToo(_ text: String, _ warns: Bool) throws {
    let section =
      "title: Lamps\ntext: \(text)\nphrases: [switch the lamp on, make it brighter here]"
    let found = try Self.check([], others: [("house/lamps.yaml", section)])
    let told = "sources.yaml:1:1: warning: the folder is on illness, medicines or results"
    #expect(found.contains { $0.hasPrefix(told) } == warns, "\(found)")
  }

  @Test(arguments: [
    ("topics: [{id: house, name: house}]", true),
    ("topics: [{id: house, name: house, kind: true}, {id: b, name: b, kind: true}]", false),
  ])
  func aComparisonNeedsTwoKinds(_ topics: String, _ warns: Bool) throws {
    let facets = "facets: [{id: answer, name: answer, question: What, roles: [compared]}]"
    let found = try Self.check(
      [("lights", Self.lights, "dimmer")], others: [("topics.yaml", "\(topics)\n\(facets)")])
    #expect(found.contains { $0.contains("warning: nothing is compared") } == warns, "\(found)")
  }

  /// A file whose name is no facet is a section all the same; one that is nearly a facet is named.
  @Test func aFileNeedNotBeNamedByAFacet() throws {
    let section = "title: Lamps\ntext: Lamps give light.\nphrases: [why do lamps give light]"
    let found = try Self.check(
      [("lights", Self.lights, "dimmer")],
      others: [
        (
          "topics.yaml",
          "facets: [{id: answer, name: answer, question: What}, {id: care, name: care, question: How}]"
        ),
        ("house/lamps.yaml", section),
        ("house/answr.yaml", section.replacing("lamps", with: "bulbs")),
      ])
    #expect(found.filter { $0.contains(": error: ") } == [])
    let near = found.filter { $0.contains("is no facet") }
    #expect(
      near == [
        "house/answr.yaml:1:1: warning: 'answr' is no facet of topics.yaml; did you mean 'answer'?"
      ])
  }
}
