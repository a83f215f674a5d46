import Knowledge
import LabValues
import Testing

@testable import Conversation

/// A reply in the making: its words, its notes, and who is in focus.
struct DraftTests {
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
}
