package import Conversation
import Knowledge

/// A document under a reply, with the places in it that the markers stand for:
///
///     [1] iLive 2025, Why it occurs; [3] Treatment: 3) Calciphylaxis
///
/// The link covers the name of the document alone, since only that has an address.
package struct FootLine: Sendable, Hashable {
  package var text: String
  package var link: TextLine.Link?

  /// One line a document, in the order in which they are first cited.
  ///
  /// Numbers are the places of citations, counted from 1, as the markers in the text have them.
  package static func lines(of citations: [ReplyCitation]) -> [FootLine] {
    var order: [String] = []
    for entry in citations where !order.contains(entry.citation.source) {
      order.append(entry.citation.source)
    }
    return order.map { source in
      var text = ""
      var link: TextLine.Link?
      for (index, entry) in citations.enumerated() where entry.citation.source == source {
        if text.isEmpty {
          text = "[\(index + 1)] \(entry.label), \(entry.citation.section)"
          link = entry.address.map { TextLine.Link(entry.label, to: $0) }
        } else {
          text += "; [\(index + 1)] \(entry.citation.section)"
        }
      }
      return FootLine(text: text, link: link)
    }
  }
}
