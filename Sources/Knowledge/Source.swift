/// A document, or one of our own reference tables, on which a statement can stand.
package struct Source: Sendable, Hashable, Codable {
  /// The id that replies cite, such as `ilive-2025`.
  package var id: String
  package var title: String
  /// The name used in a list of sources, with its year: "iLive 2025".
  package var label: String
  package var author: String?
  package var publisher: String?
  /// The year of the last update; `nil` for our own tables and notes.
  package var year: Int?
  /// What to know before trusting it, in one sentence.
  package var trust: String
  /// Whether it is one of the documents (and not a table or note of ours).
  package var isDocument: Bool
  /// Where it can be read, if known.
  package var address: String?
  package var place: Place

  package init(
    id: String, title: String, label: String, author: String?, publisher: String?, year: Int?,
    trust: String, isDocument: Bool, address: String? = nil, place: Place
  ) {
    self.id = id
    self.title = title
    self.label = label
    self.author = author
    self.publisher = publisher
    self.year = year
    self.trust = trust
    self.isDocument = isDocument
    self.address = address
    self.place = place
  }
}

/// A place in a source on which a statement stands.
package struct Citation: Sendable, Hashable, Codable {
  /// The id of the source.
  package var source: String
  /// The heading in it.
  package var section: String

  package init(source: String, section: String) {
    self.source = source
    self.section = section
  }
}

/// Text with `[1]` markers, and the citations that the markers stand for, in order.
package struct CitedText: Sendable, Hashable, Codable {
  package var text: String
  package var citations: [Citation]
  /// The ids of the facts that the text states (the authors' register of facts).
  package var facts: [String]

  package init(_ text: String, citations: [Citation], facts: [String] = []) {
    self.text = text
    self.citations = citations
    self.facts = facts
  }
}

extension CitedText {
  /// The numbers of the `[1]` markers in a text, in order of appearance, each once.
  package static func markers(in text: String) -> [Int] {
    var found: [Int] = []
    var digits: [UInt8]?
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["): digits = []
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if let so = digits { digits = so.count < 3 ? so + [byte] : nil }
      case UInt8(ascii: "]"):
        if let so = digits, !so.isEmpty {
          let number = so.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
          if !found.contains(number) { found.append(number) }
        }
        digits = nil
      default: digits = nil
      }
    }
    return found
  }
}
