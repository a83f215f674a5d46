import Conversation
import Rendering

/// A file that `/visit` writes a summary to: its name tells the form.
///
///     /visit visit.md              Markdown, of everybody
///     /visit mother ~/visit.html   a page to print, of one person
///
/// The file is new, mode 0600: a summary holds health data.
struct VisitFile {
  enum Form: Equatable { case markdown, page }

  static let command = "visit"

  let form: Form
  let path: String
  /// Of whom it tells; empty for everybody.
  let person: String

  /// `nil` where the argument names no such file.
  ///
  /// The suffix counts in any case; a path may hold blanks, but must not begin with the name of a
  /// person and a blank.
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

  /// The reply as a whole; for a page with its style in the file, so that it needs no network.
  func text(of reply: Reply) -> String {
    switch form {
    case .markdown: MarkdownText().text(of: reply)
    case .page: HTMLPage().text(of: reply)
    }
  }
}
