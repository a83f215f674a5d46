import Conversation
import Knowledge
import Testing
import Transcripts

struct FactTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var line: String
    var holds: Bool
    var testDescription: String { "'\(line)' \(holds ? "holds" : "does not hold")" }

    init(_ line: String, _ holds: Bool) {
      self.line = line
      self.holds = holds
    }
  }

  static let turn: TurnFacts = {
    var facts = facts(.answer, urgency: .soon, intent: "a/b", cites: ["one", "two", "one"])
    var phosphate = FactEntry(id: "phosphate")
    phosphate.value = "6.8"
    phosphate.unit = "mg/dL"
    phosphate.mark = "H"
    var ana = FactEntry(id: "ana")
    ana.word = "positive"
    facts.labs = [phosphate, ana]
    var warfarin = FactEntry(id: "warfarin")
    warfarin.isNegated = true
    facts.noted = [warfarin]
    facts.conditions = ["dialysis"]
    facts.refined = ["phosphate", "dialysis"]
    return facts
  }()

  @Test(arguments: [
    Case("= kind answer", true),
    Case("= kind noted", false),
    Case("! kind decline urgent", true),
    Case("! kind decline answer", false),
    Case("= urgency soon", true),
    Case("~ urgency routine", true),
    Case("~ urgency today", false),
    Case("= intent a/b", true),
    Case("= intent none", false),
    Case("! intent c/d", true),
    Case("= cites two one", true),
    Case("= cites one", false),
    Case("~ cites one", true),
    Case("! cites three", true),
    Case("! cites none", true),
    Case("= labs ana positive; phosphate 6.80 mg/dL H", true),
    Case("= labs phosphate 6.8 mg/dL H", false),
    Case("= labs phosphate 6.8 mg/dL; ana positive", false),
    Case("~ labs phosphate", true),
    Case("~ labs phosphate 6.8 mg/dL", true),
    Case("~ labs phosphate 6.8 mg/dL HH", false),
    Case("! labs phosphate", false),
    Case("! labs calcium", true),
    Case("= noted not warfarin", true),
    Case("= noted warfarin", false),
    Case("= conditions dialysis", true),
    Case("= medications none", true),
    Case("! medications none", false),
    Case("~ refined dialysis", true),
    Case("= text \"It may be. You have time.\"", true),
    Case("~ text \"be. You have\"", true),
    Case("~ text \"you have\"", false),
    Case("! text \"you have\"", false),
    Case("! text \"stop taking\"", true),
  ])
  func comparesByTheirSign(_ given: Case) throws {
    let (transcript, problems) = parsed(file("> a\n\n\(given.line)"))
    #expect(problems.isEmpty)
    let fact = try #require(transcript.turns.first?.facts.first)
    #expect(fact.holds(Self.turn, answer: ["It may be. You", "have time."]) == given.holds)
  }

  @Test(arguments: [
    ("6.8", true), ("6.81", true), ("6.80", false), ("6.9", false), ("7", true), ("6.8133", true),
  ])
  func aNumberCountsToItsWrittenDigits(_ given: (number: String, holds: Bool)) throws {
    var facts = facts()
    facts.labs = [
      FactEntry(
        SessionFact(fact: "phosphate", value: 6.8133, unit: "mg/dL", flag: "high"), withDay: false)
    ]
    let fact = try Fact(.exactly, .labs, parsing: "phosphate \(given.number) mg/dL H", line: 1)
    #expect(fact.holds(facts, answer: []) == given.holds)
    #expect(facts.written(.labs) == "phosphate 6.81 mg/dL H")
  }

  @Test(arguments: [
    (2.2, "2.2"), (0.123456, "0.123"), (0.0512345, "0.0512"), (12.3456, "12.3"), (99.96, "100"),
    (1250.0, "1250"), (1234.56, "1234.6"), (1e15, "1000000000000000.0"), (0, "0"),
  ])
  func aLongNumberIsWrittenShort(_ given: (number: Double, text: String)) throws {
    let entry = FactEntry(SessionFact(fact: "x", value: given.number), withDay: false)
    #expect(entry.text == "x \(given.text)")
    var facts = facts()
    facts.labs = [entry]
    #expect(
      try Fact(.exactly, .labs, parsing: entry.text, line: 1).holds(facts, answer: []))
  }

  struct Written: Sendable, CustomTestStringConvertible {
    var fact: SessionFact
    var text: String
    var testDescription: String { text }
  }

  @Test(arguments: [
    Written(
      fact: SessionFact(fact: "phosphate", value: 6.8, unit: "mg/dL", flag: "high"),
      text: "phosphate 6.8 mg/dL H"),
    Written(
      fact: SessionFact(fact: "pth", value: 88, unit: "pg/mL", flag: "normal"), text: "pth 88 pg/mL"
    ),
    Written(
      fact: SessionFact(fact: "urea", value: 0.1 + 0.2, unit: "mg/dL BUN", flag: "critical-low"),
      text: "urea 0.3 mg/dL BUN LL"),
    Written(fact: SessionFact(fact: "inr", value: 2, unit: "", flag: "unknown"), text: "inr 2"),
    Written(fact: SessionFact(fact: "ana", word: "not done"), text: "ana not done"),
    Written(
      fact: SessionFact(fact: "calcium_total", word: "high", flag: "high"),
      text: "calcium_total high"),
    Written(fact: SessionFact(fact: "dialysis", isNegated: true), text: "not dialysis"),
    Written(
      fact: SessionFact(
        fact: "pth", value: 88, unit: "pg/mL", flag: "critical-high", date: "2026-03-01"),
      text: "pth 88 pg/mL HH on 2026-03-01"),
  ])
  func whatIsWrittenIsReadAsTheSameFact(_ given: Written) throws {
    let entry = FactEntry(given.fact, withDay: true)
    #expect(entry.text == given.text)
    let fact = try Fact(.exactly, .noted, parsing: given.text, line: 1)
    var facts = facts()
    facts.noted = [entry]
    #expect(fact.holds(facts, answer: []))
  }

  @Test func writesTheFactsOfATurnInOneColumn() {
    #expect(
      FactLayout.lines(Self.turn.described(after: nil)) == [
        "= kind        answer", "= urgency     soon", "= intent      a/b", "= cites       one two",
        "= noted       not warfarin", "= labs        phosphate 6.8 mg/dL H; ana positive",
        "= conditions  dialysis", "= refined     phosphate dialysis",
      ])
  }

  @Test func aForgottenResultIsWrittenAsNone() {
    #expect(
      FactLayout.lines(facts(.info, intent: nil, cites: []).described(after: Self.turn)) == [
        "= kind        info", "= labs        none", "= conditions  none",
      ])
  }
}
