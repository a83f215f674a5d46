package import LabValues

/// What all clients of one event loop are answered with.
///
/// Each loop has its own copy, so that reading it needs no lock.
package struct ServerSetting: Sendable {
  /// A reload puts another value here between two events.
  package var parts: ServerParts
  package var limits: ServerLimits
  /// What the greeting says behind its code.
  package var greeting: String
  /// The day that sessions refer to.
  package var today: Day?
  /// The body of `/stats`, with what the event that asks has counted itself.
  package var report: @Sendable (Tally) -> String

  package init(
    _ parts: ServerParts, limits: ServerLimits = ServerLimits(), greeting: String = "",
    today: Day? = nil, report: @escaping @Sendable (Tally) -> String = { _ in "" }
  ) {
    self.parts = parts
    self.limits = limits
    self.greeting = greeting
    self.today = today
    self.report = report
  }
}
