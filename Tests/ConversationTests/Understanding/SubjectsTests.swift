import Knowledge
import LabValues
import Testing

@testable import Conversation

/// What stated facts are about, and who "she" is.
struct SubjectsTests {
  private let refinements = Refinements(
    signals: [], about: ["ckd": "soup", "calcium high": "bread"], rules: [], asks: [])

  @Test(
    arguments: [
      ("ckd", nil, "soup"), ("calcium", .high, "bread"), ("calcium", .criticalHigh, "bread"),
      ("calcium", .normal, nil), ("calcium", .low, nil), ("calcium", .unknown, nil),
      ("phosphate", .high, nil),
    ] as [(String, Flag?, String?)])
  func aResultIsAboutATopicAsItReads(fact: String, flag: Flag?, topic: String?) {
    #expect(refinements.topic(about: fact, flag) == topic)
  }

  private func pointing() -> Reading {
    var reading = Reading.saying(.condition("ckd", of: .other), focus: .on(.other))
    reading.isPointing = true
    return reading
  }

  @Test func aPronounMeansTheOnlyOneWhoIsKnown() {
    var session = Session()
    session.age = 72
    let settled = pointing().settled(in: session)
    #expect(settled.mentions.map(\.subject) == [nil])
    #expect(settled.focus == .unchanged)
  }

  @Test func ofNobodyKnownAPronounMeansSomebodyElse() {
    #expect(pointing().settled(in: Session()).mentions.map(\.subject) == [.other])
  }

  @Test func besideOthersAPronounMeansSomebodyElse() {
    var session = Session()
    session.age = 72
    session.keep(StoredFact(.condition("ckd", of: .wife), turn: 1), of: .wife)
    #expect(pointing().settled(in: session).mentions.map(\.subject) == [.other])
  }
}
