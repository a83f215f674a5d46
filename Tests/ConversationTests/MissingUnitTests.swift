import Conversation
import LabValues
import Rendering
import TestSupport
import Testing

/// Results without a unit, in a folder that does not say which units may be guessed.
struct MissingUnitTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var line: String
    /// What is kept, or nothing.
    var kept: String?
    /// What the reply says.
    var said: String
    var testDescription: String { line }
  }

  private static let assistant = Result { try folder.assistant() }

  private static let folder = SmallFolder.least.with([
    "labs.yaml": """
    analytes:
      - {id: ferritin, name: ferritin, canonical: µg/L, names: [ferritin], units: {ng/mL: 1, µg/L: 1}, hard: [0, 100000]}
      - {id: saturation, name: saturation, canonical: "%", names: [saturation], hard: [0, 110]}
      - id: haemoglobin
        name: haemoglobin
        canonical: g/L
        names: [haemoglobin, hb]
        units: {g/L: 1, g/dL: 10}
        hard: [10, 300]
      - {id: iron, name: iron, canonical: µmol/L, names: [iron], hard: [0, 200], infer: [], units: {µmol/L: 1, µg/dL: 0.18}}
      - {id: zinc, name: zinc, canonical: µmol/L, names: [zinc], hard: [0, 200], ask: [[0, 500]]}
    """
  ])

  static let cases = [
    Case(line: "my ferritin is 8", kept: "8 µg/L", said: "Noted: ferritin 8."),
    Case(line: "my saturation is 12", kept: "12 %", said: "Noted: saturation 12."),
    Case(line: "my saturation is 12000", kept: nil, said: "cannot be right"),
    Case(line: "my hb is 125", kept: "125 g/L", said: "Noted: haemoglobin 125. I read it as g/L"),
    Case(line: "my hb is 8.5", kept: "8.5 g/dL", said: "I read it as g/dL"),
    Case(line: "my hb is 12.5", kept: nil, said: "It could be g/L (no range is applied) or g/dL"),
    Case(
      line: "my iron is 15", kept: nil, said: "It could be µmol/L (no range is applied) or µg/dL"),
    Case(line: "my zinc is 15", kept: nil, said: "It could be µmol/L (no range is applied)."),
    Case(line: "my zinc is 350", kept: nil, said: "cannot be right"),
  ]

  @Test(arguments: cases)
  func theUnitIsTakenOrAskedFor(_ example: Case) throws {
    var session = Session()
    let reply = try Self.assistant.get().reply(to: example.line, in: &session)
    let text = PlainText(width: nil).text(of: reply)
    #expect(text.contains(example.said), "\(text)")
    let kept = session.facts.compactMap {
      $0.mention.typed.map { "\(plainText($0.value)) \($0.unit)" }
    }
    #expect(kept == [example.kept].compactMap { $0 })
  }
}
