import Testing

@testable import LabValues

/// Phrases of the data in lines, whatever signs stand between their words.
struct PhraseTableTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var phrase: String
    var line: String
    var isFound: Bool
    var testDescription: String { "\(phrase) in \(line.debugDescription)" }

    init(_ phrase: String, _ line: String, _ isFound: Bool) {
      (self.phrase, self.line, self.isFound) = (phrase, line, isFound)
    }
  }

  private static func isFound(_ phrase: String, in line: String) -> Bool {
    var table = PhraseTable()
    table.insert(phrase, .stranger)
    table.close()
    let bytes = PlainText(line).bytes
    var cut = lexemes(of: bytes)
    for i in cut.indices { cut[i].word = table.word(bytes[cut[i].range]) }
    var found = false
    for i in cut.indices { table.search(cut, bytes, from: i) { _, _ in found = true } }
    return found
  }

  @Test(arguments: [
    Case("upper limit", "the upper limit is 65", true), Case("upper limit", "UPPER  LIMIT", true),
    Case("upper limit", "upper-limit", true), Case("upper limit", "upper (limit)", true),
    Case("upper limit", "upper\nlimit", false), Case("upper limit", "upper, limit", false),
    Case("upper limit", "upper the limit", false), Case("upper limit", "limit upper", false),
    Case("vitamin d 3", "vitamin d3", true), Case("25 oh", "25-oh", true),
    Case("anti-centromere", "anti centromere", true), Case("s-ca", "s-ca 9", true),
    Case("s-ca", "s ca", false), Case("mg/dl", "mg/dl", true), Case("mg/dl", "mg dl", false),
    Case("ca2+", "Ca²⁺ 2.4", true), Case("ca2+", "ca2 2.4", false), Case("ca", "ca2", true),
    Case("k2", "k2 level", true), Case("k2", "k2.1", false), Case("fgf23", "fgf23,35", true),
    Case("k2", "k2,5", false), Case("ca", "cat", false),
  ])
  func aPhraseIsFound(example: Case) {
    #expect(Self.isFound(example.phrase, in: example.line) == example.isFound)
  }

  @Test func aPhraseMayMeanSeveralThingsAndEachOnce() {
    var table = PhraseTable()
    for _ in 0..<2 {
      table.insert("high", .cue(.wordHigh))
      table.insert("High", .cue(.flagHigh))
    }
    table.insert("high", .number(3))
    table.close()
    #expect(table.phrases.map(\.meanings) == [[.cue(.wordHigh), .cue(.flagHigh), .number(3)]])
    #expect(table.cues[0].contains(.wordHigh) && table.cues[0].contains(.flagHigh))
    #expect(table.hasMeaning == [true] && table.hasProof == [false])
  }

  @Test func whatIsNoWordIsNoPhrase() {
    var table = PhraseTable()
    table.insert("+", .stranger)
    table.insert("", .stranger)
    table.close()
    #expect(table.phrases.isEmpty)
  }
}
