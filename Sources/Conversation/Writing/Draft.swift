import Knowledge
import LabValues

/// A reply in the making, with the session as it will be once it is sent.
struct Draft {
  var composer: ReplyComposer
  var session: Session

  /// How it is written.
  let manner: Manner

  init(_ composer: ReplyComposer, _ session: Session, _ manner: Manner = Manner()) {
    self.composer = composer
    self.session = session
    self.manner = manner
  }

  /// What a first writing has shown to be better otherwise.
  struct Manner {
    /// Whether the section that answers is told in one sentence, since the whole would be too long.
    var isBrief = false
    /// Whether a refusal goes without a marker, since a note of ours follows it.
    var isUnmarked = false
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

  /// The most words of a reply to which something more is added, and of any reply to one question.
  static let most = 165
  static let limit = 170

  /// Whether a text still fits.
  func fits(_ text: String, most: Int = Draft.most) -> Bool { words + Self.count(text) <= most }

  /// Writes something of a person, with their record in focus.
  mutating func of(_ person: Person?, _ write: (inout Draft) -> Void) {
    let focus = session.person
    session.focus(on: person)
    write(&self)
    session.focus(on: focus)
  }

  /// Adds the gravest of some notes of ours that was not told in this session: one a reply.
  mutating func addNote(_ ids: [String], mattering: [String] = [], prefix: String) {
    let limit = composer.reply.trace.notes.count + 1
    guard limit == 1 else { return }
    // A caution of ours that is there already leaves room for what a stated fact makes grave.
    let refused = composer.reply.trace.refusals.isEmpty || manner.isUnmarked ? 0 : 1
    let own =
      composer.reply.citations.count { $0.citation.source == ReplyCitation.ownSource } - refused
    let fresh = ids.filter { id in
      guard !session.said.notes.contains(id) else { return false }
      let isGrave = composer.isGrave(note: id)
      if own > 0 {
        let isWanted = mattering.contains(id) || composer.reply.urgency < .soon
        return own == 1 && isGrave && isWanted
      }
      return isGrave || fits(composer.text(ofNote: id, toClinician: session.isDetailed))
    }
    composer.add(
      notes: fresh, limit: limit, prefix: prefix, toClinician: session.isDetailed)
    for id in composer.reply.trace.notes { Session.Said.add(id, to: &session.said.notes) }
  }
}
