/// One line of a rendered reply.
package struct TextLine: Sendable, Hashable {
  /// What a line is, not how it looks: a door may colour it, and a server sends it along by name.
  package enum Role: Sendable, Hashable {
    case plain, urgent, noted, heading, caution, choice, source, table
  }

  /// A part of the line, and the address that it leads to in a terminal that can follow it.
  ///
  /// `text` stands somewhere in the line; where wrapping has torn it, the line has no link that
  /// works.
  package struct Link: Sendable, Hashable {
    package var text: String
    package var address: String

    package init(_ text: String, to address: String) {
      self.text = text
      self.address = address
    }
  }

  package var text: String
  package var role: Role
  package var link: Link?

  package init(_ text: String, _ role: Role) {
    self.text = text
    self.role = role
  }
}
