/// Where something stands in the knowledge files, for messages such as
/// `Intents/calciphylaxis/treatment.yaml:12:5`.
package struct Place: Sendable, Hashable, Codable, Comparable {
  /// The file's path relative to the knowledge folder.
  package var file: String
  /// The line, counted from 1.
  package var line: Int
  /// The column, counted from 1.
  package var column: Int

  package init(file: String, line: Int = 1, column: Int = 1) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// What the paths of files begin with that every folder has without writing them.
  package static let builtIn = "built-in/"

  /// Whether it stands in no file of the folder.
  package var isBuiltIn: Bool { file.hasPrefix(Self.builtIn) }

  /// By path, then line, then column: the order in which an author mends.
  package static func < (a: Place, b: Place) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}

/// A piece of text written by an author (a phrase, a pattern) with the place it was written at.
package struct Written: Sendable, Hashable, Codable {
  package var text: String
  package var place: Place

  package init(_ text: String, at place: Place) {
    self.text = text
    self.place = place
  }
}
