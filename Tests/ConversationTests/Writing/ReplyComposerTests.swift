import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Replies put together: markers, notes, words, and who is in focus.
struct ReplyComposerTests {
  private func composer(_ kind: Reply.Kind = .answer) -> ReplyComposer {
    ReplyComposer(kind, SmallWriting.knowledge)
  }

  private static func cited(_ text: String, _ places: String...) -> CitedText {
    CitedText(text, citations: places.map { Citation(source: "book", section: $0) })
  }

  @Test(arguments: [
    (cited("One [1].", "a"), "One [1]."), (cited("Two [2] [1].", "a", "b"), "Two [1] [2]."),
    (cited("None [3].", "a"), "None [3]."), (cited("A [ and ].", "a"), "A [ and ]."),
    (cited("[x] [1", "a"), "[x] [1"), (cited("Both [1][1].", "a"), "Both [1][1]."),
    (cited("", "a"), ""), (cited("é [1] ½", "a"), "é [1] ½"),
  ])
  func markersAreCountedInTheOrderOfTheReply(cited: CitedText, text: String) {
    var composer = composer()
    #expect(composer.numbered(cited) == text)
  }

  @Test func aPlaceIsCitedUnderOneNumber() {
    var composer = composer()
    #expect(composer.numbered(Self.cited("A [1] [2].", "a", "b")) == "A [1] [2].")
    #expect(composer.numbered(Self.cited("B [1] [2].", "b", "c")) == "B [2] [3].")
    #expect(composer.reply.citations.map(\.citation.section) == ["a", "b", "c"])
    #expect(composer.reply.citations.map(\.label) == ["Book 2025", "Book 2025", "Book 2025"])
  }

  @Test func theFactsOfAPlaceAreGathered() {
    var composer = composer()
    let place = Citation(source: "book", section: "a")
    _ = composer.number(of: place, facts: ["S1", "S2"])
    _ = composer.number(of: place, facts: ["S2", "S3"])
    #expect(composer.reply.citations.map(\.facts) == [["S1", "S2", "S3"]])
  }

  @Test func anUrgentReplyStaysUrgent() {
    var composer = composer(.urgent)
    composer.settle(.noted)
    composer.raise(to: .now)
    composer.raise(to: .soon)
    #expect(composer.reply.kind == .urgent && composer.reply.urgency == .now)
    var calm = self.composer()
    calm.settle(.decline)
    #expect(calm.reply.kind == .decline)
  }

  @Test(
    arguments: [
      (["mild", "grave", "usual"], 1, ["grave"]), (["mild", "usual"], 2, ["usual", "mild"]),
      (["zebra", "mild"], 1, ["mild"]), ([], 3, []), (["mild", "mild"], 2, ["mild"]),
    ] as [([String], Int, [String])])
  func theGravestNotesComeFirst(ids: [String], limit: Int, told: [String]) {
    var composer = composer()
    composer.add(notes: ids, limit: limit, prefix: "Note:", toClinician: false)
    #expect(composer.reply.trace.notes == told)
    let texts = told.enumerated().map { "Note: The \($0.element) note. [\($0.offset + 1)]" }
    #expect(composer.reply.blocks == texts.map { .caution($0) })
  }

  @Test(arguments: [
    ("grave", false, "The grave note."), ("grave", true, "The grave note, for a clinician."),
    ("mild", true, "The mild note."), ("zebra", true, ""),
  ])
  func aNoteMayHaveOtherWordsForAClinician(id: String, toClinician: Bool, text: String) {
    #expect(composer().text(ofNote: id, toClinician: toClinician) == text)
  }
}
