import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What leads a reply because it cannot wait: a danger, an urgent rule, a result, a doubtful value.
struct LeadingTests {
  private static let place = SmallLibrary.place

  private static func flag(
    _ id: String, _ urgency: Urgency, isAlone: Bool = false, isUnconditional: Bool = false
  ) -> RedFlag {
    RedFlag(
      recognizer: Recognizer(id: id, title: id, patterns: [], place: place), urgency: urgency,
      message: id, isAlone: isAlone, isUnconditional: isUnconditional)
  }

  private static let flags = [
    flag("breath", .now), flag("wound", .today), flag("harm", .now, isAlone: true),
    flag("alone", .now, isAlone: true, isUnconditional: true),
  ]

  private static func rule(_ id: String, _ urgency: Urgency, _ when: Condition) -> Refinement {
    Refinement(
      id: id, title: id, priority: 1, urgency: urgency, when: when, isOnKind: false,
      body: CitedText(id, citations: []), cautions: [], place: place)
  }

  private static let leading = Leading(
    flags: flags,
    rules: RuleFinder(
      refinements: Refinements(
        signals: [],
        rules: [
          rule("soon", .soon, .stated(["warfarin"])), rule("today", .today, .stated(["dialysis"])),
          rule("now", .now, .all([.stated(["ckd"]), .signal(["sore"])])),
          rule("high", .today, .reads(["calcium"], ["high"])),
        ], asks: []), labs: SmallCatalogue.labs, index: SmallLibrary.index))

  /// A line that tells facts, with what the memory makes of them.
  private func saying(_ mentions: Mention..., signals: [String] = []) -> Saying {
    var saying = Saying(signals: signals)
    saying.before = Session(today: Day(iso: "2026-11-29"))
    saying.before.turn = 1
    var reading = Reading()
    reading.mentions = mentions
    let change = Remembering(labs: SmallCatalogue.labs)
      .change(SpokenLine("", reading, signals: signals), in: saying.before)
    saying.reading = reading
    saying.after = change.session
    saying.memory = Memory(change)
    return saying
  }

  private func evidence(
    _ danger: Int, _ source: DangerEvidence.Source = .pattern(0), _ weight: Float = 3
  ) -> DangerReading {
    var reading = DangerReading()
    reading.found = [DangerEvidence(danger: danger, source: source, range: 0..<1, weight: weight)]
    return reading
  }

  // MARK: Dangers

  @Test(arguments: [(0, Urgency.now, false), (1, .today, false), (2, .now, true), (3, .now, true)])
  func aDangerLeadsWithItsUrgency(flag: Int, urgency: Urgency, isAlone: Bool) {
    var saying = Saying()
    saying.dangers = evidence(flag)
    let lead = Self.leading.lead(saying.situation)
    #expect(lead.flag == flag && lead.urgency == urgency && lead.isAlone == isAlone)
    #expect(lead.rule == nil)
  }

  @Test func nothingLeadsWhereNothingIsTold() {
    let lead = Self.leading.lead(Saying().situation)
    #expect(lead.flag == nil && lead.rule == nil && lead.critical.isEmpty && lead.doubt == nil)
    #expect(lead.urgency == .none && !lead.isAlone)
  }

  /// What needs an earlier line too is never all that is said.
  @Test func aDangerThatRestsOnTheSessionIsNotAlone() {
    var saying = Saying()
    saying.dangers = evidence(2, .session(pattern: 0, facts: ["ckd"]))
    let lead = Self.leading.lead(saying.situation)
    #expect(lead.flag == 2 && !lead.isAlone)
  }

  /// Known by likeness alone, it is left to the rules where they know something.
  @Test(arguments: [(2, false), (3, true)])
  func likenessIsAloneOnlyWhereItIsSaidOutright(flag: Int, isAlone: Bool) {
    var saying = saying(.condition("warfarin"))
    saying.dangers = evidence(flag, .likeness)
    saying.text = "a long line that says a good deal more than its one bare fact"
    #expect(Self.leading.lead(saying.situation).isAlone == isAlone)
    saying.dangers = evidence(flag)
    #expect(Self.leading.lead(saying.situation).isAlone)
  }

  // MARK: Rules

  @Test func anUrgentRuleLeadsOnceItsFactIsTold() {
    let lead = Self.leading.lead(saying(.condition("dialysis")).situation)
    #expect(lead.rule?.rule.id == "today" && lead.urgency == .today && lead.isRuleFirst)
    #expect(Self.leading.lead(saying(.condition("warfarin")).situation).rule == nil)
  }

  @Test func aRuleThatWasToldBeforeDoesNotLeadAgain() {
    var saying = saying(.condition("warfarin"))
    saying.after?.keep(StoredFact(.condition("dialysis"), turn: 1), of: nil)
    #expect(Self.leading.lead(saying.situation).rule == nil)
  }

  @Test func theMostUrgentRuleLeads() {
    let told = saying(.condition("dialysis"), .condition("ckd"), signals: ["sore"])
    let lead = Self.leading.lead(told.situation)
    #expect(lead.rule?.rule.id == "now" && lead.urgency == .now)
  }

  @Test func aRuleSpeaksOfTheOneWhomTheLineTellsOf() {
    let lead = Self.leading.lead(saying(.condition("dialysis", of: .mother)).situation)
    #expect(lead.rule?.rule.id == "today" && lead.person == .mother)
  }

  @Test(arguments: [(0, true, false), (1, true, false)])
  func aDangerAndARuleLeadTogether(flag: Int, leads: Bool, isRuleFirst: Bool) {
    var saying = saying(.condition("dialysis"))
    saying.dangers = evidence(flag)
    let lead = Self.leading.lead(saying.situation)
    #expect((lead.flag == flag) == leads && lead.isRuleFirst == isRuleFirst)
    #expect(lead.rule?.rule.id == "today" && lead.urgency == max(Self.flags[flag].urgency, .today))
  }

  /// A rule knows better how urgent a line is that is only like a danger.
  @Test(arguments: [(Float(1), false), (2.5, true)])
  func likenessYieldsToAnUrgentRule(weight: Float, leads: Bool) {
    var saying = saying(.condition("dialysis"))
    saying.text = "a long line that says a good deal more than its one bare fact"
    saying.dangers = evidence(0, .likeness, weight)
    let lead = Self.leading.lead(saying.situation)
    #expect((lead.flag == 0) == leads && lead.rule?.rule.id == "today")
  }

  // MARK: Results

  @Test func aCriticalResultLeadsUnlessARuleTellsIt() {
    let alone = Self.leading.lead(saying(.value("phosphate", 9.5)).situation)
    #expect(alone.critical.map(\.fact) == ["phosphate"] && alone.urgency == .today)
    let told = Self.leading.lead(saying(.value("calcium", 14)).situation)
    #expect(told.critical.isEmpty && told.rule?.rule.id == "high")
    let both = Self.leading.lead(saying(.value("calcium", 14), .value("phosphate", 9.5)).situation)
    #expect(both.critical.map(\.fact) == ["phosphate"] && both.rule?.rule.id == "high")
  }

  @Test func aDoubtThatWouldBeCriticalCannotWait() {
    var saying = Saying()
    saying.memory.criticalDoubt = "Is it 14?"
    let lead = Self.leading.lead(saying.situation)
    #expect(lead.doubt == "Is it 14?" && lead.urgency == .now)
  }
}
