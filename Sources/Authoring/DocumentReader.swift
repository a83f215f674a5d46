/// Finds sections in a document: by its headings, its questions and answers, or line by line.
///
///     markdown   # Heading, **Heading**          html    h1 … h6
///     text       Q: …  A: …, a short line above an empty one, a question alone
///     table      question TAB answer
///
/// A guess that an author reads: all that it finds is a draft.
package struct DocumentReader {
  /// What a document is written in.
  package enum Form: String, Sendable, CaseIterable {
    case markdown = "md"
    case html, text = "txt", table = "tsv"
  }

  private var drafts: [Draft] = []
  private var title = ""
  private var paragraph: [String] = []
  private var paragraphs: [String] = []

  /// The sections of a document, in its order; what stands before the first heading belongs to none.
  ///
  /// Any text will do; a heading without text below it is dropped.
  package static func drafts(in text: String, _ form: Form) -> [Draft] {
    var reader = DocumentReader()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      Self.trimmed($0)
    }
    switch form {
    case .table: return table(lines)
    case .markdown: for line in lines { reader.take(markdown: line) }
    case .html: for (tag, text) in HTMLText.pieces(text) { reader.take(tag, text) }
    case .text:
      for (place, line) in lines.enumerated() {
        reader.take(plain: line, next: place + 1 < lines.count ? lines[place + 1] : "")
      }
    }
    reader.close()
    return reader.drafts
  }

  // MARK: Lines

  private mutating func take(markdown line: String) {
    let level = line.prefix { $0 == "#" }.count
    if (1...6).contains(level), line.dropFirst(level).first == " " {
      open(Self.trimmed(line.dropFirst(level)[...]))
    } else if line.hasPrefix("**"), line.hasSuffix("**"), line.count > 4 {
      open(String(line.dropFirst(2).dropLast(2)))
    } else {
      take(body: Self.unmarked(line))
    }
  }

  private mutating func take(plain line: String, next: String) {
    if let asked = Self.after(["Q:", "Q."], line) {
      open(asked)
    } else if let answer = Self.after(["A:", "A."], line), !title.isEmpty {
      take(body: answer)
    } else if paragraph.isEmpty, isHeading(line, next) {
      open(line)
    } else {
      take(body: line)
    }
  }

  /// A short line that ends no sentence, with text behind it; or a question that stands alone.
  private func isHeading(_ line: String, _ next: String) -> Bool {
    guard !line.isEmpty, line.split(separator: " ").count <= 12 else { return false }
    if line.hasSuffix("?") { return true }
    return next.isEmpty && !".,;:!".contains(line.last ?? ".") && line.first?.isUppercase == true
  }

  private mutating func take(_ tag: HTMLText.Tag, _ text: String) {
    switch tag {
    case .heading: open(text)
    case .paragraph:
      endParagraph()
      take(body: text)
      endParagraph()
    }
  }

  private mutating func take(body line: String) {
    if line.isEmpty { endParagraph() } else { paragraph.append(line) }
  }

  private mutating func open(_ heading: String) {
    close()
    title = heading
  }

  private mutating func endParagraph() {
    if !paragraph.isEmpty { paragraphs.append(paragraph.joined(separator: " ")) }
    paragraph = []
  }

  private mutating func close() {
    endParagraph()
    if !title.isEmpty, !paragraphs.isEmpty {
      drafts.append(
        Draft(title: title, paragraphs: paragraphs, phrases: Self.phrases(of: title)))
    }
    (title, paragraphs) = ("", [])
  }

  /// Questions for a heading.
  private static func phrases(of title: String) -> [String] {
    title.hasSuffix("?") ? [title] : [title, "what about \(title)"]
  }

  // MARK: Tables

  /// Lines of question and answer with a tab between; questions with one answer are one section.
  private static func table(_ lines: [String]) -> [Draft] {
    var drafts: [Draft] = []
    for line in lines {
      guard let tab = line.firstIndex(of: "\t") else { continue }
      let question = trimmed(line[..<tab])
      let answer = trimmed(line[line.index(after: tab)...])
      guard !question.isEmpty, !answer.isEmpty else { continue }
      if let place = drafts.firstIndex(where: { $0.paragraphs == [answer] }) {
        drafts[place].phrases.append(question)
      } else {
        drafts.append(Draft(title: question, paragraphs: [answer], phrases: [question]))
      }
    }
    return drafts
  }

  // MARK: Text

  private static func after(_ starts: [String], _ line: String) -> String? {
    for start in starts where line.hasPrefix(start) {
      return trimmed(line.dropFirst(start.count)[...])
    }
    return nil
  }

  /// A line of Markdown without its marks: emphasis, and the addresses of links.
  private static func unmarked(_ line: String) -> String {
    var text = line
    while let open = text.firstRange(of: "]("),
      let end = text[open.upperBound...].firstIndex(of: ")")
    {
      text.replaceSubrange(open.lowerBound...end, with: "")
      if let bracket = text[..<open.lowerBound].lastIndex(of: "[") { text.remove(at: bracket) }
    }
    return text.replacing("**", with: "").replacing("`", with: "")
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    var kept = Substring(text)
    while let last = kept.last, last.isWhitespace { kept.removeLast() }
    while let first = kept.first, first.isWhitespace { kept.removeFirst() }
    return String(kept)
  }
}
