/// What a session remembers of the person in focus, as programs read it.
///
/// Somebody else's facts carry their subject. What the speaker told of themselves is always there too,
/// without one, so that a program sees both and cannot take one for the other.
package struct SessionSummary: Sendable, Hashable, Codable {
  package var labs: [SessionFact] = []
  package var conditions: [SessionFact] = []
  package var medications: [SessionFact] = []
  /// Conditions and medicines that are not there.
  package var denied: [SessionFact] = []
  /// Whose record is in focus; `nil` for the speaker.
  package var person: String?
  package var topic: String?

  package init() {}
}
