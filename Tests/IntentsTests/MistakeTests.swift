import Checking
import Conversation
import Knowledge
import KnowledgeFiles
import TestSupport
import Testing

/// Forty mistakes that authors make, one at a time: each is the first thing told, with its place and its mend.
struct MistakeTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var file: String
    /// What stands there, and what the author writes in its place.
    var right: String
    var wrong: String
    /// How the first message begins.
    var told: String

    init(_ name: String, _ file: String, _ right: String, _ wrong: String, _ told: String) {
      testDescription = name
      self.file = file
      self.right = right
      self.wrong = wrong
      self.told = told
    }
  }

  static let folder = SmallFolder([
    "sources.yaml": """
    title: Two sheets on tea
    sources:
      - {id: green-sheet, title: Green tea}
      - {id: black-sheet, title: Black tea}
    """,
    "topics.yaml": """
    topics:
      - {id: green, name: green tea, kind: true}
      - {id: black, name: black tea, kind: true}
    facets:
      - {id: making, name: making, question: "How is {topic} made?", roles: [next]}
    """,
    "green/making.yaml": """
    title: How green tea is made
    facet: making
    text: |
      The leaves are heated soon after they are picked, and so stay green. [1]
    citations:
      - {source: green-sheet, section: Leaves}
    phrases:
      - how is green tea made
      - why does green tea stay green
      - are the leaves heated
    more: [black/making]
    """,
    "black/making.yaml": """
    title: How black tea is made
    facet: making
    text: |
      The leaves are rolled and left to the air, and so turn dark. [1]
    citations:
      - {source: black-sheet, section: Leaves}
    cautions: [N1]
    phrases:
      - how is black tea made
      - why does black tea turn dark
      - are the leaves rolled
    """,
    "conflicts.yaml": """
    - id: N1
      severity: B
      title: Leaves
      note: The sheets differ on how long the leaves lie.
      between: [green-sheet, black-sheet]
    """,
    "dangers/scald.yaml": """
    title: A scald
    urgency: now
    message: emergency
    patterns:
      - (scald*|burn*) ... (tea|kettle)
      - spilled <hot> over (me|him|her)
    groups:
      hot: [hot tea, boiling water]
    """,
    "dialogue.yaml": """
    wording:
      noted: "I keep in mind: {facts}."
      decline: The sheets do not say that.
    """,
    "labs.yaml": """
    units:
      °C: {spellings: [c, °c, degrees]}
    analytes:
      - id: heat
        name: heat of the water
        canonical: °C
        names: [heat, temperature]
        units: {°C: 1}
        reference: {low: 70, high: 100}
        critical: {high: 105}
        hard: [0, 120]
        soft: [10, 110]
    """,
    "refinements.yaml": """
    signals:
      - {id: bitter, title: bitter tea, patterns: [tea ... bitter]}
    rules:
      - id: R1
        title: Too hot
        priority: 10
        urgency: routine
        when: heat is high and topic green
        text: Water that hot makes green tea bitter. [1]
        citations: [{source: green-sheet, section: Water}]
    """,
    "lexicon.yaml": """
    synonyms: [[kettle, teakettle], [leaf, tealeaf]]
    """,
  ])

  @Test func theFolderWithoutMistakesIsClean() throws {
    #expect(Self.folder.problems().map(\.description) == [])
    let check = try KnowledgeCheck(try Self.folder.knowledge())
    #expect(check.problems.map(\.description) == [])
  }

  @Test(arguments: mistakes)
  func isToldFirstWithItsMend(_ mistake: Mistake) throws {
    let text = try #require(Self.folder.files[mistake.file])
    try #require(text.contains(mistake.right))
    let changed = Self.folder.with([
      mistake.file: text.replacing(mistake.right, with: mistake.wrong, maxReplacements: 1)
    ])
    var told = changed.problems().map(\.description)
    if told.isEmpty {
      do {
        told = try KnowledgeCheck(try changed.knowledge()).problems.map(\.description)
      } catch let problem as PatternProblem {
        told = [Problem(.badPattern(reason: problem.reason), at: problem.place).description]
      }
    }
    #expect(told.first?.hasPrefix(mistake.told) == true, "\(told)")
  }

  @Test func nothingBehindABrokenFileIsTold() {
    for (file, text) in Self.folder.files.sorted(by: { $0.key < $1.key }) {
      let told = Self.folder.with([file: "title: [unclosed\n" + text]).problems()
      #expect(Set(told.map(\.place.file)) == [file], "\(told.map(\.description))")
    }
  }

  private static let green = "green/making.yaml"

  static let mistakes: [Mistake] = [
    // Sections
    Mistake(
      "key misspelt", green, "title:", "titel:",
      "green/making.yaml:1:1: error: unknown key 'titel'; did you mean 'title'?"),
    Mistake(
      "phrases misspelt", green, "phrases:", "phrase:",
      "green/making.yaml:7:1: error: unknown key 'phrase'; did you mean 'phrases'?"),
    Mistake(
      "source that there is not", green, "source: green-sheet", "source: almanac",
      "green/making.yaml:6:14: error: unknown source 'almanac'; known are green-sheet, black-sheet"),
    Mistake(
      "topic without a folder", "topics.yaml", "facets:",
      "  - {id: oolong, name: oolong}\nfacets:",
      "topics.yaml:4:5: warning: the topic 'oolong' has no section"),
    Mistake(
      "unknown key", green, "more: [black/making]", "moer: [black/making]",
      "green/making.yaml:11:1: error: unknown key 'moer'; did you mean 'more'?"),
    Mistake(
      "facet misspelt", green, "facet: making", "facet: makign",
      "green/making.yaml:2:8: error: unknown facet 'makign'; did you mean 'making'?"),
    Mistake(
      "source misspelt", green, "source: green-sheet", "source: gren-sheet",
      "green/making.yaml:6:14: error: unknown source 'gren-sheet'; did you mean 'green-sheet'?"),
    Mistake(
      "section misspelt", green, "black/making", "black/makin",
      "green/making.yaml:11:8: error: unknown section 'black/makin'; did you mean 'black/making'?"),
    Mistake(
      "note misspelt", "black/making.yaml", "[N1]", "[N2]",
      "black/making.yaml:7:12: error: unknown note 'N2'; did you mean 'N1'?"),
    Mistake(
      "marker without citation", green, "green. [1]", "green. [1][2]",
      "green/making.yaml:3:7: error: the marker [2] has no citation; there is 1"),
    Mistake(
      "no marker", green, "green. [1]", "green.",
      "green/making.yaml:3:7: error: an answer without a citation"),
    Mistake(
      "citation without marker", green, "section: Leaves}",
      "section: Leaves}\n  - {source: green-sheet, section: Water}",
      "green/making.yaml:3:7: error: the text has no marker [2] for this citation"),
    Mistake(
      "phrase in two sections", green, "are the leaves heated", "are the leaves rolled",
      "green/making.yaml:10:5: error: duplicate phrase 'are the leaves rolled'; it stands at black/making.yaml:11:5"
    ),
    Mistake(
      "phrase twice", green, "are the leaves heated", "How is green tea made?",
      "green/making.yaml:10:5: error: duplicate phrase"),
    Mistake(
      "open bracket in a phrase", green, "are the leaves heated", "are (the leaves heated",
      "green/making.yaml:10:"),
    Mistake(
      "unknown placeholder in a phrase", green, "are the leaves heated", "are {topik} heated",
      "green/making.yaml:10:"),
    Mistake(
      "phrase of stop words", green, "are the leaves heated", "what is it for",
      "green/making.yaml:10:5: warning: the phrase 'what is it for' has only words that any line may have"
    ),
    Mistake(
      "no phrases", green,
      "phrases:\n  - how is green tea made\n  - why does green tea stay green\n  - are the leaves heated\n",
      "",
      "green/making.yaml:1:1: error: the key 'phrases' is missing"),
    // YAML
    Mistake(
      "tab", green, "  - how is green", "\t- how is green",
      "green/making.yaml:8:1: error: not valid YAML: a tab in front of the text; indent with blanks"
    ),
    Mistake(
      "open quote", green, "title: How", "title: \"How",
      "green/making.yaml:1:8: error: not valid YAML: the quote that begins here does not end"),
    Mistake(
      "bare colon", green, "title: How green", "title: Tea: how green",
      "green/making.yaml:1:11: error: not valid YAML: a colon before a blank within text"),
    Mistake(
      "open list", green, "more: [black/making]", "more: [black/making",
      "green/making.yaml:11:7: error: not valid YAML: the list that begins here"),
    Mistake(
      "open mapping", "sources.yaml", "title: Black tea}", "title: Black tea",
      "sources.yaml:4:5: error: not valid YAML: what begins here with '{' does not end"),
    Mistake(
      "wrong indentation", green, "  - why does", " - why does",
      "green/making.yaml:9:2: error: not valid YAML: a line that is indented otherwise"),
    Mistake(
      "pattern begins with a bracket", "dangers/scald.yaml", "- (scald*|burn*) ... (tea|kettle)",
      "- [a] (scald*|burn*)", "dangers/scald.yaml:"),
    Mistake(
      "pattern is a list", "dangers/scald.yaml", "- (scald*|burn*) ... (tea|kettle)", "- [scald]",
      "dangers/scald.yaml:5:5: error: expected text, found a list; text that begins with '[' is put in quotes"
    ),
    Mistake(
      "empty file", "lexicon.yaml", "synonyms: [[kettle, teakettle], [leaf, tealeaf]]", "",
      "lexicon.yaml:1:1: error: expected a mapping, found an empty file"),
    // Sources and topics
    Mistake(
      "source twice", "sources.yaml", "id: black-sheet", "id: green-sheet",
      "sources.yaml:4:5: error: duplicate source 'green-sheet'; it stands at sources.yaml:3:5"),
    Mistake(
      "role that is none", "topics.yaml", "roles: [next]", "roles: [nxet]",
      "topics.yaml:5:74: error: unknown role 'nxet'; did you mean 'next'?"),
    Mistake(
      "kind is no word of two", "topics.yaml", "kind: true", "kind: maybe",
      "topics.yaml:2:40: error: expected true or false, found 'maybe'"),
    // Dangers
    Mistake(
      "urgency that is none", "dangers/scald.yaml", "urgency: now", "urgency: immediately",
      "dangers/scald.yaml:2:10: error: unknown urgency 'immediately'; known are none, routine, soon, today, now"
    ),
    Mistake(
      "message misspelt", "dangers/scald.yaml", "message: emergency", "message: emergncy",
      "dangers/scald.yaml:3:10: error: unknown message 'emergncy'; did you mean 'emergency'?"),
    Mistake(
      "group misspelt", "dangers/scald.yaml", "<hot>", "<hto>", "dangers/scald.yaml:6:"),
    Mistake(
      "open bracket in a pattern", "dangers/scald.yaml", "(tea|kettle)", "(tea|kettle",
      "dangers/scald.yaml:5:"),
    // Fixed sentences
    Mistake(
      "sentence that nobody says", "dialogue.yaml", "decline:", "declines:",
      "dialogue.yaml:3:3: error: unknown key 'declines'; did you mean 'decline'?"),
    Mistake(
      "placeholder misspelt", "dialogue.yaml", "{facts}", "{fact}",
      "dialogue.yaml:2:10: error: unknown placeholder 'fact'; did you mean 'facts'?"),
    // Results
    Mistake(
      "unit that is none", "labs.yaml", "canonical: °C", "canonical: °F",
      "labs.yaml:4:9: error: the canonical unit of 'heat' must stand among its units with the factor 1"
    ),
    Mistake(
      "soft outside hard", "labs.yaml", "soft: [10, 110]", "soft: [10, 130]",
      "labs.yaml:4:9: error: soft of 'heat' must lie within hard"),
    Mistake(
      "limits the wrong way round", "labs.yaml", "low: 70, high: 100", "low: 100, high: 70",
      "labs.yaml:4:9: error: the limits of 'heat' must rise"),
    Mistake(
      "one end of a span", "labs.yaml", "hard: [0, 120]", "hard: [120]",
      "labs.yaml:"),
    Mistake(
      "number that is none", "labs.yaml", "high: 105", "high: hot",
      "labs.yaml:10:22: error: expected a number, found 'hot'"),
    Mistake(
      "age that nobody has", "labs.yaml", "hard: [0, 120]",
      "ranges: [{low: 70, high: 100, age: [0, 1e300]}]\n    hard: [0, 120]",
      "labs.yaml:11:44: error: expected an age from 0 to 150"),
    Mistake(
      "key of an analyte misspelt", "labs.yaml", "reference:", "refrence:",
      "labs.yaml:9:5: error: unknown key 'refrence'; did you mean 'reference'?"),
    // Rules
    Mistake(
      "result misspelt in a condition", "refinements.yaml", "heat is high", "haet is high",
      "refinements.yaml:8:11: error: unknown analyte or result 'haet'; did you mean 'heat'?"),
    Mistake(
      "topic misspelt in a condition", "refinements.yaml", "topic green", "topic gren",
      "refinements.yaml:8:34: error: unknown topic 'gren'; did you mean 'green'?"),
    Mistake(
      "condition that does not end", "refinements.yaml", "heat is high and topic green",
      "(heat is high and topic green", "refinements.yaml:8:"),
    Mistake(
      "rule without text", "refinements.yaml",
      "    text: Water that hot makes green tea bitter. [1]\n", "",
      "refinements.yaml:4:5: error: the key 'text' is missing"),
    Mistake(
      "word in two synonym lists", "lexicon.yaml", "[leaf, tealeaf]", "[leaf, teakettle]",
      "lexicon.yaml:1:40: warning: duplicate synonym 'teakettle'; it stands at lexicon.yaml:1:21"),
  ]

  @Test(arguments: [
    (
      "context: [{id: man, kind: sex, label: man, names: [man]}]",
      "labs.yaml:1:27: error: age and sex need no entry"
    ),
    ("analytes: [{foo: 1}]", "labs.yaml:1:13: error: unknown key 'foo'; known are id, name"),
  ])
  func whatIsNoEntryOfResultsIsTold(_ labs: String, _ told: String) {
    let found = SmallFolder.least.with(["labs.yaml": labs]).problems().map(\.description)
    #expect(found.contains { $0.hasPrefix(told) }, "\(found)")
  }
}
