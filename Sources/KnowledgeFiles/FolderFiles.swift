import Foundation
import Knowledge

/// The YAML files of a knowledge folder: their text, and a hash of all of it.
package struct FolderFiles: Sendable {
  /// Paths relative to the folder with their bytes, in order of path.
  package var files: [(path: String, bytes: [UInt8])]

  /// A file larger than this is refused: knowledge is written by people.
  static let largestFile = 16 << 20
  static let mostFiles = 50_000

  /// Reads every `.yaml` file of a folder, one level of subfolders included.
  package init(folder: String) throws(KnowledgeProblems) {
    var problems: [Problem] = []
    var files: [(path: String, bytes: [UInt8])] = []
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard unsafe manager.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw KnowledgeProblems([
        Problem(.unreadable(reason: "there is no such folder"), at: Place(file: folder))
      ])
    }
    func names(in path: String) -> [String] {
      do {
        return try manager.contentsOfDirectory(atPath: path).sorted()
      } catch {
        problems.append(
          Problem(.unreadable(reason: "the folder cannot be listed"), at: Place(file: path)))
        return []
      }
    }
    func take(_ path: String) {
      guard let data = manager.contents(atPath: folder + "/" + path) else {
        problems.append(
          Problem(.unreadable(reason: "no permission, or not a file"), at: Place(file: path)))
        return
      }
      guard data.count <= Self.largestFile, files.count < Self.mostFiles else {
        problems.append(Problem(.unreadable(reason: "too large"), at: Place(file: path)))
        return
      }
      files.append((path, [UInt8](data)))
    }
    for name in names(in: folder) where !name.hasPrefix(".") {
      if name.hasSuffix(".yaml") {
        take(name)
      } else if unsafe manager.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder),
        isFolder.boolValue
      {
        for inner in names(in: folder + "/" + name)
        where inner.hasSuffix(".yaml") && !inner.hasPrefix(".") { take(name + "/" + inner) }
      }
    }
    if files.isEmpty, problems.isEmpty {
      problems.append(
        Problem(.unreadable(reason: "the folder holds no .yaml file"), at: Place(file: folder)))
    }
    if !problems.isEmpty { throw KnowledgeProblems(problems) }
    self.files = files
  }

  /// A hash of all paths and bytes: it changes whenever anything in the folder does.
  package var contentHash: UInt64 {
    var hash = ContentHash()
    for (path, bytes) in files {
      hash.add(Array(path.utf8))
      hash.add(bytes)
    }
    return hash.value
  }
}

/// A 64-bit hash of bytes that is the same on every run; it guards against change, not attack.
package struct ContentHash: Sendable {
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  /// Mixes in a run of bytes, and its length.
  package mutating func add(_ bytes: [UInt8]) {
    var word: UInt64 = 0
    var filled: UInt64 = 0
    for byte in bytes {
      word |= UInt64(byte) << (filled * 8)
      filled += 1
      if filled == 8 {
        mix(word)
        word = 0
        filled = 0
      }
    }
    mix(word)
    mix(UInt64(bytes.count))
  }

  private mutating func mix(_ word: UInt64) {
    value = (value ^ word) &* 0x9e37_79b9_7f4a_7c15
    value ^= value >> 29
  }
}
