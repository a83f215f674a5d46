import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What a line states, and what of it has to be asked about.
struct StatementsTests {
  private let labs = SmallCatalogue.labs

  private func change(_ mentions: Mention..., focus: Person? = nil) -> SessionChange {
    SmallChange.after(mentions, focus: focus)
  }

  private func held(_ change: SessionChange, of person: Person? = nil) -> [String] {
    SmallChange.held(change, of: person)
  }

  @Test func twoThatAreListedAreAStatementAndOneIsNone() {
    for (listed, count) in [(["ckd", "warfarin"], 2), (["ckd"], 0)] {
      var change = change()
      var reading = Reading()
      reading.bareFacts = listed
      Statements(labs: labs).apply(reading, to: &change)
      #expect(change.noted.count == count)
    }
  }

  @Test func aChildThatIsKnownByItsAgeIsKeptOnce() {
    var reading = Reading.saying(.value("calcium", 10.8, of: .son))
    (reading.age, reading.aged, reading.isChild) = (Age(years: 6), .son, true)
    var change = change()
    Statements(labs: labs).apply(reading, to: &change)
    #expect(held(change, of: .son) == ["child", "calcium 10.8"])
    #expect(change.session.record(of: .son).age == 6)
    #expect(change.session.record(of: .son).newest("calcium", nil)?.flag == .unknown)
    Statements(labs: labs).apply(reading, to: &change)
    #expect(held(change, of: .son).filter { $0 == "child" }.count == 1)
  }

  @Test func noMoreThanTwoQuestionsComeFromALine() {
    var reading = Reading()
    reading.doubts = (0..<4).map { number in
      Doubt(fact: "calcium", reason: .implausible, range: 0..<0, asTyped: "\(number)")
    }
    var change = change()
    Statements(labs: labs).apply(reading, to: &change)
    #expect(change.doubts.map(\.asTyped) == ["0", "1"])
    #expect(change.session.pending == .doubt(reading.doubts[0]))
  }

  @Test func whatIsKnownAlreadyIsNotAskedFor() {
    var reading = Reading()
    reading.doubts = [
      Doubt(
        fact: "warfarin", reason: .whichOne(name: "a blood thinner"), range: 0..<0, asTyped: "")
    ]
    var unknown = change()
    Statements(labs: labs).apply(reading, to: &unknown)
    #expect(unknown.doubts.count == 1)
    var known = change(.condition("warfarin"))
    Statements(labs: labs).apply(reading, to: &known)
    #expect(known.doubts.isEmpty)
  }
}
