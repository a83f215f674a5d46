/// Text that an import puts into a file, as YAML takes it.
enum YAMLText {
  /// A text in single quotes.
  ///
  ///     It's "new": {a}   →   'It''s "new": {a}'
  static func quoted(_ text: String) -> String {
    "'" + plain(text).replacing("'", with: "''") + "'"
  }

  /// A text on one line, without control characters, which no YAML may hold; each is a blank.
  static func plain(_ text: String) -> String {
    text.split { character in
      character.isWhitespace
        || character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }.joined(separator: " ")
  }
}
