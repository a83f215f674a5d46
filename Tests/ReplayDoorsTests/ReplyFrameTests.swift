import Testing
import Transcripts

@testable import ReplayDoors

struct ReplyFrameTests {
  @Test func aReplyIsSeenWhenItIsWholeAndNotBefore() {
    let bytes = Array("212 noted\r\nNoted.\r\n\r\n..dot\r\n.\r\n".utf8)
    for count in bytes.indices { #expect(ReplyFrame.text(in: Array(bytes.prefix(count))) == nil) }
    let found = ReplyFrame.text(in: bytes + Array("210 ".utf8))
    #expect(found?.count == bytes.count)
    #expect(found?.reply == ReplyFrame.Text(status: "212 noted", body: ["Noted.", "", ".dot"]))
  }

  @Test func aLineMayEndWithLFAlone() {
    #expect(ReplyFrame.line(in: Array("{}\nx".utf8))?.line == "{}")
    #expect(ReplyFrame.line(in: Array("{}".utf8)) == nil)
  }

  @Test(arguments: [
    ("example.org", "example.org:2252"), ("127.0.0.1:80", "127.0.0.1:80"),
    ("[::1]:99", "[::1]:99"), ("::1", "[::1]:2252"), ("[::1]", "[::1]:2252"),
  ])
  func readsAddresses(_ given: (text: String, address: String)) {
    #expect(Address(given.text)?.description == given.address)
  }

  @Test(arguments: ["", ":80", "host:", "host:0", "host:70000", "host:http", "[::1", "[::1]x"])
  func refusesWhatIsNoAddress(_ text: String) { #expect(Address(text) == nil) }
}

struct ReplyObjectTests {
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
    let facts = try ReplyObject.facts(in: line)
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
    #expect(throws: DoorError.unexpected(line)) { try ReplyObject.facts(in: line) }
  }
}
