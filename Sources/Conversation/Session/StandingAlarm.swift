import Knowledge

/// A danger that a reply led with, and that is told again until what it rested on is gone.
package struct StandingAlarm: Sendable, Hashable {
  /// The key of its message.
  var message: String
  var urgency: Urgency
  /// The facts on which it rested; none for one that a line described by itself.
  var facts: [String]
  /// What it is called, where a line described it.
  var subject: String?
}
