import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Replies that do not answer, or not wholly: refusals, gaps, and questions back.
struct DeclineWriterTests {
  private static let knowledge: Knowledge = {
    var knowledge = SmallLibrary.knowledge
    knowledge.dialogue.wording = [
      "decline": "Not covered.", "decline-ask": "Ask a doctor.", "decline-near": "Near:",
      "decline-named": "Nothing on {subject}.", "unclear": "What of {topic}?",
      "unclear-near": "Choose:", "gap": "Nothing on {facet} of {topic}.", "gap-near": "But:",
      "unknown-choice": "No {number} of {count}.", "clarify-readings": "Which?",
      "clarify-number": "Type a number.", "clarify-topic": "Of what?", "again": "As I said:",
    ]
    knowledge.safety.refusals = [
      Refusal(recognizer: recognizer("dose"), text: "No dose.", answersToo: true)
    ]
    knowledge.scope.outside = [
      OutsideSubject(recognizer: recognizer("cars"), text: nil),
      OutsideSubject(
        recognizer: recognizer("cake"), text: CitedText("Cake is not here.", citations: []),
        about: "bread"),
    ]
    return knowledge
  }()

  private static func recognizer(_ id: String) -> Recognizer {
    Recognizer(id: id, title: id, patterns: [], place: SmallLibrary.place)
  }

  private let writer: DeclineWriter = {
    let knowledge = DeclineWriterTests.knowledge
    let (index, wording) = (SectionIndex(knowledge), Wording(knowledge))
    return DeclineWriter(
      knowledge: knowledge, index: index, wording: wording,
      sections: SectionWriter(knowledge: knowledge, index: index, wording: wording))
  }()

  private func draft(_ session: Session = Session(), isUnmarked: Bool = false) -> Draft {
    var manner = Draft.Manner()
    manner.isUnmarked = isUnmarked
    return Draft(ReplyComposer(.answer, Self.knowledge), session, manner)
  }

  private func number(_ id: String) -> Int { SmallLibrary.index.places[id] ?? 0 }

  // MARK: Refused

  @Test(arguments: [(false, "No dose. [1]", 1), (true, "No dose.", 0)])
  func aRefusalIsOursUnlessANoteFollows(isUnmarked: Bool, text: String, citations: Int) {
    var draft = draft(isUnmarked: isUnmarked)
    writer.refuse(0, nil, &draft)
    #expect(draft.texts == [text] && draft.composer.reply.citations.count == citations)
    #expect(draft.composer.reply.kind == .decline)
    #expect(draft.composer.reply.intent == "refusal/dose")
    #expect(draft.composer.reply.trace.refusals == ["dose"])
  }

  @Test func whatTheDocumentsHoldFollowsARefusal() {
    var fresh = draft()
    writer.refuse(0, SmallLibrary.hit("bread/steps", 0.9), &fresh)
    #expect(fresh.texts == ["No dose. [1]", "All on the steps of bread."])
    #expect(fresh.composer.reply.intent == "refusal/dose")
    var said = draft(.after("bread/steps"))
    writer.refuse(0, SmallLibrary.hit("bread/steps", 0.9), &said)
    #expect(said.texts == ["No dose. [1]", "As I said: The steps of bread."])
  }

  // MARK: Outside

  @Test func aSubjectOutsideIsNamed() {
    var cars = draft()
    writer.outside(0, nil, &cars)
    #expect(cars.texts == ["Nothing on cars.", "Ask a doctor."])
    #expect(cars.composer.reply.kind == .decline && cars.session.focus == nil)
    var cake = draft()
    writer.outside(1, nil, &cake)
    #expect(cake.texts == ["Cake is not here."])
    #expect(cake.session.focus?.topic == "bread")
  }

  @Test func whatIsHeldOfItComesFirst() {
    var draft = draft()
    writer.outside(0, SmallLibrary.hit("bread/steps", 0.9), &draft)
    #expect(draft.texts == ["All on the steps of bread.", "Nothing on cars."])
    #expect(draft.composer.reply.kind == .answer && draft.composer.reply.intent == "bread/steps")
    #expect(draft.composer.reply.trace.outside == ["cars"])
  }

  // MARK: Not understood

  @Test func whereSomethingIsNearItIsOfferedByNumber() {
    var open = draft()
    writer.decline([number("bread/steps"), number("soup/steps")], &open)
    #expect(
      open.texts == [
        "Not covered.", "Near:", "what is the steps of bread", "what is the steps of soup",
        "Ask a doctor.",
      ])
    #expect(open.session.offered == ["bread/steps", "soup/steps"])
    var none = draft()
    writer.decline([], &none)
    #expect(none.texts == ["Not covered.", "Ask a doctor."] && none.session.offered.isEmpty)
  }

  @Test func withinASubjectItsSectionsAreOfferedInOneSentence() {
    var draft = draft()
    writer.unclear("bread", [number("bread/danger")], &draft)
    #expect(
      draft.texts == [
        "What of bread?", "Choose:", "what is the danger of bread: The danger of bread.",
        "Ask a doctor.",
      ])
    #expect(draft.composer.reply.kind == .clarify)
    #expect(draft.composer.reply.intent == DeclineWriter.unclearIntent)
    #expect(draft.session.said.offers == ["bread/danger"])
  }

  @Test(arguments: [
    ("and the price", "Nothing on “and the price” of bread."),
    ("and then again what of the price of all of it", "Nothing on steps of bread."),
  ])
  func aGapIsNamedByTheWordsOfAShortQuestion(line: String, text: String) {
    var draft = draft()
    writer.gap("bread", "steps", [], Saying(text: line).situation.line, &draft)
    #expect(draft.texts == [text, "Ask a doctor."] && draft.composer.reply.intent == "act/gap")
  }

  // MARK: Asked back

  @Test func aQuestionBackOffersItsChoices() {
    var which = draft()
    writer.which([number("bread/steps"), number("soup/steps")], &which)
    #expect(which.texts.first == "Which?" && which.texts.last == "Type a number.")
    #expect(which.session.offered == ["bread/steps", "soup/steps"])
    var topic = draft()
    writer.whichTopic("definition", &topic)
    #expect(
      topic.texts == [
        "Of what?", "what is the definition of bread", "what is the definition of soup",
      ])
    var none = draft()
    writer.noChoice(7, 2, &none)
    #expect(none.texts == ["No 7 of 2."] && none.composer.reply.kind == .clarify)
  }

  @Test(
    arguments: [
      (["bread"], false, true), ([], false, false), (["bread"], true, false),
    ] as [([String], Bool, Bool)])
  func aLineIsNearWhereItNamesASubject(topics: [String], isStranger: Bool, isNear: Bool) {
    var found = SmallLibrary.found([("bread/steps", 0.3), ("soup/steps", 0.01)])
    found.isStranger = isStranger
    let situation = Saying(topics: topics, found: found).situation
    #expect(writer.isNear(situation) == isNear)
    var draft = draft()
    writer.suggestNear(situation, &draft)
    #expect(draft.session.offered == (isNear ? ["bread/steps"] : []))
  }
}
