import ArgumentParser
import Conversation
import Foundation
import Knowledge
import Shell

/// A lab diary in a file: JSON Lines, a fact a line.
///
/// The file holds health data: mode 0600, on this machine alone, and only because somebody asked
/// for it.
enum Diary {
  /// The lines of a diary.
  ///
  /// Keys in alphabetical order, so that the same facts are the same bytes.
  static let write: DiaryWriter = { entries in
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return entries.map { entry in
      ((try? encoder.encode(entry)).map { String(decoding: $0, as: UTF8.self) } ?? "{}") + "\n"
    }.joined()
  }

  /// The largest file that is read.
  /// 16 MiB.
  private static let limit = 1 << 24

  /// Reads a diary into a session; a file that does not exist yet is an empty one.
  ///
  /// What cannot be read is named, with its line, and the file is left alone.
  ///
  /// Every value is checked as if it were typed. A session with a diary remembers more than others:
  /// years.
  ///
  /// - Throws: `badData`, after telling the file, the line and what is wrong there.
  static func open(
    _ path: String, _ session: inout Session, _ knowledge: Knowledge
  ) throws -> OpenDiary {
    session.limits = .diary
    var isFolder: ObjCBool = false
    let isThere = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard isThere else {
      // Told before anything is typed that would not be kept.
      let folder = (path as NSString).deletingLastPathComponent
      if !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) {
        throw refusal(path, "there is no folder \(folder)")
      }
      return OpenDiary(path: path, text: "")
    }
    guard !isFolder.boolValue, let bytes = FileManager.default.contents(atPath: path),
      bytes.count <= limit, let text = String(data: bytes, encoding: .utf8)
    else { throw refusal(path, "cannot be read") }
    var entries: [DiaryEntry] = []
    var lines: [Int] = []
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      guard !line.allSatisfy(\.isWhitespace) else { continue }
      guard let entry = try? JSONDecoder().decode(DiaryEntry.self, from: Data(line.utf8)) else {
        throw refusal("\(path):\(number)", "this is no line of a diary")
      }
      entries.append(entry)
      lines.append(number)
    }
    guard entries.count <= session.limits.facts else { throw refusal(path, "holds too many facts") }
    if let (place, problem) = session.take(entries, knowledge.labs) {
      throw refusal("\(path):\(lines[place])", problem.rawValue)
    }
    return OpenDiary(path: path, text: text)
  }

  private static func refusal(_ place: String, _ reason: String) -> ExitCode {
    Notice.say("\(place): \(reason); the file is left as it is")
    return .badData
  }

  /// What a shell says that goes on with a diary.
  static func greeting(_ diary: OpenDiary, _ session: Session) -> String {
    let facts = session.diary.count { $0.fact != nil }
    let count = facts == 1 ? "1 fact" : "\(facts) facts"
    return diary.text.isEmpty
      ? "What you tell will be kept in \(diary.path), readable by you alone."
      : "Going on with \(diary.path): \(count). What you tell is kept there; /forget reaches it."
  }
}
