import Foundation
import Synchronization
import Testing

@testable import Storage

struct DiskFileTests {
  private let folder = NSTemporaryDirectory() + "calciq-storage-\(UUID().uuidString)"

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? NSNumber).intValue
  }

  @Test func aFileIsReplacedAsAWholeAndKeepsItsModeWhereThatIsWanted() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/deep/er/file"
    try DiskFile.replace(path, with: "one".utf8)
    #expect(DiskFile.read(path, limit: 10)?.bytes == Array("one".utf8))
    #expect(try mode(path) == 0o600)
    #expect(try mode(folder + "/deep") == 0o700)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try DiskFile.replace(path, with: "two".utf8, keepsMode: true)
    #expect(try mode(path) == 0o644)
    try DiskFile.replace(path, with: "three".utf8)
    #expect(try mode(path) == 0o600)
    #expect(DiskFile.entries(in: folder + "/deep/er")?.map(\.name) == ["file"])
  }

  @Test(arguments: [("a/b/c", "a/b"), ("/a", "/"), ("a", "."), ("./a", "."), ("a//b", "a/")])
  func aFileStandsInAFolder(_ path: String, _ folder: String) {
    #expect(DiskFile.folder(of: path) == folder)
  }

  @Test func aFileIsPublishedWholeAndNeverOverAnother() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try DiskFile.makeFolder(of: folder + "/file")
    try DiskFile.publish(folder + "/file", with: "one".utf8)
    #expect(try mode(folder + "/file") == 0o600)
    #expect(throws: DiskFile.Failure.alreadyThere) {
      try DiskFile.publish(folder + "/file", with: "two".utf8)
    }
    #expect(throws: DiskFile.Failure.system(2)) {
      try DiskFile.publish(folder + "/none/file", with: "x".utf8)
    }
    #expect(DiskFile.read(folder + "/file", limit: 10)?.bytes == Array("one".utf8))
    #expect(DiskFile.entries(in: folder)?.map(\.name) == ["file"])
  }

  @Test func bytesAreAddedUpToALimit() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try DiskFile.makeFolder(of: folder + "/file")
    let path = folder + "/file"
    try DiskFile.append("one".utf8, to: path, limit: 8)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try DiskFile.append("two".utf8, to: path, limit: 8)
    #expect(try mode(path) == 0o600)
    #expect(throws: DiskFile.Failure.full) { try DiskFile.append("abc".utf8, to: path, limit: 8) }
    #expect(DiskFile.read(path, limit: 10)?.bytes == Array("onetwo".utf8))
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link", withDestinationPath: path)
    #expect(unsafe mkfifo(folder + "/pipe", 0o600) == 0)
    for other in [folder + "/link", folder + "/pipe", folder, "/dev/null"] {
      #expect(throws: DiskFile.Failure.notAFile) {
        try DiskFile.append("x".utf8, to: other, limit: 8)
      }
    }
  }

  /// A pipe that is slow stands for the disk: the read waits, and a signal comes meanwhile.
  @Test func aReadThatASignalInterruptsGoesOn() async throws {
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { _ in }
    #expect(unsafe sigaction(SIGUSR2, &action, nil) == 0)
    var ends: [Int32] = [0, 0]
    #expect(unsafe pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    let reader = Mutex<pthread_t?>(nil)
    let bytes: [UInt8] = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var signals = sigset_t()  // the thread inherits a mask that holds signals back
        _ = unsafe pthread_sigmask(SIG_SETMASK, &signals, nil)
        reader.withLock { $0 = pthread_self() }
        continuation.resume(returning: DiskFile.bytes(of: reading, count: 2))
      }
      Thread.detachNewThread {
        _ = unsafe write(writing, "a", 1)
        usleep(50_000)
        if let thread = reader.withLock({ $0 }) { pthread_kill(thread, SIGUSR2) }
        usleep(50_000)
        _ = unsafe write(writing, "b", 1)
      }
    }
    #expect(bytes == Array("ab".utf8))
    for end in ends { close(end) }
  }

  @Test func whatIsNoFileIsNotReplaced() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try DiskFile.replace(folder + "/file", with: "one".utf8)
    for path in [folder, "/dev/null"] {
      #expect(throws: DiskFile.Failure.notAFile) { try DiskFile.replace(path, with: "x".utf8) }
    }
    #expect(throws: DiskFile.Failure.alreadyThere) {
      try DiskFile.create(folder + "/file", with: "two".utf8)
    }
    #expect(throws: DiskFile.Failure.system(17)) {
      try DiskFile.replace(folder + "/file/below", with: "x".utf8)
    }
  }

  @Test(arguments: [
    (DiskFile.Failure.alreadyThere, "it is already there"), (.notAFile, "it is not a file"),
    (.system(28), "No space left on device"),
  ])
  func failuresAreTold(_ failure: DiskFile.Failure, _ text: String) {
    #expect("\(failure)" == text)
  }
}

struct ContentHashTests {
  @Test func anyChangedByteChangesIt() {
    let bytes = (0..<100).map { UInt8($0) }
    let whole = ContentHash.of(bytes[...])
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1
      #expect(ContentHash.of(changed[...]) != whole)
    }
    #expect(ContentHash.of(bytes[1...]) == ContentHash.of(Array(bytes[1...])[...]))
    #expect(ContentHash.of(bytes[..<99]) != whole)
  }
}
