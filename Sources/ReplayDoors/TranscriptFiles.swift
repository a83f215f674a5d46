import Foundation
import Storage
package import Transcripts

/// Finds, reads and writes transcript files.
package enum TranscriptFiles {
  /// What the name of a transcript ends with.
  package static let suffix = ".transcript"
  /// A larger file is no transcript.
  static let largestFile = 1 << 20

  /// The transcript files at or below some paths, each once, in order of path.
  ///
  /// Folders are searched to any depth; a file that is named itself needs no suffix.
  ///
  /// - Throws: every place that does not exist, or is a folder without any transcript: a test that
  ///   silently runs nothing is worse than none.
  package static func paths(at places: [String]) throws(TranscriptProblems) -> [String] {
    var problems: [TranscriptProblem] = []
    var found: Set<String> = []
    for place in places {
      var isFolder: ObjCBool = false
      guard unsafe FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
        problems.append(
          TranscriptProblem(.unreadable("there is no such file"), path: place, line: 1))
        continue
      }
      guard isFolder.boolValue else {
        found.insert(place)
        continue
      }
      // An enumerator does not go through a link.
      let real = URL(fileURLWithPath: place).resolvingSymlinksInPath().path
      let names = FileManager.default.enumerator(atPath: real)?.compactMap { $0 as? String } ?? []
      let inside = names.filter { $0.hasSuffix(suffix) }
      if inside.isEmpty {
        problems.append(
          TranscriptProblem(.unreadable("the folder holds no transcript"), path: place, line: 1))
      }
      let folder = place.hasSuffix("/") ? place : place + "/"
      found.formUnion(inside.map { folder + $0 })
    }
    if !problems.isEmpty { throw TranscriptProblems(problems) }
    return found.sorted()
  }

  /// The transcript in a file, and every problem in it.
  ///
  /// - Returns: an empty transcript with one problem where the file cannot be read or has more than
  ///   1 MiB.
  package static func read(
    _ path: String
  ) -> (transcript: Transcript, problems: [TranscriptProblem]) {
    let data = FileManager.default.contents(atPath: path)
    guard let data, data.count <= largestFile else {
      let reason = data == nil ? "no permission, or not a file" : "too large for a transcript"
      var (transcript, _) = TranscriptParser.parse([], path: path)
      transcript.path = path
      return (transcript, [TranscriptProblem(.unreadable(reason), path: path, line: 1)])
    }
    return TranscriptParser.parse([UInt8](data), path: path)
  }

  /// Replaces a file as a whole: a reader sees the old text or the new one.
  ///
  /// A new file can be read by its owner alone: it may hold what a person said.
  ///
  /// - Throws: `DiskFile.Failure`. A file that was there keeps its mode.
  package static func write(_ text: String, to path: String) throws {
    try DiskFile.replace(path, with: text.utf8, keepsMode: true)
  }
}
