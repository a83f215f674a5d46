import Knowledge
import LabValues

@testable import Conversation

/// Short sentences to write facts with, over the small library and catalogue.
enum SmallWriting {
  static let knowledge: Knowledge = {
    var knowledge = SmallLibrary.knowledge
    knowledge.dialogue.wording = sentences
    knowledge.sources = [
      Source(
        id: "book", title: "The book", label: "Book 2025", author: nil, publisher: nil, year: 2025,
        trust: "Old.", isDocument: true, place: SmallLibrary.place)
    ]
    knowledge.notes = [
      note("mild", .c), note("grave", .a), note("usual", .b),
    ]
    return knowledge
  }()

  static let facts = FactWords(labs: SmallCatalogue.labs, wording: Wording(knowledge))

  static func session(_ mentions: Mention...) -> Session {
    var session = Session(today: Day(iso: "2026-11-29"))
    for mention in mentions {
      session.turn += 1
      session.keep(StoredFact(mention, turn: session.turn), of: mention.subject)
    }
    return session
  }

  static func draft(_ session: Session = Session()) -> Draft {
    Draft(ReplyComposer(.answer, knowledge), session)
  }

  private static func note(_ id: String, _ severity: Note.Severity) -> Note {
    Note(
      id: id, severity: severity, title: id, text: "The \(id) note.",
      clinical: severity == .a ? "The \(id) note, for a clinician." : nil, leads: nil, says: [],
      place: SmallLibrary.place)
  }

  private static let sentences = [
    "detail-unasked": "For a clinician.", "noted": "Noted: {facts}.",
    "noted-for": "Noted for {person}: {facts}.",
    "noted-denied": "Noted: {facts}.", "not": "no", "and": "and", "or": "or",
    "of-person": "{fact} ({person})", "usual-range": "usual range", "range-for": "range for you",
    "numbers-low": "low", "numbers-high": "high", "numbers-inside": "in range",
    "numbers-critical-low": "critically low", "numbers-critical-high": "critically high",
    "numbers-own": "by your report", "guessed-unit": "Read as {value}.",
    "guessed-units": "Read as {facts}.", "rising": "Rising {change} over {span}.",
    "falling": "Falling {change} over {span}.", "steady": "Steady over {span}.",
    "one-value": "One value.", "span-values": "{count} values", "span-days": "{count} days",
    "span-months": "{count} months", "trend-above": "Now above.", "trend-below": "Now below.",
    "ask-unit": "{fact} {value}: {readings}?", "implausible": "{fact} {value} cannot be.",
    "wrong-unit": "{fact} {value} does not fit.", "confirm-unit": "{fact} {value}: right?",
    "ask-name": "Which {fact}: {value}?", "contradiction-in-line": "{fact}: {value}?",
    "critical-maybe": "{fact} may be critical.", "corrected": "Now {facts}.",
    "contradiction": "Not what you said: {fact}.", "forgot": "Forgot {facts}.",
    "forgot-all": "Nothing is left.", "still": "Still: {facts}.",
    "nothing-to-forget": "Nothing to forget.", "withdrawn": "No alarm over {facts}.",
    "moved": "{facts} is of {person}.", "unread": "Not read: {rows}.",
    "unread-tests": "Not known: {rows}.", "unread-more": "and {count} more",
    "person-mother": "your mother", "person-you": "you", "outside-range": "{count} of {total}.",
    "all-inside": "All {total} inside.", "mark-legend": "H is high.",
    "critical-alert": "{fact} {value} is {flag}.", "table-test": "Test", "child": "A child.",
    "heading-intervals": "Ranges", "formula": "{fact}: {result}, from {facts}.",
    "needs-facts": "{fact} needs {facts}.", "needs-age": "{fact} needs the age.",
    "not-for-children": "{fact} is for adults.", "not-computed-with": "{fact}: not with {facts}.",
    "no-facts": "Nothing told.", "no-facts-of": "Nothing of {person}.",
    "visit-title": "For a doctor", "visit-told": "Told", "visit-told-of": "Told of {person}",
    "visit-trends": "Over time", "visit-unread": "Not read", "visit-read": "Read here",
    "numbers-title": "Results", "age": "Age", "female": "Female", "empty": "From {heading}.",
  ]
}

extension Draft {
  /// The texts, headings and items of what is written so far.
  var texts: [String] {
    composer.reply.blocks.flatMap { block -> [String] in
      switch block {
      case .text(let text), .heading(let text): [text]
      case .list(let items), .choices(let items): items
      default: []
      }
    }
  }
}
