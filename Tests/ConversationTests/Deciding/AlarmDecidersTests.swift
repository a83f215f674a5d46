import Knowledge
import Testing

@testable import Conversation

/// What is said after an alarm: that it is let go, or that it may go on.
struct AlarmDecidersTests {
  struct Row: Sendable {
    var message = "emergency"
    var urgency: Urgency = .now
    var wasUrgent = true
    var isOver = true
    var isQuestion = false
    /// How probable the best section is; `nil` where none is found.
    var section: Double?
    var isTold: Bool
  }

  private static func saying(_ row: Row) -> Saying {
    var saying = Saying(
      acts: row.isOver ? [.over] : [], isQuestion: row.isQuestion,
      found: SmallLibrary.found(
        row.section.map { [("bread/steps", $0)] } ?? [], isCovered: row.section != nil))
    saying.before.wasUrgent = row.wasUrgent
    if row.wasUrgent {
      saying.before.alarm = StandingAlarm(message: row.message, urgency: row.urgency, facts: [])
    }
    return saying
  }

  @Test(arguments: [
    Row(isTold: true), Row(isOver: false, isTold: false), Row(wasUrgent: false, isTold: false),
    Row(message: "crisis", isTold: false), Row(urgency: .today, isTold: true),
    Row(isQuestion: true, section: 0.8, isTold: false),
    Row(isQuestion: true, section: 0.3, isTold: true), Row(section: 0.8, isTold: true),
  ])
  func anAlarmThatIsOverIsLetGo(row: Row) {
    let opinion = AlarmOver(crisisMessages: ["crisis"]).opinion(on: Self.saying(row).situation)
    if case .act(.over)? = opinion?.body {
      #expect(row.isTold)
    } else {
      #expect(!row.isTold && opinion == nil)
    }
  }

  @Test(arguments: [
    Row(isOver: false, isTold: true), Row(wasUrgent: false, isOver: false, isTold: false),
    Row(message: "crisis", isOver: false, isTold: false),
    Row(urgency: .today, isOver: false, isTold: false),
    Row(isOver: false, isQuestion: true, isTold: false),
    Row(isOver: false, section: 0.9, isTold: false), Row(isOver: false, section: 0.3, isTold: true),
  ])
  func whatIsNotUnderstoodMayMeanThatItGoesOn(row: Row) {
    let decider = AlarmUnanswered(crisisMessages: ["crisis"])
    let opinion = decider.opinion(on: Self.saying(row).situation)
    if case .act(.stillSo)? = opinion?.body {
      #expect(row.isTold)
    } else {
      #expect(!row.isTold && opinion == nil)
    }
  }
}
