import Knowledge
import LabValues
import Testing

@testable import Conversation

/// The fixed sentences of a reply.
struct WordingTests {
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
