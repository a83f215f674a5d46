/// A question that was not answered, or not surely, without anything that tells of a person.
///
///     declined TAB can [person] eat bananas on [fact]
package struct OpenQuestion: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    /// The documents do not cover it.
    case declined
    /// It was asked back, or answered without much sureness.
    case uncertain
  }

  /// What stands in place of what may tell of somebody.
  package enum Mask: String, Sendable, CaseIterable {
    /// Whoever is spoken of, the speaker too.
    case person = "[person]"
    /// A result, a condition or a medicine that was stated.
    case fact = "[fact]"
    case number = "[number]"
    /// A word that the knowledge does not have: it may be a name.
    case word = "[word]"
  }

  package let kind: Kind
  /// The question, masked, on one line.
  package let text: String

  package init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  /// Reads what ``line`` wrote; `nil` for anything else.
  package init?(reading line: some StringProtocol) {
    let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])), !parts[1].isEmpty else {
      return nil
    }
    self.init(kind, String(parts[1]))
  }

  package var line: String { "\(kind.rawValue)\t\(text)" }
}

/// What is done with a question that stayed open; only on wish, and never on the answering path.
package typealias OpenQuestionTaker = @Sendable (OpenQuestion) -> Void
