import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What was told, put in order for a doctor.
struct VisitWriterTests {
  private static let knowledge: Knowledge = {
    var knowledge = SmallWriting.knowledge
    knowledge.refinements.signals = [
      Recognizer(id: "sore", title: "a sore", patterns: [], place: SmallLibrary.place)
    ]
    return knowledge
  }()

  private func written(_ persons: [Person?], _ session: Session) -> [ReplyBlock] {
    let knowledge = Self.knowledge
    let index = SectionIndex(knowledge)
    let facts = SmallWriting.facts
    let finder = RuleFinder(
      refinements: knowledge.refinements, labs: SmallCatalogue.labs, index: index)
    let writer = VisitWriter(
      knowledge: knowledge, index: index, facts: facts, derived: DerivedWords(facts),
      asking: DoctorQuestions(knowledge, index, facts, finder))
    var draft = Draft(ReplyComposer(.info, knowledge), session)
    writer.write(persons, &draft)
    return draft.composer.reply.blocks
  }

  private func headings(_ blocks: [ReplyBlock]) -> [String] {
    blocks.compactMap { if case .heading(let text) = $0 { text.isEmpty ? nil : text } else { nil } }
  }

  private func list(under heading: String, _ blocks: [ReplyBlock]) -> [String] {
    guard let place = blocks.firstIndex(of: .heading(heading)),
      case .list(let items)? = blocks.dropFirst(place + 1).first
    else { return [] }
    return items
  }

  @Test(arguments: [
    ([Person?.none], "Nothing told."), ([.mother], "Nothing of your mother."),
    ([], "Nothing told."),
    ([nil, .mother], "Nothing told."),
  ])
  func whereNothingWasToldThatIsSaid(persons: [Person?], text: String) {
    #expect(written(persons, Session()) == [.text(text)])
  }

  @Test func aPersonsFactsStandInTheirOrder() {
    var session = SmallWriting.session(
      .value("calcium", 9), .value("calcium", 11.2), .condition("ckd", isDenied: true),
      .condition("dialysis"))
    (session.age, session.sex, session.signals) = (61, .female, ["sore", "unknown"])
    let blocks = written([nil], session)
    #expect(headings(blocks).prefix(4) == ["For a doctor", "Told", "Results", "Over time"])
    #expect(
      list(under: "Told", blocks) == [
        "Age 61", "Female", "Dialysis", "No kidney disease", "A sore",
      ])
    #expect(
      blocks.contains { if case .table(let table) = $0 { table.rows.count == 1 } else { false } })
    #expect(
      blocks.contains { if case .trend(let trend) = $0 { trend.points.count == 2 } else { false } })
  }

  @Test func eachPersonHasAPartOfTheirOwn() {
    let session = SmallWriting.session(.condition("ckd"), .condition("dialysis", of: .mother))
    let blocks = written([nil, .mother, .father], session)
    #expect(list(under: "Told", blocks) == ["Kidney disease"])
    #expect(list(under: "Told of your mother", blocks) == ["Dialysis"])
    #expect(written([.mother], session).firstIndex(of: .heading("Told")) == nil)
  }

  @Test func whatCouldNotBeReadIsQuoted() {
    var session = SmallWriting.session(.condition("ckd"))
    session.change(of: nil) {
      $0.keep(unread: UnreadRow("Zonulin 12", fact: nil), limit: 9)
    }
    #expect(list(under: "Not read", written([nil], session)) == ["“Zonulin 12”"])
  }

  @Test func whatWasShownIsNamedInOneSentence() {
    var session = Session()
    session.said.sections = ["bread/steps", "gone/steps", "soup/steps"]
    #expect(
      list(under: "Read here", written([nil], session)) == [
        "bread steps: The steps of bread.", "soup steps: The steps of soup.",
      ])
  }

  /// A result over time is drawn only where there is more than one value.
  @Test func oneValueHasNoTrend() {
    let blocks = written([nil], SmallWriting.session(.value("calcium", 9)))
    #expect(!headings(blocks).contains("Over time"))
  }
}
