import Conversation
import Knowledge
import Testing
import Transcripts

struct CoverageTests {
  private static func covered(_ lines: [String]) -> Coverage {
    var coverage = Coverage(
      StubKnowledge.knowledge, labPlaces: ["calcium": Place(file: "labs.yaml", line: 7)])
    for line in lines { coverage.add(StubKnowledge.reply(to: line), for: line) }
    return coverage
  }

  @Test func tellsWhatIsReachedAndWhatNeverIs() {
    let text = CoverageReport(folder: "Intents/").text(
      Self.covered(["hello", "flag", "phosphate", "phosphate"]), failUnder: 90)
    #expect(
      text == """
        Coverage
          sections                  50 %    1 of 2  under 90 %
          refinements               50 %    1 of 2  under 90 %
          red flags                 100 %   1 of 1
          conflicts of severity A   50 %    1 of 2  under 90 %
          other conflicts           0 %     0 of 1
          refusals                  0 %     0 of 1
          outside subjects          0 %     0 of 1
          small talk                0 %     0 of 1
          analytes                  50 %    1 of 2
          results in words          100 %   0 of 0
          conditions and medicines  100 %   0 of 0
          units                     50 %    1 of 2

        Never reached: sections
          Intents/a/c.yaml:1  a/c

        Never reached: refinements
          Intents/refinements.yaml:6  R2

        Never reached: conflicts of severity A
          Intents/conflicts.yaml:14  C-03

        Never reached: other conflicts
          Intents/conflicts.yaml:9  C-02

        Never reached: refusals
          Intents/rules.yaml:8  dose

        Never reached: outside subjects
          Intents/rules.yaml:9  teeth

        Never reached: small talk
          Intents/rules.yaml:2  thanks

        Never reached: analytes
          Intents/labs.yaml:7  calcium

        Never reached: units
          mg/dL

        Reached through one wording only: 4

        """)
  }

  @Test func onlyTheGroupsThatCountDecide() {
    let coverage = Self.covered(["hello", "flag"])
    #expect(coverage.isAtLeast(50))
    #expect(!coverage.isAtLeast(50.1))
    #expect(!Self.covered([]).isAtLeast(1))
  }

  @Test func aReplayCountsThroughItsReplies() {
    var door = StubKnowledge.door()
    let result = Replayer().replay(
      parsed(file("> flag\n\n  ...\n\n= kind  urgent")).transcript, through: &door, kind: .engine)
    var coverage = Coverage(StubKnowledge.knowledge)
    coverage.add(result)
    #expect(coverage.groups.first { $0.name == "red flags" }?.percent == 100)
  }

  @Test func findsTheLinesOfTheLabTable() {
    let text =
      "units:\n  mg/dL:\n    system: si\n  \"%\":\n    x: 1\nanalytes:\n  - id: pth\n    units:\n  - id: \"ana\"\n"
    let places = LabPlaces.places(in: text, file: "labs.yaml")
    #expect(places.mapValues(\.line) == ["mg/dL": 2, "%": 4, "pth": 7, "ana": 9])
  }

  /// https://github.com/jestjs/jest/issues/12564 and 2044: what a snapshot was taken of was gone, and
  /// the snapshot stayed.
  @Test(arguments: [
    (
      "= intent  a/d",
      "a.transcript:6: error: there is no intent 'a/d' in the knowledge; did you mean 'a/b'?"
    ),
    (
      "! intent  safety/E2",
      "a.transcript:6: error: there is no intent 'safety/E2' in the knowledge; did you mean 'safety/E1'?"
    ),
    (
      "~ cites  oen",
      "a.transcript:6: error: there is no source 'oen' in the knowledge; did you mean 'one'?"
    ),
    (
      "! labs  phosphat 6.8 mg/dL",
      "a.transcript:6: error: there is no fact 'phosphat' in the knowledge; did you mean 'phosphate'?"
    ),
    (
      "= conditions  unheard-of",
      "a.transcript:6: error: there is no fact 'unheard-of' in the knowledge"
    ),
  ])
  func jest12564ANameThatIsGoneIsAnError(_ given: (line: String, message: String)) {
    let transcript = parsed(file("> a\n\n\(given.line)")).transcript
    let names = KnowledgeNames(StubKnowledge.knowledge)
    #expect(names.problems(in: transcript).map(\.description) == [given.message])
  }

  @Test(arguments: [
    "= intent  a/c", "= intent  none", "= intent  safety/E1", "= intent  refusal/dose",
    "= intent  outside/teeth", "= intent  smalltalk/thanks", "= intent  command/unknown",
    "= cites  one", "= labs  calcium 9 mg/dL", "= noted  none",
  ])
  func aNameThatExistsIsNone(_ line: String) {
    let transcript = parsed(file("> a\n\n\(line)")).transcript
    #expect(KnowledgeNames(StubKnowledge.knowledge).problems(in: transcript).isEmpty)
  }

  @Test func aTranscriptOfOtherKnowledgeIsAnError() {
    let text = "%calciq-transcript 1\ntitle: A\ncorpus: Stubs 2025\n\n> a\n\n= kind  info\n"
    let problems = KnowledgeNames(StubKnowledge.knowledge).problems(in: parsed(text).transcript)
    #expect(
      problems.map(\.description) == [
        "a.transcript:3: error: there is no corpus 'Stubs 2025' in the knowledge; did you mean 'Stubs 2026'?"
      ])
  }
}
