import Conversation
import LabValues
import Rendering
import TestSupport
import Testing

/// Ranges by sex, age and condition.
struct PersonRangeTests {
  private static let folder = SmallFolder.least.with([
    "labs.yaml": """
    analytes:
      - id: haemoglobin
        name: haemoglobin
        canonical: g/dL
        names: [haemoglobin, hb]
        hard: [1, 30]
        infer: [g/dL]
        reference: {low: 13, high: 17}
        ranges:
          - {age: [0, 17], low: 11, high: 16}
          - {with: pregnancy, low: 10.5, high: 14}
          - {sex: female, low: 12, high: 15.5}
    context:
      - {id: child, kind: person, label: child, names: [my child], ends_adult_range: true, below_age: 18}
      - {id: pregnancy, kind: condition, label: pregnancy, names: [pregnant], ends_adult_range: true}
    """
  ])

  @Test(arguments: [
    (["my hb is 12.5 g/dL"], "L"), (["i am a woman of 40", "my hb is 12.5 g/dL"], ""),
    (["my hb is 12.5 g/dL", "i am a woman of 40"], ""),
    (["i am a man of 40", "my hb is 12.5 g/dL"], "L"),
    (["i am 12 years old", "my hb is 12.5 g/dL"], ""),
    (["my hb is 12.5 g/dL", "i am pregnant"], ""),
    (["i am pregnant", "my hb is 14.5 g/dL"], "H"),
    (["i am a woman of 40", "my hb is 16 g/dL"], "H"),
    (["i am a woman of 40", "my hb is 12.5 g/dL (13-17)"], "L"),
  ])
  func theRangeOfThePersonCounts(_ lines: [String], _ mark: String) throws {
    let assistant = try Self.folder.assistant()
    var session = Session()
    for line in lines { _ = assistant.reply(to: line, in: &session) }
    let reply = assistant.reply(to: "/labs", in: &session)
    let table = reply.blocks.lazy.compactMap { block -> LabTable? in
      if case .table(let table) = block { table } else { nil }
    }.first
    #expect(table?.rows.map(\.mark) == [mark], "\(PlainText(width: nil).text(of: reply))")
  }
}
