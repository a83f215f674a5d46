import Conversation
import LabValues
import Rendering
import TestSupport
import Testing

/// Ranges by sex, age and condition.
struct PersonRangeTests {
  private static let assistant = Result { try folder.assistant() }

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
          - {sex: male, low: 13, high: 17}
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
    (["i am a woman and my hb is 12.5"], ""), (["i'm not a woman and my hb is 12.5"], "L"),
    (["i am a man and my hb is 16 g/dL"], ""),
    (["i'm a woman and my hb is 16"], "H"), (["as a woman my hb is 16"], "H"),
    (["my hb is 16 g/dL and i am a woman"], "H"), (["i am a woman with an hb of 16"], "H"),
    (["as an adult woman i have an hb of 16 g/dL"], "H"),
    (["my hb is 12.5 g/dL as low as in a woman"], "L"),
  ])
  func theRangeOfThePersonCounts(_ lines: [String], _ mark: String) throws {
    let assistant = try Self.assistant.get()
    var session = Session()
    for line in lines { _ = assistant.reply(to: line, in: &session) }
    let reply = assistant.reply(to: "/labs", in: &session)
    let table = reply.blocks.lazy.compactMap { block -> LabTable? in
      if case .table(let table) = block { table } else { nil }
    }.first
    #expect(table?.rows.map(\.mark) == [mark], "\(PlainText(width: nil).text(of: reply))")
  }

  /// A value that is only asked about is read by the range that is told beside it.
  @Test(arguments: [
    (["as a man, is hb 12.5 g/dL ok"], "low (usual range for age and sex 13 to 17 g/dL)"),
    (["i am a woman of 40", "is hb 12.5 g/dL ok"], "in range (usual range for age and sex 12 to"),
    (["is hb 12.5 g/dL ok"], "low (usual range 13 to 17 g/dL)"),
  ])
  func whatIsAskedAboutIsReadByTheSameRange(_ lines: [String], _ said: String) throws {
    var session = Session()
    var text = ""
    for line in lines {
      text = PlainText(width: nil).text(of: try Self.assistant.get().reply(to: line, in: &session))
    }
    #expect(text.contains(said), "\(text)")
  }
}
