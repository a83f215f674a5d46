import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Computed quantities in words, and why one is not computed.
struct DerivedWordsTests {
  private static let labs: LabCatalogue = {
    let labs = SmallCatalogue.labs
    var derivations = labs.derivations
    derivations.formulas = [
      formula("ratio", "calcium / phosphate", low: 2, high: 4),
      formula("aged", "calcium * age / calcium"),
      formula("adult", "phosphate / phosphate", notWith: ["dialysis"], isForAll: false),
    ]
    return LabCatalogue(
      units: labs.units, otherUnits: [], analytes: labs.analytes, otherTests: [], qualitative: [],
      context: labs.context, derivations: derivations, vocabulary: labs.vocabulary)
  }()

  private static func formula(
    _ id: String, _ expression: String, notWith: [String] = [], isForAll: Bool = true,
    low: Double? = nil, high: Double? = nil
  ) -> Formula {
    Formula(
      id: id, label: id, expression: expression, units: [:], unit: "", decimals: 1,
      notWith: notWith, isForAll: isForAll, low: low, high: high, source: "")
  }

  private let words = DerivedWords(
    FactWords(labs: DerivedWordsTests.labs, wording: Wording(SmallWriting.knowledge)))

  @Test(arguments: [
    (9.0, 3.0, "Ratio: 3.0, in range (2.0–4.0), from calcium and phosphate. [1]"),
    (9, 1.5, "Ratio: 6.0, high (2.0–4.0), from calcium and phosphate. [1]"),
    (9, 6, "Ratio: 1.5, low (2.0–4.0), from calcium and phosphate. [1]"),
  ])
  func aFormulaIsToldWithItsRange(calcium: Double, phosphate: Double, text: String) {
    let session = SmallWriting.session(.value("calcium", calcium), .value("phosphate", phosphate))
    let found = words.derived(in: session)
    #expect(found.map(\.text).contains(text))
    #expect(found.allSatisfy { $0.citations.map(\.source) == [ReplyCitation.labSource] })
  }

  @Test(
    arguments: [
      (["calcium"], ["ratio", "aged"]), (["phosphate"], ["ratio", "adult"]), (["albumin"], []),
    ] as [([String], [String])])
  func onlyWhatIsMadeOfAResultIsToldBesideIt(ids: [String], headings: [String]) {
    var session = SmallWriting.session(.value("calcium", 9), .value("phosphate", 3))
    session.age = 61
    #expect(
      words.derived(about: ids, in: session).flatMap { $0.citations.map(\.section) } == headings)
  }

  @Test func aConditionTellsWhatItWasComputedFrom() throws {
    let session = SmallWriting.session(.value("calcium", 9), .value("phosphate", 3))
    let condition = try Condition(parsing: "ratio > 2 and ckd")
    let told = words.derived(for: condition, in: session)
    #expect(told.flatMap { $0.citations.map(\.section) } == ["ratio"])
    let other = try Condition(parsing: "calcium > 2")
    #expect(words.derived(for: other, in: session).isEmpty)
  }

  struct Missing: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var id: String
    var told: [Mention]
    var text: String
  }

  @Test(arguments: [
    Missing(
      testDescription: "a result", id: "ratio", told: [.value("calcium", 9)],
      text: "Ratio needs phosphate. [1]"),
    Missing(
      testDescription: "both results", id: "ratio", told: [],
      text: "Ratio needs calcium and phosphate. [1]"),
    Missing(
      testDescription: "the age", id: "aged", told: [.value("calcium", 9)],
      text: "Aged needs the age. [1]"),
    Missing(
      testDescription: "a child", id: "adult", told: [.value("phosphate", 3), .condition("child")],
      text: "Adult is for adults. [1]"),
    Missing(
      testDescription: "a condition", id: "adult",
      told: [.value("phosphate", 3), .condition("dialysis")],
      text: "Adult: not with dialysis. [1]"),
  ])
  func whyItIsNotComputedIsTold(example: Missing) {
    var session = Session(today: Day(iso: "2026-11-29"))
    for (turn, mention) in example.told.enumerated() {
      session.keep(StoredFact(mention, turn: turn + 1), of: nil)
    }
    #expect(words.notDerived([example.id], in: session).map(\.text) == [example.text])
    #expect(words.notDerived(["calcium"], in: session).isEmpty)
  }
}
