import TestSupport
import Testing

/// The README's conversation is real: a transcript holds the same lines, and runs with the others.
@Suite struct ReadmeTests {
  @Test func theConversationIsTheTranscript() throws {
    let readme = try Project.text("README.md")
    let fence = try #require(readme.components("```").dropFirst().first)
    let shown = fence.split(separator: "\n").map(String.init)
    let transcript = try Project.lines("Transcripts/readme/conversation.transcript")
    let held = transcript.filter { $0.hasPrefix("> ") || $0.hasPrefix("  ") }
      .map { $0.hasPrefix("  ") ? String($0.dropFirst(2)) : $0 }
    #expect(shown == held)
  }
}

extension String {
  /// The parts between a separator.
  fileprivate func components(_ separator: String) -> [String] {
    var parts: [String] = []
    var rest = Substring(self)
    while let found = rest.firstRange(of: separator) {
      parts.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    return parts + [String(rest)]
  }
}
