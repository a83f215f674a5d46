import Knowledge
import LabValues

/// A reply in the making, with the session as it will be once it is sent.
struct Draft {
  var composer: ReplyComposer
  var session: Session

  init(_ composer: ReplyComposer, _ session: Session) {
    self.composer = composer
    self.session = session
  }

  /// Whether it only tells what the last answer stands on, which stays the last answer.
  var isOnLast = false

  /// Notes that fit what is shown; the end of the reply takes one of them.
  var notes: [String] = []

  /// The words that a person reads so far.
  var words: Int {
    composer.reply.blocks.reduce(0) { sum, block in
      switch block {
      case .urgent(let text), .noted(let text), .text(let text), .heading(let text),
        .caution(let text):
        sum + Self.count(text)
      case .list(let items), .choices(let items): items.reduce(sum) { $0 + Self.count($1) }
      case .sideBySide(let table):
        table.rows.flatMap(\.cells).reduce(sum) { $0 + Self.count($1) }
      default: sum
      }
    }
  }

  private static func count(_ text: String) -> Int {
    var count = 0
    var isInside = false
    for byte in text.utf8 {
      let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n")
      if !isBlank, !isInside { count += 1 }
      isInside = !isBlank
    }
    return count
  }

  /// The most words of a reply to one question.
  static let most = 165

  /// Whether a text still fits.
  func fits(_ text: String) -> Bool { words + Self.count(text) <= Self.most }

  /// Writes something of a person, with their record in focus.
  mutating func of(_ person: Person?, _ write: (inout Draft) -> Void) {
    let focus = session.person
    session.focus(on: person)
    write(&self)
    session.focus(on: focus)
  }

  /// Adds the gravest of some notes of ours that was not told in this session: one a reply.
  mutating func addNote(_ ids: [String], prefix: String) {
    let limit = composer.reply.trace.notes.count + 1
    guard limit == 1 else { return }
    let fresh = ids.filter { id in
      !session.said.notes.contains(id)
        && (composer.isGrave(note: id) || fits(composer.text(ofNote: id)))
    }
    composer.add(notes: fresh, limit: limit, prefix: prefix)
    for id in composer.reply.trace.notes { Session.Said.add(id, to: &session.said.notes) }
  }
}
