/// The headings and paragraphs of a page, without its tags.
///
/// No parser of HTML: it knows the tags that end a paragraph, and leaves all others out. Tags that
/// never close, and pages of any size, only give poorer text.
enum HTMLText {
  enum Tag { case heading, paragraph }

  /// What a page says, piece by piece. Scripts, styles and comments are left out.
  static func pieces(_ page: String) -> [(Tag, String)] {
    var pieces: [(Tag, String)] = []
    var text = ""
    var tag = Tag.paragraph
    func close() {
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !words.isEmpty { pieces.append((tag, decoded(words))) }
      text = ""
    }
    var rest = page[...]
    while let open = rest.firstIndex(of: "<") {
      text += rest[..<open]
      if rest[open...].hasPrefix("<!--") {
        rest = rest[open...].firstRange(of: "-->").map { rest[$0.upperBound...] } ?? ""
        continue
      }
      guard let end = rest[open...].firstIndex(of: ">") else { break }
      let name = rest[rest.index(after: open)..<end].lowercased()
        .prefix { !$0.isWhitespace && $0 != ">" }
      rest = rest[rest.index(after: end)...]
      switch name {
      case "script", "style", "head", "nav":
        rest = rest.firstRange(of: "</\(name)").map { rest[$0.lowerBound...] } ?? ""
      case "h1", "h2", "h3", "h4", "h5", "h6":
        close()
        tag = .heading
      case "/h1", "/h2", "/h3", "/h4", "/h5", "/h6":
        close()
        tag = .paragraph
      case "p", "/p", "li", "/li", "div", "/div", "br", "br/", "tr", "/tr", "ul", "/ul", "dd", "dt":
        close()
      default: text += name == "td" || name == "/td" ? " " : ""
      }
    }
    text += rest.contains("<") ? "" : String(rest)
    close()
    return pieces
  }

  private static let entities = [
    ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
    ("&rsquo;", "’"), ("&amp;", "&"),
  ]

  /// The commonest entities; `&amp;` comes last, so that `&amp;lt;` is `&lt;`.
  private static func decoded(_ text: String) -> String {
    entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}
