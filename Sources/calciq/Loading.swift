import Conversation
import Foundation
import Knowledge
import KnowledgeFiles

/// Finds the knowledge folder and makes an assistant of it, through the compiled file if that is good.
struct Loading: Sendable {
  /// The folder given on the command line.
  var intents: String?
  var environment: [String: String]
  /// Told in a word when the compiled file was rebuilt or could not be written.
  var notice: @Sendable (String) -> Void = { _ in }

  /// Why there is no assistant.
  enum Failure: Error {
    case noFolder(tried: [String])
    case problems([Problem])
  }

  /// The assistant for the knowledge folder.
  func assistant() throws -> Assistant {
    let files = try files()
    let hash = files.contentHash
    if let parts = compiled(hash), parts.count == 2,
      let knowledge = try? BinaryReader.value(Knowledge.self, from: parts[0]),
      let learning = try? BinaryReader.value(Learning.self, from: parts[1]),
      let assistant = try? Assistant(knowledge, learning)
    {
      return assistant
    }
    let (knowledge, learning) = try learn(from: files)
    write(try Self.compile(knowledge, learning, hash))
    return try Assistant(knowledge, learning)
  }

  /// The knowledge of the files, and what is learned from it.
  func learn(from files: FolderFiles) throws -> (Knowledge, Learning) {
    let knowledge = try Self.knowledge(from: files)
    return (knowledge, try Learning(from: knowledge))
  }

  static func compile(
    _ knowledge: Knowledge, _ learning: Learning, _ hash: UInt64
  ) throws -> CompiledFile {
    CompiledFile(
      contentHash: hash,
      parts: [try BinaryWriter.bytes(knowledge), try BinaryWriter.bytes(learning)])
  }

  /// The files of the knowledge folder.
  func files() throws -> FolderFiles {
    do {
      return try FolderFiles(folder: try folder())
    } catch let error as KnowledgeProblems {
      throw Failure.problems(error.problems)
    }
  }

  static func knowledge(from files: FolderFiles) throws -> Knowledge {
    do {
      return try KnowledgeFolder.knowledge(from: files)
    } catch {
      throw Failure.problems(error.problems)
    }
  }

  /// The folder that was named, or else the one beside the program: installed or in a build folder.
  func folder() throws -> String {
    if let named = intents ?? environment["CALCIQ_INTENTS"], !named.isEmpty { return named }
    let program =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments.first ?? "calciq"
    var place = URL(fileURLWithPath: program).deletingLastPathComponent()
    var tried = [place.deletingLastPathComponent().path + "/share/calciq/Intents"]
    for _ in 0..<6 {
      tried.append(place.path + "/Intents")
      place = place.deletingLastPathComponent()
    }
    let found = tried.first {
      FileManager.default.fileExists(atPath: $0 + "/sources.yaml")
    }
    guard let found else { throw Failure.noFolder(tried: tried) }
    return found
  }

  /// Where the compiled file of a folder stands: in the cache, named after the folder's path.
  private func compiledPath() throws -> String? {
    let path = URL(fileURLWithPath: try folder()).standardizedFileURL.path
    var hash = ContentHash()
    hash.add(Array(path.utf8))
    let base: String
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      base = cache
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      base = home + "/.cache"
    } else {
      return nil
    }
    return "\(base)/calciq/\(String(hash.value, radix: 16)).knowledge"
  }

  /// The parts of the compiled file where it is whole and made from these very files.
  private func compiled(_ hash: UInt64) -> [[UInt8]]? {
    guard let path = try? compiledPath(), let data = FileManager.default.contents(atPath: path)
    else { return nil }
    do {
      return try CompiledFile(bytes: [UInt8](data), expecting: hash).parts
    } catch {
      switch error {
      case .stale: notice("the knowledge has changed; compiling it again")
      case .otherVersion: notice("the compiled knowledge is of another version; compiling it again")
      case .damaged, .notCompiledKnowledge:
        notice("the compiled knowledge is damaged; compiling it again")
      }
      return nil
    }
  }

  /// Writes the compiled file beside its final name and renames it: readers see all or nothing.
  func write(_ file: CompiledFile) {
    guard let path = try? compiledPath() else { return }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let manager = FileManager.default
    do {
      try manager.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try Data(file.bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      notice("the compiled knowledge cannot be kept in \(folder)")
    }
  }
}
