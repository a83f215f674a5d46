import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Sections in a reply: whole, in one sentence, several at once, side by side.
struct SectionWriterTests {
  private static let knowledge: Knowledge = {
    var knowledge = SmallLibrary.knowledge
    knowledge.dialogue.wording = [
      "also": "Also:", "again": "As I said:", "again-ask": "Or:", "decline": "Not covered.",
      "decline-named": "Nothing on {subject}.", "silent-cell": "–",
    ]
    knowledge.scope.outside = [
      OutsideSubject(
        recognizer: Recognizer(id: "cars", title: "cars", patterns: [], place: SmallLibrary.place),
        text: nil)
    ]
    knowledge.sections[1].cautions = ["mild"]
    knowledge.sections[1].detail = CitedText("In a clinician's words.", citations: [])
    return knowledge
  }()

  private let writer = SectionWriter(
    knowledge: SectionWriterTests.knowledge, index: SectionIndex(SectionWriterTests.knowledge),
    wording: Wording(SectionWriterTests.knowledge))

  private func draft(_ session: Session = Session(), isBrief: Bool = false) -> Draft {
    var manner = Draft.Manner()
    manner.isBrief = isBrief
    return Draft(ReplyComposer(.answer, Self.knowledge), session, manner)
  }

  private func section(_ id: String) throws -> Section {
    try #require(Self.knowledge.sections.first { $0.id == id })
  }

  // MARK: One

  @Test func aSectionIsShownWholeAndComesIntoFocus() throws {
    var draft = draft()
    writer.show(try section("bread/definition"), score: 0.876, &draft)
    #expect(draft.texts == ["All on the definition of bread."])
    let reply = draft.composer.reply
    #expect(reply.intent == "bread/definition" && reply.confidence == 0.88)
    #expect(reply.trace.sections == ["bread/definition"] && draft.notes == ["mild"])
    #expect(draft.session.focus?.section == "bread/definition")
    #expect(draft.session.said.sections == ["bread/definition"])
    #expect(draft.session.offered == ["bread/steps"])
    #expect(reply.suggestions == ["what is the steps of bread"])
  }

  @Test func whatWasShownIsNotOfferedNext() throws {
    var draft = draft(.after("bread/steps"))
    writer.show(try section("bread/definition"), score: 1, &draft)
    #expect(draft.session.offered.isEmpty && draft.composer.reply.suggestions.isEmpty)
  }

  @Test(arguments: [
    (false, false, "All on the definition of bread."), (true, false, "The definition of bread."),
    (false, true, "In a clinician's words."), (true, true, "The definition of bread."),
  ])
  func itIsWrittenInItsManner(isBrief: Bool, isDetailed: Bool, text: String) throws {
    var session = Session()
    session.choosesDetail = isDetailed
    var draft = draft(session, isBrief: isBrief)
    writer.show(try section("bread/definition"), score: 1, &draft)
    #expect(draft.texts == [text])
  }

  @Test func theSubjectStaysInFocusWithinWhichItWasFound() throws {
    var draft = draft()
    writer.show(try section("soup/steps"), score: 1, within: "bread", &draft)
    #expect(draft.session.focus?.topic == "bread" && draft.session.focus?.facet == "steps")
  }

  @Test func whatIsNearIsNamedWhereNothingWasStated() {
    let (best, near) = (SmallLibrary.hit("bread/steps", 0.6), SmallLibrary.hit("soup/steps", 0.3))
    var open = draft()
    writer.write(best, near: [near], &open)
    #expect(open.texts == ["All on the steps of bread.", "Also:", "The steps of soup."])
    var told = draft(SmallWriting.session(.value("calcium", 9)))
    writer.write(best, near: [near], &told)
    #expect(told.texts == ["All on the steps of bread."])
  }

  // MARK: Again

  @Test func whatWasShownIsToldInOneSentence() {
    var draft = draft(.after("bread/steps"))
    let number = SmallLibrary.index.places["soup/steps"] ?? 0
    writer.again(SmallLibrary.hit("bread/steps", 0.5), others: [number], &draft)
    #expect(
      draft.texts == [
        "As I said: The steps of bread.", "Or:", "what is the steps of soup",
      ])
    #expect(draft.session.offered == ["soup/steps"])
    var fresh = self.draft()
    writer.again(SmallLibrary.hit("bread/steps", 0.5), others: [], &fresh)
    #expect(fresh.texts == ["The steps of bread."])
  }

  // MARK: Several

  @Test func eachQuestionHasItsAnswerUnderItsWords() {
    var draft = draft()
    writer.several(
      [
        LinePart(text: "how", found: SmallLibrary.found([("bread/steps", 0.9)]), outside: nil),
        LinePart(text: "cars", found: .nothing, outside: 0),
        LinePart(text: "hm", found: .nothing, outside: nil),
        LinePart(text: "why", found: SmallLibrary.found([("soup/steps", 0.9)]), outside: nil),
      ], &draft)
    #expect(
      draft.texts == [
        "how", "The steps of bread.", "cars", "Nothing on cars.", "hm", "Not covered.", "why",
        "The steps of soup.",
      ])
    let reply = draft.composer.reply
    #expect(reply.intent == "bread/steps" && reply.trace.sections == ["bread/steps", "soup/steps"])
    #expect(reply.trace.outside == ["cars"] && draft.session.focus?.section == "soup/steps")
    #expect(draft.session.offered == ["bread/steps", "soup/steps"])
  }

  @Test func kindsStandSideBySideInTheirFacets() {
    var draft = draft()
    writer.compare(["bread", "soup"], ["danger", "steps"], &draft)
    let tables = draft.composer.reply.blocks.compactMap { block in
      if case .sideBySide(let table) = block { table } else { nil }
    }
    #expect(tables.map(\.titles) == [["Bread", "Soup"]])
    #expect(tables.flatMap(\.rows).map(\.name) == ["Danger", "Steps"])
    #expect(
      tables.flatMap(\.rows).map(\.cells) == [
        ["The danger of bread.", "–"], ["The steps of bread.", "The steps of soup."],
      ])
  }
}
