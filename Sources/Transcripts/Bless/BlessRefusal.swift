/// Why a transcript is not blessed; nothing in it is changed then.
package struct BlessRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// Asked in this order for each turn: a `!` that is violated, then CI, then urgency.
  package enum Reason: Sendable, Hashable {
    case isCI
    case violates(Fact)
    case isUrgent
  }

  package var path: String
  /// Counted from 1: of the fact that is violated, else of the message.
  package var line: Int
  package var reason: Reason

  init(path: String, line: Int, _ reason: Reason) {
    self.path = path
    self.line = line
    self.reason = reason
  }

  package var description: String { "\(path):\(line): not blessed: \(wording)" }

  private var wording: String {
    switch reason {
    case .isCI: "CI is set, and a build must not change what it is checked against"
    case .violates(let fact):
      "'! \(fact.key.rawValue) \(fact.written)' is violated, and that is never right by habit"
    case .isUrgent: "an urgent turn changes only with --yes-safety"
    }
  }
}
