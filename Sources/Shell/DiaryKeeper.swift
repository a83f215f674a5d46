package import Conversation

/// How a program writes a diary: a fact a line.
///
/// The same facts must give the same text: it is compared with what the file holds.
package typealias DiaryWriter = @Sendable ([DiaryEntry]) -> String

/// A file that holds the facts of a session, because somebody wished it.
///
/// It is written whole and anew after every line that changed a fact, so what is forgotten leaves it
/// too. A file that another program changed meanwhile is left alone.
///
///     read the file ─► as this program left it? ─► replace it in one step
///                           └── no: changedByOthers, and the file stays as it is
struct DiaryKeeper {
  /// After either the shell stops keeping the diary.
  enum Failure: Error, Equatable {
    case changedByOthers
    case file(PrivateFile.Failure)
  }

  let path: String
  private let writer: DiaryWriter
  /// What the file holds as far as this program knows.
  private var written: String

  /// Begins a new file; refuses where the name is taken.
  ///
  /// - Throws: `alreadyThere` where the name is taken: an earlier diary is never begun anew.
  static func begin(
    _ path: String, with entries: [DiaryEntry], _ writer: @escaping DiaryWriter
  ) throws(PrivateFile.Failure) -> DiaryKeeper {
    let text = writer(entries)
    try PrivateFile.create(path, with: text)
    return DiaryKeeper(path: path, writer, written: text)
  }

  /// Goes on with a file that was read, or that does not exist yet.
  ///
  /// - Parameter written: what the file holds at this moment, byte for byte
  init(path: String, _ writer: @escaping DiaryWriter, written: String) {
    self.path = path
    self.writer = writer
    self.written = written
  }

  /// Makes the file hold these facts.
  ///
  /// Where the text is the same, nothing is read or written. A file of more than 64 MiB counts as
  /// changed.
  mutating func keep(_ entries: [DiaryEntry]) throws(Failure) {
    let text = writer(entries)
    guard text != written else { return }
    let held = PrivateFile.exists(path) ? PrivateFile.tail(of: path, limit: 1 << 26) : []
    guard let held, String(decoding: held, as: UTF8.self) == written else {
      throw .changedByOthers
    }
    do throws(PrivateFile.Failure) {
      // A name that was mistyped makes no folder.
      try PrivateFile.replace(path, with: text, makesFolders: false)
    } catch {
      throw .file(error)
    }
    written = text
  }
}

/// A diary that a shell is opened with.
package struct OpenDiary: Sendable {
  package var path: String
  /// What the file holds; empty where there is none yet.
  package var text: String

  package init(path: String, text: String) {
    self.path = path
    self.text = text
  }
}
