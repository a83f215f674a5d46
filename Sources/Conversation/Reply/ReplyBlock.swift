/// A part of a reply that is laid out in its own way.
package enum ReplyBlock: Sendable, Hashable, Codable {
  /// Get care now: first, and marked.
  case urgent(String)
  /// What was recorded.
  case noted(String)
  /// Text with markers; paragraphs are separated by an empty line.
  case text(String)
  /// A heading over what follows.
  case heading(String)
  /// A caution of ours.
  case caution(String)
  /// Lines with a bullet.
  case list([String])
  /// Lines with a number that a person can answer with.
  case choices([String])
  case table(LabTable)
  case trend(LabTrend)
  /// Subjects side by side.
  case sideBySide(SideBySide)
}

/// A table of subjects, a column each, and what is said of them, a row each.
package struct SideBySide: Sendable, Hashable, Codable {
  package struct Row: Sendable, Hashable, Codable {
    package var name: String
    package var cells: [String]

    package init(_ name: String, _ cells: [String]) {
      self.name = name
      self.cells = cells
    }
  }

  package var titles: [String]
  package var rows: [Row]

  package init(titles: [String], rows: [Row]) {
    self.titles = titles
    self.rows = rows
  }
}
