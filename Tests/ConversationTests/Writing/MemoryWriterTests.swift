import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What is told of what a line changed in the memory.
struct MemoryWriterTests {
  private let writer = MemoryWriter(words: SmallWriting.facts)

  private func change(_ mentions: Mention..., in session: Session = SmallWriting.session())
    -> SessionChange
  {
    var session = session
    session.turn += 1
    var reading = Reading()
    reading.mentions = mentions
    return Remembering(labs: SmallCatalogue.labs).change(SpokenLine("", reading), in: session)
  }

  private func texts(_ change: SessionChange) -> [String] {
    writer.memory(of: change).blocks.map(\.text)
  }

  @Test func whatWasNotedIsRepeatedByPerson() {
    let told = change(
      .value("calcium", 9.6), .condition("dialysis"), .value("calcium", 12, of: .mother))
    #expect(
      texts(told) == [
        "Noted: calcium 9.6 mg/dL, in range (usual range 8.5 to 10.5 mg/dL); dialysis. [1]",
        "Noted for your mother: calcium 12.0 mg/dL, high (usual range 8.5 to 10.5 mg/dL). [1]",
      ])
    let cited = writer.memory(of: told).blocks.map { $0.citations.map(\.section) }
    #expect(cited == [["calcium"], ["calcium"]])
  }

  @Test func whatIsDeniedIsRepeatedWithoutASource() {
    let told = change(.condition("ckd", isDenied: true), .condition("dialysis", isDenied: true))
    #expect(texts(told) == ["Noted: no kidney disease and no dialysis."])
    #expect(writer.memory(of: told).blocks.allSatisfy { $0.citations.isEmpty })
  }

  @Test func severalResultsHaveTheTableAsTheirSource() {
    let told = change(.value("calcium", 9.6), .value("phosphate", 3))
    #expect(writer.memory(of: told).blocks.flatMap { $0.citations.map(\.section) } == ["Ranges"])
  }

  /// Where care cannot wait the critical ones come first, and their ranges are left out.
  @Test func inShortTheCriticalOnesComeFirst() {
    let told = change(
      .value("phosphate", 3), .value("calcium", 14), .value("albumin", 4), .condition("ckd"),
      .condition("warfarin"))
    #expect(
      writer.memory(of: told).briefBlocks.map(\.text) == [
        "Noted: calcium 14.0 mg/dL, critically high; phosphate 3.0 mg/dL; albumin 4.0 g/dL; "
          + "kidney disease; and 1 more. [1]"
      ])
  }

  @Test func theOppositeOfWhatWasSaidIsTold() {
    let before = SmallWriting.session(.condition("ckd", isDenied: true))
    #expect(
      texts(change(.condition("ckd"), in: before)) == [
        "Noted: kidney disease.", "Not what you said: kidney disease.",
      ])
  }

  @Test func whatIsForgottenAndWhatIsLeftIsTold() {
    let before = SmallWriting.session(.value("calcium", 9.6), .condition("ckd", of: .mother))
    func forget(_ retractions: Retraction...) -> SessionChange {
      var reading = Reading()
      reading.retractions = retractions
      return Remembering(labs: SmallCatalogue.labs).change(SpokenLine("", reading), in: before)
    }
    let one = forget(.fact("calcium"))
    #expect(texts(one) == ["Forgot calcium. Still: kidney disease (your mother)."])
    #expect(writer.memory(of: one).effect == .forgot(["calcium"]))
    #expect(writer.memory(of: one).dropped == ["calcium"])
    #expect(
      texts(forget(.everything)) == [
        "Forgot calcium and kidney disease (your mother). Nothing is left."
      ])
    #expect(texts(forget(.fact("albumin"))) == ["Nothing to forget."])
  }

  struct Asked: Sendable, CustomTestStringConvertible {
    var reason: Doubt.Reason
    var text: String
    var testDescription: String { text }
  }

  @Test(arguments: [
    Asked(reason: .missingUnit, text: "phosphate 2.2: mg/dL (low) or mmol/L (high)?"),
    Asked(reason: .implausible, text: "phosphate 2.2 cannot be."),
    Asked(reason: .unitDoesNotFit(typed: "kg"), text: "phosphate 2.2 does not fit."),
    Asked(reason: .unitToConfirm(typed: "%"), text: "phosphate 2.2: right?"),
    Asked(reason: .whichOne(name: "a thinner"), text: "Which phosphate: a thinner?"),
    Asked(reason: .contradiction, text: "phosphate: 2.2?"),
  ])
  func aDoubtIsAskedAbout(example: Asked) {
    var doubt = Doubt(fact: "phosphate", reason: example.reason, range: 0..<0, asTyped: "2.2")
    doubt.candidates = [("mg/dL", Flag.low), ("mmol/L", .high)].map { unit, flag in
      Doubt.Candidate(typed: Quantity(2.2, unit), canonical: Quantity(2.2, "mg/dL"), flag: flag)
    }
    var change = SessionChange(of: Session())
    change.doubts = [doubt]
    let memory = writer.memory(of: change)
    #expect(memory.questions == [example.text] && memory.criticalDoubt == nil)
    #expect(memory.doubted == ["phosphate"])
  }

  @Test func aDoubtThatIsCriticalEitherWayLeads() {
    var doubt = Doubt(fact: "calcium", reason: .missingUnit, range: 0..<0, asTyped: "5")
    doubt.candidates = [Flag.criticalLow, .criticalHigh].map {
      Doubt.Candidate(typed: Quantity(5, "mg/dL"), canonical: Quantity(5, "mg/dL"), flag: $0)
    }
    var change = SessionChange(of: Session())
    change.doubts = [doubt]
    #expect(writer.memory(of: change).criticalDoubt == "Calcium may be critical.")
  }

  @Test func whatCouldNotBeReadIsNamed() {
    var change = SessionChange(of: Session())
    change.unread = [
      Unread(asTyped: "Ca 3.B", reason: .unclearNumber, range: 0..<0),
      Unread(asTyped: "Zonulin 1", reason: .unknownTest, range: 0..<0),
      Unread(asTyped: "PTH pending", reason: .noResult, range: 0..<0),
    ]
    #expect(texts(change) == ["Not read: “Ca 3.B”, “PTH pending”.", "Not known: “Zonulin 1”."])
    change.unread = (1...14).map {
      Unread(asTyped: "Test \($0)", reason: .unknownTest, range: 0..<0)
    }
    #expect(texts(change).first?.hasSuffix("“Test 12” and 2 more.") == true)
    #expect(writer.memory(of: change).unread.count == 14)
  }
}
