import Matching
import Testing

@Suite struct PhraseAuditTests {
  @Test func reportsAPhrasingThatStandsUnderTheWrongLabel() {
    var set = Kitchen.set
    set.examples.append(TrainingSet.Example(text: "is the oven on or off", label: 2))
    let audit = PhraseAudit(of: set)
    let strays = audit.hijacked.filter { $0.example == set.examples.count - 1 }
    #expect(strays.map(\.owner) == [2])
    #expect(strays.map(\.taker) == [0])
    #expect(audit.confusions.contains { $0.owner == 2 && $0.taker == 0 })
  }

  @Test func reportsLabelsThatNobodyReaches() {
    var set = Kitchen.set
    set.labels.append("empty")
    #expect(PhraseAudit(of: set).unreached == [4])
  }

  @Test func reportsWordingsThatTwoLabelsShare() {
    var set = Kitchen.set
    set.examples.append(TrainingSet.Example(text: "Stop the timer!", label: 1))
    let audit = PhraseAudit(of: set)
    #expect(audit.shared.map(\.example) == [set.examples.count - 1])
    #expect(audit.shared.map { set.examples[$0.earlier].text } == ["stop the timer"])
  }

  @Test func findsTheSameEveryTime() {
    let first = PhraseAudit(of: Kitchen.set)
    let second = PhraseAudit(of: Kitchen.set)
    #expect(first.hijacked == second.hijacked)
    #expect(first.confusions == second.confusions)
  }
}
