import Foundation
import Knowledge
import Language
import TestSupport
import Testing

@testable import KnowledgeFiles

/// The values that are coded by hand, with all that the project itself knows.
@Suite struct PlainValuesTests {
  /// The synthesized coding sees every field: one that was forgotten by hand shows here.
  @Test func theKnowledgeComesBackWhole() throws {
    let knowledge = try Project.knowledge.get()
    let bytes = try knowledge.encoded()
    let read = try Knowledge(decoding: SharedBytes(bytes))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(read.sections == knowledge.sections)
    #expect(read.refinements == knowledge.refinements)
    #expect(read.labs == knowledge.labs)
    #expect(read.notes == knowledge.notes)
    let (first, second) = (try encoder.encode(knowledge), try encoder.encode(read))
    #expect(first.count == second.count)
    #expect(try read.encoded() == bytes)
  }

  @Test func shortenedKnowledgeIsRefused() throws {
    let bytes = try Project.knowledge.get().forAnswering.encoded()
    for length in stride(from: 0, to: bytes.count, by: 4_999) {
      #expect(throws: TapeError.self) {
        try Knowledge(decoding: SharedBytes(bytes[..<length]))
      }
    }
  }

  @Test func bytesThatGoOnAreAnError() throws {
    let bytes = try Project.knowledge.get().forAnswering.encoded()
    #expect(throws: TapeError.invalid(at: bytes.count)) {
      try Knowledge(decoding: SharedBytes(bytes + [0]))
    }
  }

  @Test func randomBytesNeverTrap() {
    var dice = TestRandom(seed: 7)
    for length in 0..<2_000 {
      let bytes = (0..<length % 300).map { _ in UInt8.random(in: 0...255, using: &dice) }
      #expect(throws: TapeError.self) { try Knowledge(decoding: SharedBytes(bytes)) }
    }
  }

  @Test func aTextThatComesAgainCostsAByte() throws {
    let long = "a text that is long enough to be named by its number"
    let once = Tape()
    _ = try once.texts([long])
    let often = Tape()
    _ = try often.texts([String](repeating: long, count: 101))
    #expect(often.bytes.count == once.bytes.count + 100)
    let read = try unsafe often.bytes.withUnsafeBytes { raw in try unsafe Tape(raw).texts(nil) }
    #expect(read == [String](repeating: long, count: 101))
  }

  @Test func conditionsWithinConditionsHaveABottom() throws {
    // 1,000 times "not": deeper than any condition of ours, and still no trap.
    let bytes = [UInt8](repeating: 2, count: 1_000)
    #expect(throws: TapeError.self) {
      try unsafe bytes.withUnsafeBytes { raw in try unsafe Tape(raw).condition(nil) }
    }
  }

  /// Damage in the middle gives an error or another value, never a trap.
  @Test func changedBytesNeverTrap() throws {
    let bytes = try Project.knowledge.get().forAnswering.encoded()
    for place in stride(from: 0, to: bytes.count, by: 7_919) {
      var changed = bytes
      changed[place] ^= 0xff
      _ = try? Knowledge(decoding: SharedBytes(changed))
    }
  }
}
