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
  /// By whom it was reviewed, in one sentence, if that is known.
  package var reviewed: String?
  /// The day of its last update, as it is told.
  package var updated: String?
  /// Of two the lower one is listed first.
  package var rank = Source.lastRank
  /// What it says, in our words.
  package var facts: [SourceFact] = []
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

extension Source {
  /// The rank of a source that names none.
  package static let lastRank = 100
}

/// One statement of a source, in our words, that sections cite.
package struct SourceFact: Sendable, Hashable, Codable {
  /// The name by which sections cite it, such as `S2-088`.
  package var id: String
  package var text: String
  package var place: Place

  package init(id: String, text: String, place: Place) {
    self.id = id
    self.text = text
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
///
///     "Pain comes first [1]. It may spread [2][1]."      citations 1 and 2, in this order
///
/// Every marker has its citation, and in a whole text every citation has a marker: the loader sees
/// to it.
package struct CitedText: Sendable, Hashable, Codable {
  package var text: String
  package var citations: [Citation]
  /// For each citation the ids of the facts of its source that the text states.
  package var factsByCitation: [[String]]

  package init(_ text: String, citations: [Citation], facts: [[String]] = []) {
    self.text = text
    self.citations = citations
    factsByCitation = facts
  }

  /// The ids of all facts that the text states.
  package var facts: [String] { factsByCitation.flatMap(\.self) }

  /// The facts on which the citation at a place stands.
  ///
  /// - Parameter place: of the citation, counted from 0; a place beyond has none
  package func facts(at place: Int) -> [String] {
    factsByCitation.indices.contains(place) ? factsByCitation[place] : []
  }
}

extension CitedText {
  /// The numbers of the `[1]` markers in a text, in order of appearance, each once.
  ///
  /// At most three digits; anything else in brackets is text.
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
