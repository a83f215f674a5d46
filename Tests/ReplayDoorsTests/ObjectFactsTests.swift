import Testing
import Transcripts

@testable import ReplayDoors

struct ObjectFactsTests {
  @Test func readsTheObjectOfTheContract() throws {
    let line = """
      {"kind":"answer","urgency":"soon","text":"…","intent":"a/treatment","confidence":0.94,\
      "citations":[{"source":"one","section":"S"},{"source":"one","section":"T"}],\
      "noted":[{"fact":"phosphate","value":6.8,"unit":"mg/dL","flag":"high","as_typed":"2.2 mmol/L",\
      "date":"2026-03-01"},{"fact":"warfarin","negated":true}],\
      "session":{"labs":[{"fact":"phosphate","value":6.8,"unit":"mg/dL","flag":"high"},\
      {"fact":"calcium_total","value":null,"unit":null,"flag":"low"},{"fact":"ana","value":"positive"}],\
      "conditions":[{"fact":"dialysis"},{"fact":"ckd","subject":"mother"}],"medications":[],\
      "person":"mother","topic":"a"},\
      "refined_by":["phosphate"],"suggestions":["What is the outlook?"]}
      """
    let facts = try TurnFacts(inObject: line)
    #expect(facts.cites == ["one"])
    #expect(
      facts.noted.map(\.text) == ["phosphate 6.8 mg/dL H on 2026-03-01", "not warfarin"])
    #expect(
      facts.labs.map(\.text) == ["phosphate 6.8 mg/dL H", "calcium_total low", "ana positive"])
    #expect(facts.conditions == ["dialysis", "mother: ckd"])
    #expect(facts.person == "mother")
    #expect(facts.refined == ["phosphate"])
    #expect(facts.intent == "a/treatment")
  }

  @Test(arguments: ["", "{}", "[1]", "210 answer", "{\"kind\":\"odd\"}"])
  func whatIsNoReplyIsTold(_ line: String) {
    #expect(throws: DoorError.unexpected(line)) { try TurnFacts(inObject: line) }
  }
}
