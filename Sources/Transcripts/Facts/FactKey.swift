/// What a fact line can assert about a turn.
///
/// In the order in which a recording writes them.
package enum FactKey: String, Sendable, Hashable, CaseIterable {
  case kind
  case urgency
  /// The section or rule that replied; `none` where there is none.
  case intent
  /// Source ids.
  case cites
  /// The facts that the line stated.
  case noted
  /// All results of the session after the turn.
  case labs
  /// All conditions of the session after the turn.
  case conditions
  /// All medicines of the session after the turn.
  case medications
  /// Whose record is in focus after the turn; `none` for the speaker.
  case person
  /// Ids of the facts without which the text would have been different.
  case refined
  /// Words of the answer, in quotation marks.
  case text
}

/// How a fact line asserts.
///
///     =  exactly     the value, or the same list in any order
///     ~  at least    a list that holds these; an urgency that is this or more
///     !  must not    none of these; `! conditions none` wants at least one
package enum FactSign: Character, Sendable, Hashable, CaseIterable {
  case exactly = "="
  case atLeast = "~"
  case mustNot = "!"
}
