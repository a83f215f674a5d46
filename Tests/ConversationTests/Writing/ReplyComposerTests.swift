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
    composer.add(notes: ids, limit: limit, prefix: "Note:")
    #expect(composer.reply.trace.notes == told)
    let texts = told.enumerated().map { "Note: The \($0.element) note. [\($0.offset + 1)]" }
    #expect(composer.reply.blocks == texts.map { .caution($0) })
  }

  // MARK: Drafts

  @Test func wordsAreThoseThatAPersonReads() {
    var draft = SmallWriting.draft()
    #expect(draft.words == 0)
    for block: ReplyBlock in [
      .urgent("one two"), .noted("three"), .text("four\nfive  six"), .heading("seven"),
      .caution("eight"), .list(["nine ten", "eleven"]), .choices(["twelve"]),
      .sideBySide(SideBySide(titles: ["no"], rows: [.init("no", ["thirteen", "fourteen"])])),
    ] { draft.composer.add(block) }
    #expect(draft.words == 14)
    #expect(draft.fits("one two", most: 16) && !draft.fits("one two", most: 15))
  }

  @Test func somebodyElseIsInFocusOnlyWhileTheyAreWrittenOf() {
    var draft = SmallWriting.draft(SmallWriting.session(.value("calcium", 12, of: .mother)))
    var seen: Person?
    draft.of(.mother) { draft in
      seen = draft.session.person
      draft.session.age = 72
    }
    #expect(seen == .mother && draft.session.person == nil)
    #expect(draft.session.record(of: .mother).age == 72)
  }

  @Test func aNoteIsToldOnceASession() {
    var draft = SmallWriting.draft()
    draft.addNote(["mild", "grave"], prefix: "Note:")
    #expect(draft.composer.reply.trace.notes == ["grave"])
    var next = SmallWriting.draft(draft.session)
    next.addNote(["mild", "grave"], prefix: "Note:")
    #expect(next.composer.reply.trace.notes == ["mild"])
    next.addNote(["usual"], prefix: "Note:")
    #expect(next.composer.reply.trace.notes == ["mild"])
  }

  /// Only what is grave makes a long reply longer.
  @Test(arguments: [("mild", []), ("grave", ["grave"])] as [(String, [String])])
  func aLongReplyHasRoomForAGraveNoteAlone(id: String, told: [String]) {
    var draft = SmallWriting.draft()
    draft.composer.add(.text(Array(repeating: "word", count: Draft.most).joined(separator: " ")))
    draft.addNote([id], prefix: "Note:")
    #expect(draft.composer.reply.trace.notes == told)
  }

  // MARK: Wording

  @Test func placeholdersAreFilledIn() {
    let wording = Wording(SmallWriting.knowledge)
    #expect(wording(.noted, ["facts": "a"]) == "Noted: a." && wording(.empty) == "From small.")
    #expect(wording(.noted) == "Noted: {facts}." && wording(.ready) == "")
    #expect(wording.name(of: .mother) == "your mother" && wording.name(of: nil) == "you")
    #expect(wording.name(of: .father) == "father")
  }

  @Test func everyKeyIsThereOnce() {
    #expect(Set(Wording.keys).count == Wording.keys.count)
    #expect(Wording.keys.contains("person-mother") && Wording.keys.contains("noted-for"))
  }
}
