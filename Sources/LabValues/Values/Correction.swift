/// "sorry, 3.1 not 7.1"
package struct Correction: Sendable, Hashable {
  /// The fact named in the line; `nil` means the one spoken of last (or the one with `old`).
  package var fact: String?
  /// The right number, when it is not already a mention of the line.
  package var value: BareValue?
  /// The number that was wrong.
  package var old: Double?
  /// UTF-8 offsets in the line.
  package var range: Range<Int>

  package init(fact: String?, value: BareValue?, old: Double?, range: Range<Int>) {
    self.fact = fact
    self.value = value
    self.old = old
    self.range = range
  }
}

/// "forget my calcium"
package enum Retraction: Sendable, Hashable {
  case fact(String)
  case everything
  case labs
  case conditions
  case medicines
  /// What was said last: "that was my husband's, forget it".
  case last
}

/// "that was my husband's": what was told last is somebody else's.
package struct Handover: Sendable, Hashable {
  /// Whose it is; `nil` for the speaker.
  package var person: Person?

  package init(person: Person?) { self.person = person }
}
