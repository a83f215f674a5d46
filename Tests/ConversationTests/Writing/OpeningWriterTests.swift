import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What leads a reply: care that cannot wait, then what was recorded.
struct OpeningWriterTests {
  private static let knowledge: Knowledge = {
    var knowledge = SmallWriting.knowledge
    knowledge.safety.messages = ["emergency": "Go now.", "today": "Call today.", "wound": "Wound."]
    knowledge.safety.redFlags = [
      RedFlag(
        recognizer: Recognizer(id: "wound", title: "", patterns: [], place: SmallLibrary.place),
        urgency: .today, message: "wound", isAlone: false, isUnconditional: false)
    ]
    knowledge.dialogue.wording["critical-result"] = "{facts}."
    knowledge.dialogue.wording["because"] = "Since {facts}:"
    knowledge.dialogue.wording["because-of"] = "Since {facts} of {person}:"
    return knowledge
  }()

  private let writer: OpeningWriter = {
    let wording = Wording(OpeningWriterTests.knowledge)
    let facts = FactWords(labs: SmallCatalogue.labs, wording: wording)
    return OpeningWriter(
      safety: OpeningWriterTests.knowledge.safety, wording: wording, facts: facts,
      rules: RuleWriter(wording: wording, facts: facts, derived: DerivedWords(facts)))
  }()

  private func written(_ lead: Lead, _ saying: Saying = Saying()) -> Draft {
    var draft = Draft(
      ReplyComposer(.answer, Self.knowledge), saying.situation.session, Draft.Manner())
    writer.write(lead, saying.situation, &draft)
    return draft
  }

  private static func rule(_ urgency: Urgency, _ facts: [String]) -> AppliedRule {
    AppliedRule(
      rule: Refinement(
        id: "R", title: "R", priority: 1, urgency: urgency, when: .stated(facts), isOnKind: false,
        body: CitedText("See to it.", citations: []), cautions: [], place: SmallLibrary.place),
      facts: facts, isFresh: true)
  }

  @Test func aDangerLeadsWithItsMessage() {
    var lead = Lead()
    (lead.flag, lead.urgency) = (0, .today)
    let draft = written(lead)
    #expect(draft.composer.reply.blocks == [.urgent("Wound.")])
    #expect(draft.composer.reply.kind == .urgent && draft.composer.reply.urgency == .today)
    #expect(draft.composer.reply.intent == "safety/wound" && draft.session.wasUrgent)
    #expect(
      draft.session.alarm
        == StandingAlarm(message: "wound", urgency: .today, facts: [], subject: ""))
  }

  @Test func beyondOneThatIsAloneNothingIsSaid() {
    var lead = Lead()
    (lead.flag, lead.urgency, lead.isAlone) = (0, .now, true)
    var saying = Saying()
    saying.memory.blocks = [CitedText("Noted.", citations: [])]
    saying.before.offered = ["bread/steps"]
    let draft = written(lead, saying)
    #expect(draft.composer.reply.blocks == [.urgent("Wound.")])
    #expect(draft.session.offered.isEmpty && draft.composer.reply.confidence == 1)
  }

  @Test(arguments: [
    (Urgency.now, "Go now.", "emergency"), (.today, "Call today.", "today"),
  ])
  func aRuleThatIsUrgentLeadsWithTheMessageOfItsUrgency(
    urgency: Urgency, message: String, key: String
  ) {
    var lead = Lead()
    (lead.rule, lead.urgency, lead.isRuleFirst) = (Self.rule(urgency, ["ckd"]), urgency, true)
    var saying = Saying()
    saying.before = SmallWriting.session(.condition("ckd"))
    let draft = written(lead, saying)
    #expect(
      draft.composer.reply.blocks == [
        .urgent(message), .text("Since kidney disease: See to it."),
      ])
    #expect(draft.session.alarm?.message == key && draft.session.alarm?.facts == ["ckd"])
    #expect(draft.composer.reply.refinedBy == ["ckd"])
    #expect(draft.session.said.refinements == ["R"])
  }

  @Test func ofSomebodyElseTheirRecordHasTheAlarm() {
    var lead = Lead()
    (lead.rule, lead.urgency, lead.isRuleFirst) = (Self.rule(.now, ["ckd"]), .now, true)
    lead.person = .mother
    var saying = Saying()
    saying.before = SmallWriting.session(.condition("ckd", of: .mother))
    let draft = written(lead, saying)
    #expect(
      draft.composer.reply.blocks.last
        == .text("Since kidney disease of your mother: See to it."))
    #expect(draft.session.alarm == nil && draft.session.person == nil)
    #expect(draft.session.record(of: .mother).alarm?.facts == ["ckd"])
  }

  @Test func criticalResultsAreNamedInOneSentence() {
    var lead = Lead()
    lead.urgency = .now
    lead.critical = [
      CriticalResult(name: "potassium", asTyped: "6.8", flag: .criticalHigh, urgency: .now),
      CriticalResult(
        person: .mother, fact: "calcium", asTyped: "14 mg/dL", flag: .criticalHigh,
        urgency: .today),
    ]
    let draft = written(lead)
    #expect(
      draft.composer.reply.blocks == [
        .urgent("Go now."),
        .text(
          "Potassium 6.8, critically high; calcium 14 mg/dL (your mother), critically high. [1][2]"),
      ])
    #expect(draft.session.alarm?.message == "emergency")
    #expect(draft.composer.reply.refinedBy == ["calcium"])
  }

  @Test func aDoubtThatMayBeCriticalLeads() {
    var lead = Lead()
    (lead.doubt, lead.urgency) = ("It may be 14.", .now)
    var saying = Saying()
    saying.memory.doubted = ["calcium"]
    let draft = written(lead, saying)
    #expect(draft.composer.reply.blocks == [.urgent("It may be 14.")])
    #expect(draft.session.alarm?.facts == ["calcium"])
  }

  /// Where care cannot wait what was recorded is repeated in short.
  @Test(arguments: [
    (Urgency.none, "Long."), (.soon, "Long."), (.today, "Short."), (.now, "Short."),
  ])
  func whatWasRecordedFollows(urgency: Urgency, text: String) {
    var lead = Lead()
    lead.urgency = urgency
    var saying = Saying()
    saying.memory.blocks = [CitedText("Long.", citations: [])]
    saying.memory.briefBlocks = [CitedText("Short.", citations: [])]
    #expect(written(lead, saying).composer.reply.blocks == [.noted(text)])
  }

  @Test(arguments: [
    (["calcium"], true, true), (["phosphate"], true, false), (["calcium"], false, false),
  ])
  func anAlarmOverAValueThatWasSettledIsOver(noted: [String], isSettled: Bool, isOver: Bool) {
    var saying = Saying()
    saying.before.alarm = StandingAlarm(message: "emergency", urgency: .now, facts: ["calcium"])
    saying.memory.noted = noted.map { SessionFact(fact: $0) }
    saying.memory.isSettled = isSettled
    #expect((written(Lead(), saying).session.alarm == nil) == isOver)
  }
}
