import Knowledge
import Yams

/// The parts of knowledge that are cited, read from their nodes.
extension YAMLReader {
  /// A section from a file `<topic>/<name>.yaml`.
  ///
  ///     title: Treatment of calciphylaxis
  ///     text: |
  ///       Wound care comes first [1].
  ///     citations:
  ///       - {source: ilive-2025, section: Treatment, facts: [S2-088]}
  ///     phrases: [how is calciphylaxis treated]
  mutating func section(_ node: Node, id: String) -> Section {
    let keys = mapping(
      node, required: ["title", "text"],
      optional: [
        "draft", "facet", "gist", "citations", "phrases", "detail", "cautions", "keywords", "more",
        "why",
      ])
    let topic = String(id.prefix { $0 != "/" })
    // Without citations it may stand on the only source there is: see `citeTheOnlySource`.
    let isUncited = keys["citations"] == nil
    let body = cited(text: keys["text"], citations: keys["citations"], mayBeUncited: isUncited)
    var section = Section(
      id: id, topic: topic,
      facet: optionalText(keys["facet"]) ?? String(id.dropFirst(topic.count + 1)),
      title: text(keys["title"]),
      gist: keys["gist"].map {
        cited(
          text: $0, citations: keys["citations"], isWhole: false, mayBeUncited: isUncited)
      } ?? body.beginning,
      body: body,
      detail: keys["detail"].map {
        cited(
          text: $0, citations: keys["citations"], isWhole: false, mayBeUncited: isUncited)
      },
      cautions: texts(keys["cautions"]), phrases: written(keys["phrases"]),
      keywords: written(keys["keywords"]), more: texts(keys["more"]),
      why: optionalText(keys["why"]), place: place(node))
    section.isDraft = flag(keys["draft"])
    return section
  }

  /// Cited text from its two nodes: the text with its markers, and what the markers stand for.
  ///
  /// - Parameters:
  ///   - isWhole: whether every citation must have its marker; a gist may leave some out
  ///   - mayBeUncited: whether it may stand without any, until the only source is put under it
  mutating func cited(
    text textNode: Node?, citations citationNode: Node?, isWhole: Bool = true,
    mayBeUncited: Bool = false
  ) -> CitedText {
    let written = prose(textNode)
    var citations: [Citation] = []
    var facts: [[String]] = []
    for entry in list(citationNode) {
      let keys = mapping(entry, required: ["source", "section"], optional: ["facts"])
      citations.append(Citation(source: text(keys["source"]), section: text(keys["section"])))
      facts.append(texts(keys["facts"]))
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

  /// - Returns: one that always holds where it cannot be read, with the fault noted at its column.
  mutating func condition(_ node: Node?) -> Condition {
    guard let node else { return .all([]) }
    do {
      let condition = try Condition(parsing: text(node))
      mention(condition, written: node)
      return condition
    } catch {
      var at = place(node)
      at.column += error.offset
      note(.expected(error.expected, found: "'\(error.found)'"), at: at)
      return .all([])
    }
  }
}

/// The ids of the sources that a file of a section cites, whatever else is wrong with it.
///
/// For an import, which must not take in a section twice; none of a file that is no YAML.
package enum SectionSources {
  package static func ids(in text: String) -> [String] {
    var reader = YAMLReader(file: "")
    guard let node = reader.root(of: text) else { return [] }
    return reader.section(node, id: "").body.citations.map(\.source)
  }
}

extension YAMLReader {
  /// Remembers where each name of a condition stands, for what is found wrong with it later.
  private mutating func mention(_ condition: Condition, written node: Node) {
    let text = node.scalar?.string ?? ""
    condition.visitNames { _, name in
      guard let range = text.firstRange(of: name) else { return }
      var at = place(node)
      if !text.contains("\n") { at.column += text[..<range.lowerBound].utf8.count }
      mentions[name, default: []].append(at)
    }
  }
}

extension CitedText {
  /// The first statement of a text, with the markers behind it; the first paragraph where none has any.
  fileprivate var beginning: CitedText {
    let paragraph = text.prefix { $0 != "\n" }
    var end = paragraph.endIndex
    var rest = paragraph
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      let isMarker = rest[open..<close].dropFirst().allSatisfy(\.isNumber)
      rest = rest[rest.index(after: close)...]
      guard isMarker else { continue }
      end = rest.startIndex
      if rest.first != "[" { break }
    }
    return CitedText(String(paragraph[..<end]), citations: citations, facts: factsByCitation)
  }
}
