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
    let bytes = BinaryWriter.bytes(knowledge)
    let read = try BinaryReader.knowledge(from: SharedBytes(bytes))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(read.sections == knowledge.sections)
    #expect(read.refinements == knowledge.refinements)
    #expect(read.labs == knowledge.labs)
    #expect(read.notes == knowledge.notes)
    let (first, second) = (try encoder.encode(knowledge), try encoder.encode(read))
    #expect(first.count == second.count)
    #expect(BinaryWriter.bytes(read) == bytes)
  }

  @Test func shortenedKnowledgeIsRefused() throws {
    let bytes = BinaryWriter.bytes(try Project.knowledge.get())
    for length in stride(from: 0, to: bytes.count, by: 4_999) {
      #expect(throws: BinaryReadError.self) {
        try BinaryReader.knowledge(from: SharedBytes(bytes[..<length]))
      }
    }
  }

  @Test func bytesThatGoOnAreAnError() throws {
    let bytes = BinaryWriter.bytes(try Project.knowledge.get())
    #expect(throws: BinaryReadError.invalid(at: bytes.count)) {
      try BinaryReader.knowledge(from: SharedBytes(bytes + [0]))
    }
  }

  @Test func randomBytesNeverTrap() {
    var dice = TestRandom(seed: 7)
    for length in 0..<2_000 {
      let bytes = (0..<length % 300).map { _ in UInt8.random(in: 0...255, using: &dice) }
      #expect(throws: BinaryReadError.self) { try BinaryReader.knowledge(from: SharedBytes(bytes)) }
    }
  }

  @Test func aTextThatComesAgainCostsFourBytes() throws {
    let long = "a text that is long enough to be named by its number"
    let once = Sink()
    once.add([long])
    let often = Sink()
    often.add([String](repeating: long, count: 101))
    #expect(often.bytes.count == once.bytes.count + 400)
    let read = try unsafe often.bytes.withUnsafeBytes { raw in try unsafe Tape(raw).texts() }
    #expect(read == [String](repeating: long, count: 101))
  }

  @Test func conditionsWithinConditionsHaveABottom() throws {
    // 1,000 times "not": deeper than any condition of ours, and still no trap.
    let bytes = [UInt8](repeating: 2, count: 1_000)
    #expect(throws: BinaryReadError.self) {
      try unsafe bytes.withUnsafeBytes { raw in try unsafe Tape(raw).condition() }
    }
  }

  /// Damage in the middle gives an error or another value, never a trap.
  @Test func changedBytesNeverTrap() throws {
    let bytes = BinaryWriter.bytes(try Project.knowledge.get())
    for place in stride(from: 0, to: bytes.count, by: 7_919) {
      var changed = bytes
      changed[place] ^= 0xff
      _ = try? BinaryReader.knowledge(from: SharedBytes(changed))
    }
  }
}
