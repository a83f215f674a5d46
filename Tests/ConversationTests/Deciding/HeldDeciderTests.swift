import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What the deciders for lines within a subject in focus say. No file is opened.
struct HeldDeciderTests {
  private let index = SmallLibrary.index
  private let labs = SmallCatalogue.labs

  private func id(_ body: Decision.Body?) -> String? {
    if case .section(let hit, _) = body { index.id(hit.number) } else { nil }
  }

  // MARK: What the subject has nothing on

  private func lacking(isQuestion: Bool = true) -> Saying {
    var found = SmallLibrary.found(
      [("soup/steps", 0.4), ("bread/steps", 0.2)], isCovered: false, isHeld: true)
    found.lacks = Retrieval.Lack(
      topic: "bread", facet: "danger", elsewhere: index.places["soup/definition"])
    var saying = Saying(isQuestion: isQuestion, found: found)
    saying.before = .after("bread/definition")
    return saying
  }

  @Test func aGapIsToldWithWhatIsNear() {
    let opinion = FacetMissing(index: index).opinion(on: lacking().situation)
    guard case .gap(let topic, let facet, let near) = opinion?.body else {
      Issue.record("no gap")
      return
    }
    #expect(topic == "bread" && facet == "danger")
    #expect(near.compactMap(index.id) == ["soup/definition", "bread/steps"])
  }

  @Test func whatWasShownIsNotOfferedBesideAGap() {
    var saying = lacking()
    saying.before = .after("bread/steps")
    guard
      case .gap(_, _, let near) = FacetMissing(index: index).opinion(on: saying.situation)?.body
    else {
      Issue.record("no gap")
      return
    }
    #expect(near.compactMap(index.id) == ["soup/definition", "bread/danger"])
  }

  @Test func whoTellsSomethingAsksForNothing() {
    #expect(FacetMissing(index: index).opinion(on: lacking(isQuestion: false).situation) == nil)
  }

  // MARK: Relatives

  private static let kin = {
    var knowledge = SmallLibrary.knowledge
    knowledge.facets.append(
      Facet(
        id: "kin", name: "kin", names: [], question: "", templates: [], roles: [.family],
        place: SmallLibrary.place))
    knowledge.sections.append(SmallLibrary.section("soup", "kin"))
    return knowledge
  }()

  @Test(
    arguments: [
      (.saying(focus: .on(.brother)), "soup/definition", true),
      (.saying(focus: .on(.friend)), "soup/definition", false),
      (.saying(focus: .unchanged), "soup/definition", false),
      (.saying(focus: .on(.brother)), "bread/definition", false),
    ] as [(Reading, String, Bool)])
  func aRelativeIsHeardWhereItRunsInFamilies(reading: Reading, shown: String, isHeard: Bool) {
    var saying = Saying(text: "my brother had it")
    saying.reading = reading
    saying.before = .after(shown)
    let decider = RelativeTold(index: SectionIndex(Self.kin), labs: labs)
    #expect((decider.opinion(on: saying.situation) != nil) == isHeard)
  }

  @Test func whoHasTheSameIsARelative() {
    var saying = Saying()
    saying.reading.sharing = .sister
    saying.before = .after("soup/definition")
    let decider = RelativeTold(index: SectionIndex(Self.kin), labs: labs)
    #expect(decider.opinion(on: saying.situation) != nil)
    saying.isQuestion = true
    #expect(decider.opinion(on: saying.situation) == nil)
  }

  // MARK: A child

  private static let refusals = ["start", "start-child"].map { id in
    Refusal(
      recognizer: Recognizer(id: id, title: id, patterns: [], place: SmallLibrary.place),
      text: id, answersToo: false, forChild: id == "start" ? "start-child" : nil)
  }

  @Test(arguments: [(true, 1), (false, 0)])
  func ofAChildTheRefusalForChildrenIsTold(isChild: Bool, number: Int) {
    var saying = Saying(meanings: [.refusal(0)])
    if isChild {
      saying.before.keep(StoredFact(.condition("child"), turn: 1), of: nil)
    }
    let decider = Refused(refusals: Self.refusals, index: index, labs: labs)
    guard case .refuse(let told, _) = decider.opinion(on: saying.situation)?.body else {
      Issue.record("no refusal")
      return
    }
    #expect(told == number)
  }

  // MARK: Asked again

  /// A session in which a rule on ckd holds and was told so many times.
  private func told(_ times: Int) -> Saying {
    var saying = Saying(acts: [.danger])
    saying.before = .after("bread/definition")
    saying.before.keep(StoredFact(.condition("ckd"), turn: 1), of: nil)
    if times > 0 { saying.before.said.refinements = ["R"] }
    if times > 1 { saying.before.said.again = ["R"] }
    return saying
  }

  private var rules: RuleFinder {
    let rule = Refinement(
      id: "R", title: "R", priority: 1, urgency: .soon, when: .stated(["ckd"]), isOnKind: false,
      body: CitedText("Ask.", citations: []), cautions: [], place: SmallLibrary.place)
    return RuleFinder(
      refinements: Refinements(signals: [], rules: [rule], asks: []), labs: labs, index: index)
  }

  @Test(arguments: [(0, nil), (1, nil), (2, "bread/danger")] as [(Int, String?)])
  func whatWasToldTwiceGivesWayToTheSubject(times: Int, section: String?) {
    let judge = DangerJudge(index: index, rules: rules)
    let answer = judge.answer(told(times).situation)
    #expect(answer?.section == section)
    #expect(answer?.rules.isEmpty == (times > 1))
  }

  // MARK: The last answer

  @Test func aCauseThatNobodyTellsIsAGap() {
    var saying = Saying(acts: [.why])
    saying.before = .after("soup/definition")
    var knowledge = SmallLibrary.knowledge
    knowledge.sections.removeAll { $0.id == "soup/steps" }
    let decider = AboutLastAnswer(index: SectionIndex(knowledge))
    guard case .gap("soup", "steps", _) = decider.opinion(on: saying.situation)?.body else {
      Issue.record("no gap")
      return
    }
  }

  @Test func whatOnlySoundsLikeSayItAgainMayAskMore() {
    var saying = Saying(found: SmallLibrary.found([("bread/steps", 0.6)], isHeld: true))
    saying.before = .after("bread/definition")
    saying.likenesses = [.repeatLast]
    let decider = AboutLastAnswer(index: index)
    #expect(decider.opinion(on: saying.situation) == nil)
    saying.acts = [.repeatLast]
    #expect(decider.opinion(on: saying.situation) != nil)
  }

  @Test func whoToSeeIsNoQuestionOfDanger() {
    var saying = Saying(found: SmallLibrary.found([("bread/definition", 0.7)], isHeld: true))
    saying.before = .after("bread/danger")
    #expect(saying.situation.asksMore(index))
    saying.found = SmallLibrary.found([("bread/danger", 0.7)], isHeld: true)
    #expect(!saying.situation.asksMore(index))
  }
}
