import Knowledge
import LabValues
import Testing

@testable import Conversation

/// Commands by their names, and what is offered while typing.
struct CommandTests {
  @Test(
    arguments: [
      ("hel", "help"), ("lab", "labs"), ("lbas", "labs"), ("fact", "facts"), ("qit", "quit"),
      ("sect", "sections"), ("compar", "compare"), ("xyzzy", nil), ("", nil),
    ] as [(String, String?)])
  func aMistypedNameHasANearOne(name: String, near: String?) {
    #expect(Command.nearest(to: name, among: Command.common.map(\.name)) == near)
  }

  @Test func everyCommandIsThereOnceAndSaysWhatItDoes() {
    let names = Command.common.map(\.name)
    #expect(Set(names).count == names.count)
    for command in Command.common {
      #expect(command.help.hasPrefix("/\(command.name)") && command.help.contains(": "))
      #expect(!command.summary.isEmpty)
    }
    let show = Command("show", "SECTION", "one section")
    #expect(show.help == "/show SECTION: one section")
    #expect(Command("quit", "", "leave").help == "/quit: leave")
  }

  @Test func everyPersonCanBeNamed() {
    #expect(Command.persons.first == "me" && Command.persons.count == Person.allCases.count + 1)
  }

  private let completions = Completions(
    knowledge: SmallLibrary.knowledge, index: SmallLibrary.index)

  @Test func whatIsOfferedStandsBehindItsKind() {
    let all = completions.all
    for line in [
      "section bread/steps", "topic soup", "lab calcium", "unit mmol/L",
      "question what is the definition of bread",
    ] {
      #expect(all.contains(line), "\(line)")
    }
    #expect(
      Set(all.map { $0.prefix { $0 != " " } }) == ["section", "topic", "lab", "unit", "question"])
  }

  /// What it is, else the first that there is.
  @Test func eachTopicHasOneQuestionToBeginWith() {
    var knowledge = SmallLibrary.knowledge
    knowledge.sections.removeAll { $0.id == "soup/definition" }
    let found = Completions(knowledge: knowledge, index: SectionIndex(knowledge)).questions
    #expect(found == ["what is the definition of bread", "what is the steps of soup"])
  }

  @Test(arguments: [
    ("mothr", "did you mean mother?"), ("Fathr", "did you mean father?"),
    ("zzzzzz", "It takes one of: me,"),
  ])
  func anUnknownPersonIsNamedBack(name: String, part: String) {
    let reply = ShortReplies(
      wording: Wording(
        {
          var knowledge = SmallLibrary.knowledge
          knowledge.dialogue.wording = ["bad-argument": "{command}: {reason}"]
          return knowledge
        }())
    ).unknownPerson("for", name)
    guard case .text(let text)? = reply.blocks.first else {
      Issue.record("no text")
      return
    }
    #expect(reply.kind == .error && reply.intent == "command/argument")
    #expect(text.hasPrefix("/for: knows nobody named \(name)"))
    #expect(text.contains(part), "\(text)")
  }
}
