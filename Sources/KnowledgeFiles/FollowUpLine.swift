import Knowledge

extension YAMLReader {
  /// A line of `followups/<topic>.txt`: what it wants within that topic, a colon, and its words.
  ///
  ///     skin/risks: is it my own fault
  ///     acts/shorter: tldr
  ///     elsewhere: and who won the match
  ///
  /// - Returns: `nil`, with a problem noted, where no target or no words are found.
  mutating func followUp(_ written: Written, topic: String) -> LineExamples.FollowUp? {
    let parts = written.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let words = parts.count == 2 ? parts[1].drop { $0.isWhitespace } : ""
    guard let target = parts.first, !target.isEmpty, !target.contains(" "), !words.isEmpty else {
      note(
        .expected(
          "a section or act, a colon and a line (skin/risks: is it my fault)",
          found: "'\(written.text)'"),
        at: written.place)
      return nil
    }
    var place = written.place
    place.column += written.text.distance(from: written.text.startIndex, to: words.startIndex)
    return LineExamples.FollowUp(
      topic: topic, target: String(target), line: Written(String(words), at: place))
  }
}
