import Knowledge
import Yams

/// The parts of knowledge that are cited, read from their nodes.
extension YAMLReader {
  /// A section from a file `<topic>/<name>.yaml`.
  mutating func section(_ node: Node, id: String) -> Section {
    let keys = mapping(
      node, required: ["title", "facet", "gist", "text", "citations", "phrases"],
      optional: ["detail", "cautions", "keywords", "more", "why"])
    let topic = String(id.prefix { $0 != "/" })
    return Section(
      id: id, topic: topic, facet: text(keys["facet"]), title: text(keys["title"]),
      gist: cited(text: keys["gist"], citations: keys["citations"], isWhole: false),
      body: cited(text: keys["text"], citations: keys["citations"]),
      detail: keys["detail"].map {
        cited(text: $0, citations: keys["citations"], isWhole: false)
      },
      cautions: texts(keys["cautions"]), phrases: written(keys["phrases"]),
      keywords: written(keys["keywords"]), more: texts(keys["more"]),
      why: optionalText(keys["why"]), place: place(node))
  }

  /// Cited text from its two nodes: the text with its markers, and what the markers stand for.
  mutating func cited(
    text textNode: Node?, citations citationNode: Node?, isWhole: Bool = true,
    mayBeUncited: Bool = false
  ) -> CitedText {
    let written = prose(textNode)
    var citations: [Citation] = []
    var facts: [String] = []
    for entry in list(citationNode) {
      let keys = mapping(entry, required: ["source", "section"], optional: ["facts"])
      citations.append(Citation(source: text(keys["source"]), section: text(keys["section"])))
      facts += texts(keys["facts"])
    }
    if let textNode {
      let used = CitedText.markers(in: written)
      if let bad = used.first(where: { $0 < 1 || $0 > citations.count }) {
        note(.badMarker(bad, citations: citations.count), at: place(textNode))
      } else if used.isEmpty, !mayBeUncited {
        note(.uncited, at: place(textNode))
      } else if isWhole, let idle = citations.indices.first(where: { !used.contains($0 + 1) }) {
        note(.other("the text has no marker [\(idle + 1)] for this citation"), at: place(textNode))
      }
    }
    return CitedText(written, citations: citations, facts: facts)
  }

  mutating func recognizer(_ node: Node, _ keys: [String: Node]) -> Recognizer {
    Recognizer(
      id: text(keys["id"]), title: optionalText(keys["title"]) ?? "",
      patterns: written(keys["patterns"]), place: place(node))
  }

  mutating func condition(_ node: Node?) -> Condition {
    guard let node else { return .all([]) }
    do {
      return try Condition(parsing: text(node))
    } catch {
      var at = place(node)
      at.column += error.offset
      note(.expected(error.expected, found: "'\(error.found)'"), at: at)
      return .all([])
    }
  }
}
