/// A section in the making, as an import finds it in a document.
///
/// Text as the document has it: brackets and quotes are dealt with when it is written.
package struct Draft: Sendable, Hashable {
  /// A heading, or a question.
  package var title: String
  package var paragraphs: [String]
  /// What people may type to get here.
  package var phrases: [String]

  package init(title: String, paragraphs: [String], phrases: [String]) {
    self.title = title
    self.paragraphs = paragraphs
    self.phrases = phrases
  }
}

extension Draft {
  /// The file of the section, marked as a draft: each paragraph stands on the place it was taken from.
  ///
  /// - Parameter source: an id
  /// - Returns: the whole file; quotes, brackets, line breaks and control characters within the texts do no
  ///   harm.
  func yaml(source: String) -> String {
    let text = paragraphs.map { "  \(YAMLText.plain(Self.inOneLine($0))) [1]" }.joined(
      separator: "\n\n")
    let phrases = phrases.map { "  - \(YAMLText.quoted(Self.phrase($0)))" }.joined(separator: "\n")
    return """
      # Taken in by calciq import. Put the text in your own words, add phrases, then delete the next line.
      draft: true
      title: \(YAMLText.quoted(Self.inOneLine(title)))
      text: |
      \(text)
      citations:
        - {source: \(source), section: \(YAMLText.quoted(Self.inOneLine(title)))}
      phrases:
      \(phrases)

      """
  }

  /// Text without line breaks and without what would be read as a marker.
  private static func inOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      .replacing("[", with: "(").replacing("]", with: ")")
  }

  /// A phrase without the signs that choices are made of.
  private static func phrase(_ text: String) -> String {
    let plain = text.map { "()[]{}|".contains($0) ? " " : String($0) }.joined()
    return inOneLine(plain)
  }
}
