/// Lines as people type them, by what is to be recognised in them.
///
/// Patterns hold the wordings that somebody thought of; from these lines calciq learns to recognise
/// the others.
///
///     dangers/chest-pain.txt         lines that show it           "my chest hurts when i breathe"
///     dangers/chest-pain.calm.txt    lines that only look like it "chest x-ray was fine"
///     ordinary.txt                   lines that show nothing
///     followups/skin.txt             lines within a topic          "skin/risks: is it my own fault"
package struct LineExamples: Sendable, Hashable, Codable {
  /// What a line can show; the raw value is the folder that describes it.
  ///
  /// The order is that in which they are told; a new one needs a folder of its name.
  package enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    case dangers
    case refusals
    case smallTalk = "smalltalk"
    case outside
    case acts
    case kindness
  }

  /// The lines of one danger, refusal, piece of small talk, outside subject or act.
  package struct Kind: Sendable, Hashable, Codable {
    package var role: Role
    /// The id that it has among those of its role.
    package var id: String
    package var lines: [Written]
    /// Lines that only look like it.
    package var calm: [Written]
    package var place: Place

    package init(
      role: Role, id: String, lines: [Written] = [], calm: [Written] = [], place: Place
    ) {
      self.role = role
      self.id = id
      self.lines = lines
      self.calm = calm
      self.place = place
    }
  }

  /// A line that is typed while a topic is spoken of, and means what it means by that alone: "and in
  /// children?".
  package struct FollowUp: Sendable, Hashable, Codable {
    /// The topic that is spoken of.
    package var topic: String
    /// What is wanted: the id of a section, `acts/shorter` and its like, or `elsewhere`.
    package var target: String
    package var line: Written

    package init(topic: String, target: String, line: Written) {
      self.topic = topic
      self.target = target
      self.line = line
    }

    /// What leads to nothing here.
    package static let elsewhere = "elsewhere"
  }

  package var kinds: [Kind]
  /// Lines that show none of these, the nearer to one the better.
  package var others: [Written]
  package var followUps: [FollowUp]

  package init(kinds: [Kind] = [], others: [Written] = [], followUps: [FollowUp] = []) {
    self.kinds = kinds
    self.others = others
    self.followUps = followUps
  }

  /// The kinds of one role.
  package func kinds(of role: Role) -> [Kind] { kinds.filter { $0.role == role } }
}
