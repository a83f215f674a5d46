/// How soon a person needs care, from `none` (information only) to `now` (emergency services).
///
///     none      information only       soon     within days     now    at once
///     routine   without haste          today    today
///
/// Compared by how soon, so that of two the greater one is told.
package enum Urgency: String, Sendable, Codable, CaseIterable, Comparable {
  case none, routine, soon, today, now

  package static func < (a: Urgency, b: Urgency) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .none: 0
    case .routine: 1
    case .soon: 2
    case .today: 3
    case .now: 4
    }
  }
}
