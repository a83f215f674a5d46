import KnowledgeFiles
import Language
import Testing

@Suite struct CompiledFileTests {
  private static let origin = CompiledFile.Origin(
    build: 1, stamp: 2, copyStamp: 4, content: 3)
  private static let file = CompiledFile(
    origin: origin, parts: [Array(0..<200), [], [7], Array(repeating: 9, count: 1_000)])

  @Test func comesBackAsItWasWritten() throws {
    let read = try CompiledFile(bytes: SharedBytes(Self.file.bytes), build: 1)
    #expect(read.origin == Self.origin)
    #expect(read.parts.map { Array($0) } == Self.file.parts.map { Array($0) })
  }

  @Test func isRefusedWhenAnotherProgramWroteIt() {
    #expect(throws: CompiledFile.Refusal.otherVersion) {
      try CompiledFile(bytes: SharedBytes(Self.file.bytes), build: 2)
    }
  }

  @Test func isRefusedWhenItsFormatIsAnother() {
    var bytes = Self.file.bytes
    bytes[7] &+= 1
    #expect(throws: CompiledFile.Refusal.otherVersion) {
      try CompiledFile(bytes: SharedBytes(bytes), build: 1)
    }
  }

  @Test(arguments: [[], Array("calcium".utf8), Array("#!/bin/sh, and more than a header".utf8)])
  func isRefusedWhenItIsSomethingElse(_ bytes: [UInt8]) {
    #expect(throws: CompiledFile.Refusal.notCompiledKnowledge) {
      try CompiledFile(
        bytes: SharedBytes(bytes + [UInt8](repeating: 0, count: bytes.isEmpty ? 0 : 100)), build: 1)
    }
  }

  @Test func isRefusedWithAnyByteChanged() {
    let good = Self.file.bytes
    for place in good.indices {
      var bytes = good
      bytes[place] ^= 0x10
      #expect(throws: CompiledFile.Refusal.self) {
        try CompiledFile(bytes: SharedBytes(bytes), build: 1)
      }
    }
  }

  @Test func isRefusedWhenItEndsEarlyOrGoesOn() {
    let good = Self.file.bytes
    for count in good.indices {
      #expect(throws: CompiledFile.Refusal.self) {
        try CompiledFile(bytes: SharedBytes(good.prefix(count)), build: 1)
      }
    }
    #expect(throws: CompiledFile.Refusal.damaged) {
      try CompiledFile(bytes: SharedBytes(good + [0]), build: 1)
    }
  }
}
