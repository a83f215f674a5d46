/// Lines as people type them, by what is to be recognised in them.
///
/// Patterns hold the wordings that somebody thought of; from these lines calciq learns to recognise
/// the others.
package struct LineExamples: Sendable, Hashable, Codable {
  /// Where what a line shows is described: the lists of `safety.yaml` and `dialogue.yaml`.
  package enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    case redFlags = "redflags"
    case refusals
    case smallTalk = "smalltalk"
  }

  /// The lines of one red flag, refusal or piece of small talk.
  package struct Kind: Sendable, Hashable, Codable {
    package var role: Role
    /// The id that it has in its list.
    package var id: String
    package var lines: [Written]
    package var place: Place

    package init(role: Role, id: String, lines: [Written], place: Place) {
      self.role = role
      self.id = id
      self.lines = lines
      self.place = place
    }
  }

  package var kinds: [Kind]
  /// Lines that show none of these, the nearer to one the better.
  package var others: [Written]

  package init(kinds: [Kind] = [], others: [Written] = []) {
    self.kinds = kinds
    self.others = others
  }
}
