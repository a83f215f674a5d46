import Knowledge
import Yams

/// The documents and what they say, read from their nodes: an entry of `sources.yaml`, or a file of its
/// own, `sources/<id>.yaml`.
extension YAMLReader {
  /// `sources.yaml`: the title of the list, and the sources that have no file of their own.
  ///
  ///     title: Four documents on calcification
  ///     sources:
  ///       - {id: ilive-2025, title: Calciphylaxis, year: 2025, address: "https://…"}
  mutating func sources(_ node: Node) -> (title: String, sources: [Source]) {
    let keys = mapping(node, required: ["title"], optional: ["sources"])
    let sources = list(keys["sources"]).map { source($0) }
    return (text(keys["title"]), sources)
  }

  /// One source; the name of its file is its id where it has one.
  mutating func source(_ node: Node, id: String? = nil) -> Source {
    let keys = mapping(
      node, required: id == nil ? ["id", "title"] : ["title"],
      optional: [
        "label", "trust", "author", "reviewed", "updated", "publisher", "year", "document",
        "address", "rank", "facts",
      ])
    let title = text(keys["title"])
    var source = Source(
      id: id ?? text(keys["id"]), title: title, label: optionalText(keys["label"]) ?? title,
      author: optionalText(keys["author"]), publisher: optionalText(keys["publisher"]),
      year: integer(keys["year"]), trust: keys["trust"].map { prose($0) } ?? "",
      isDocument: flag(keys["document"], default: true), address: address(keys["address"]),
      place: place(node))
    source.reviewed = keys["reviewed"].map { prose($0) }
    source.updated = optionalText(keys["updated"])
    source.rank = integer(keys["rank"]) ?? Source.lastRank
    source.facts = pairs(keys["facts"]).map { name, node in
      SourceFact(id: name.text, text: prose(node), place: name.place)
    }
    return source
  }

  /// An address on the web, in letters that no terminal takes for anything else.
  ///
  /// Only printable ASCII: an address goes into an escape sequence of a terminal (OSC 8).
  private mutating func address(_ node: Node?) -> String? {
    guard let node else { return nil }
    let address = text(node)
    let isWhole = address.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    guard isWhole, address.hasPrefix("https://") || address.hasPrefix("http://") else {
      note(.expected("an address such as https://…", found: "'\(address)'"), at: place(node))
      return nil
    }
    return address
  }
}

/// The ids of the entries of a `sources.yaml`, whatever else is wrong with it.
///
/// For an import, which must not enter a source twice.
package enum SourceEntries {
  package static func ids(in text: String) -> [String] {
    var reader = YAMLReader(file: "sources.yaml")
    guard let node = reader.root(of: text) else { return [] }
    return reader.sources(node).sources.map(\.id)
  }
}
