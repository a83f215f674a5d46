import Conversation
import Rendering

/// A file that `/visit` writes a summary to: its name tells the form.
///
///     /visit visit.md              Markdown, of everybody
///     /visit mother ~/visit.html   a page to print, of one person
struct VisitFile {
  enum Form: Equatable { case markdown, page }

  static let command = "visit"

  let form: Form
  let path: String
  /// Of whom it tells; empty for everybody.
  let person: String

  /// `nil` where the argument names no such file.
  init?(_ argument: String) {
    let typed = argument.lowercased()
    if typed.hasSuffix(".md") || typed.hasSuffix(".markdown") {
      form = .markdown
    } else if typed.hasSuffix(".html") || typed.hasSuffix(".htm") {
      form = .page
    } else {
      return nil
    }
    let words = argument.split(separator: " ", maxSplits: 1)
    let first = words.first?.lowercased() ?? ""
    let isPerson = words.count > 1 && Command.persons.contains(first)
    person = isPerson ? first : ""
    path = isPerson ? String(words[1]) : argument
  }

  /// The command that gives the summary.
  var line: String { "/\(Self.command)" + (person.isEmpty ? "" : " \(person)") }

  /// Whether a reply is a summary, and not the word that there is nothing to sum up.
  func isFit(_ reply: Reply) -> Bool {
    reply.kind == .info && reply.blocks.contains { if case .heading = $0 { true } else { false } }
  }

  func text(of reply: Reply) -> String {
    switch form {
    case .markdown: MarkdownText().text(of: reply)
    case .page: HTMLPage().text(of: reply)
    }
  }
}
