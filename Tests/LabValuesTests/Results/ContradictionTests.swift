import Testing

@testable import LabValues

/// Two things of one line that cannot both hold become a doubt; what was said twice is kept once.
struct ContradictionTests {
  private static func value(
    _ number: Double, when: String? = nil, of subject: Person? = nil, isEarlier: Bool = false
  ) -> Mention {
    var mention = Mention(
      fact: "calcium_total", kind: .analyte, status: .stated, range: Int(number)..<Int(number) + 4)
    mention.typed = Quantity(number, "mg/dL")
    mention.value = mention.typed
    mention.asTyped = plainText(number)
    mention.when = when.flatMap(When.init(written:))
    (mention.subject, mention.isEarlier) = (subject, isEarlier)
    return mention
  }

  private static func word(_ word: WordValue) -> Mention {
    var mention = Mention(
      fact: "calcium_total", kind: .analyte, status: .stated, range: 0..<4)
    mention.wordValue = word
    return mention
  }

  private static func fact(
    _ status: Status, _ id: String = "lupus", when: String? = nil, of subject: Person? = nil
  ) -> Mention {
    var mention = Mention(fact: id, kind: .context, status: status, range: 0..<4)
    (mention.when, mention.subject) = (when.flatMap(When.init(written:)), subject)
    return mention
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var mentions: [Mention]
    var kept: Int
    var doubts: Int

    init(_ name: String, _ mentions: [Mention], kept: Int, doubts: Int = 0) {
      (testDescription, self.mentions, self.kept, self.doubts) = (name, mentions, kept, doubts)
    }
  }

  @Test(arguments: [
    Case("two values", [value(9.1), value(14)], kept: 0, doubts: 1),
    Case("the same value", [value(9.1), value(9.1)], kept: 1),
    Case("nearly the same", [value(9.1), value(9.2)], kept: 1),
    Case("one is earlier", [value(9.1, isEarlier: true), value(14)], kept: 2),
    Case("two days", [value(9.1, when: "2026-03-01"), value(14, when: "2026-04-01")], kept: 2),
    Case("one day", [value(9.1, when: "2026-03-01"), value(14)], kept: 2),
    Case("two people", [value(9.1), value(14, of: .mother)], kept: 2),
    Case("two words", [word(.high), word(.low)], kept: 0, doubts: 1),
    Case("one word twice", [word(.high), word(.high)], kept: 1),
    Case("a word and a value", [word(.high), value(14)], kept: 2),
  ])
  func resultsOppose(example: Case) { check(example) }

  @Test(arguments: [
    Case("said and denied", [fact(.stated), fact(.denied)], kept: 0, doubts: 1),
    Case("denied and said", [fact(.denied), fact(.stated)], kept: 0, doubts: 1),
    Case("said twice", [fact(.stated), fact(.stated)], kept: 1),
    Case("denied twice", [fact(.denied), fact(.denied)], kept: 1),
    Case("at two times", [fact(.stated, when: "2019"), fact(.denied)], kept: 2),
    Case("of two people", [fact(.stated), fact(.denied, of: .mother)], kept: 2),
    Case("two facts", [fact(.stated), fact(.denied, "cancer")], kept: 2),
    Case("said and asked", [fact(.stated), fact(.question)], kept: 2),
  ])
  func conditionsOppose(example: Case) { check(example) }

  private func check(_ example: Case) {
    var reading = Reading()
    reading.mentions = example.mentions
    reading.findContradictions()
    #expect(reading.mentions.count == example.kept)
    #expect(reading.doubts.map(\.reason) == Array(repeating: .contradiction, count: example.doubts))
  }

  @Test func theDoubtShowsBothValues() throws {
    var reading = Reading()
    reading.mentions = [Self.value(9.1), Self.value(14)]
    reading.findContradictions()
    let doubt = try #require(reading.doubts.first)
    #expect(doubt.candidates.map(\.typed.value) == [9.1, 14] && doubt.asTyped == "9.1, 14")
    #expect(doubt.range == 9..<18)
  }
}
