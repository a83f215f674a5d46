import Knowledge
import LabValues

/// A result of this line that cannot wait, whosever it is.
struct CriticalResult: Sendable, Hashable {
  /// `nil` for the speaker.
  var person: Person?
  /// The id of the analyte; `nil` for a test that is none of ours.
  var fact: String?
  /// The name of a test that is none of ours.
  var name: String?
  var asTyped: String
  var flag: Flag
  var urgency: Urgency
}

/// Finds the results that a laboratory would telephone about: a critical flag alarms without a rule
/// being written for it, and so does a dangerous value of a test that is none of ours.
enum CriticalResults {
  /// The worst first, else in the order of the line; none of those in `told`, for which a rule speaks.
  static func found(
    in change: SessionChange, told: (Person?, String) -> Bool = { _, _ in false }
  ) -> [CriticalResult] {
    let today = change.session.today
    let ours = change.noted.filter { entry in
      entry.fact.flag.isCritical && entry.fact.isFreshValue(today)
        && !told(entry.person, entry.fact.id)
    }.map { entry in
      CriticalResult(
        person: entry.person, fact: entry.fact.id, asTyped: entry.fact.mention.asTyped,
        flag: entry.fact.flag, urgency: .today)
    }
    let others = change.alarms.filter { isFresh($0.when, today) }.map { alarm in
      CriticalResult(
        person: alarm.subject, name: alarm.name, asTyped: alarm.asTyped,
        flag: alarm.flag,
        urgency: alarm.urgency == .now ? .now : .today)
    }
    let all = others + ours
    return all.indices.sorted { one, two in
      (all[two].urgency, one) < (all[one].urgency, two)
    }.map { all[$0] }
  }

  private static func isFresh(_ when: When?, _ today: Day?) -> Bool {
    guard let day = when?.day, let today else { return true }
    return today.ordinal - day.ordinal <= StoredFact.freshDays
  }
}
