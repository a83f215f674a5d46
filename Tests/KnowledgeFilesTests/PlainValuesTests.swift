import Foundation
import Knowledge
import KnowledgeFiles
import TestSupport
import Testing

/// The values that are coded by hand, with all that the project itself knows.
@Suite struct PlainValuesTests {
  /// The synthesized coding sees every field: one that was forgotten by hand shows here.
  @Test func theKnowledgeComesBackWhole() throws {
    let knowledge = try Project.knowledge.get()
    let bytes = try BinaryWriter.bytes(knowledge)
    let read = try BinaryReader.value(Knowledge.self, from: bytes)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(read.sections == knowledge.sections)
    #expect(read.refinements == knowledge.refinements)
    #expect(read.labs == knowledge.labs)
    #expect(read.notes == knowledge.notes)
    let (first, second) = (try encoder.encode(knowledge), try encoder.encode(read))
    #expect(first.count == second.count)
    #expect(try BinaryWriter.bytes(read) == bytes)
  }

  @Test func shortenedKnowledgeIsRefused() throws {
    let bytes = try BinaryWriter.bytes(try Project.knowledge.get())
    for length in stride(from: 0, to: bytes.count, by: 4_999) {
      #expect(throws: BinaryReadError.self) {
        try BinaryReader.value(Knowledge.self, from: bytes[..<length])
      }
    }
  }

  /// Damage in the middle gives an error or another value, never a trap.
  @Test func changedBytesNeverTrap() throws {
    let bytes = try BinaryWriter.bytes(try Project.knowledge.get())
    for place in stride(from: 0, to: bytes.count, by: 7_919) {
      var changed = bytes
      changed[place] ^= 0xff
      _ = try? BinaryReader.value(Knowledge.self, from: changed)
    }
  }
}
