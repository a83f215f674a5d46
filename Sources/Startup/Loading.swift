internal import CLargePages
package import Conversation
package import Knowledge
package import KnowledgeFiles
import Language
import Storage

/// Makes an assistant of a knowledge folder, through the compiled file wherever that is good.
///
/// The compiled file stands in the cache. It is used only if it is whole, if this very program wrote
/// it, and if the folder still holds what it was made from; else the knowledge is learned anew, and
/// kept again if the cache can be written. What was installed beside its folder is used where it stands.
///
///     compiled file beside the folder, and its copy stamp fits  no file is read
///     compiled file in the cache, and the folder's stamp fits   no file is read
///     … and the content fits                                    files are read, not learned
///     else                                                      files are read and learned
///
/// Nothing here is shared between threads; each start has a loader of its own.
package struct Loading: Sendable {
  /// The folder that was named; without one it is found from where the program stands.
  package var intents: String?
  package var environment: [String: String]
  /// The path of the running program.
  package var program: String
  /// Told in a word when the compiled file was rebuilt or could not be kept.
  package var notice: @Sendable (String) -> Void

  /// A loader for one start; `intents` goes before `CALCIQ_INTENTS` of the environment.
  package init(
    intents: String?, environment: [String: String], program: String = "/proc/self/exe",
    notice: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.intents = intents
    self.environment = environment
    self.program = program
    self.notice = notice
  }

  /// Why there is no assistant.
  ///
  /// For a person to mend: either names what was looked at.
  package enum Failure: Error {
    case noFolder(tried: [String])
    case problems([Problem])
  }

  /// The assistant for the knowledge folder.
  ///
  /// It may write into the cache, and tells so by `notice`; that the cache cannot be written is no
  /// failure.
  ///
  /// - Throws: `Failure`, or the fault of a pattern where the knowledge has to be learned.
  package func assistant() throws -> Assistant {
    large_pages_for_heap(Self.usualSize)
    let folder = try folder()
    let path = compiledPath(of: folder)
    // The folder is looked at while the file is mapped and checked.
    let (listed, (shipped, kept)) = Concurrently.both(
      { Result { try Self.listing(of: folder) } },
      { () -> (Found?, Found?) in
        let shipped = self.shipped(with: folder)
        return (shipped, shipped == nil ? path.flatMap { compiled(at: $0) } : nil)
      })
    let listing = try listed.get()
    if let shipped, shipped.file.origin.copyStamp == listing.copyStamp,
      let assistant = assistant(from: shipped.file)
    {
      return assistant
    }
    // Beside one that was shipped the cache is looked at only now.
    let cached = shipped == nil ? kept : path.flatMap { compiled(at: $0) } ?? shipped
    var usable = cached?.file
    // A stamp is no proof for files that are as new as the compiled file itself.
    if let cached, cached.file.origin.stamp == listing.stamp, listing.newest < cached.modified {
      if let assistant = assistant(from: cached.file) { return assistant }
      usable = nil
    }
    let files = try Self.explained { () throws(KnowledgeProblems) in try FolderFiles(listing) }
    let origin = origin(listing, files)
    if var file = usable {
      if file.origin.content == origin.content {
        if let assistant = assistant(from: file) {
          file.origin = origin
          if let path { try? DiskFile.replace(path, with: file.bytes) }
          return assistant
        }
      } else {
        notice("the knowledge has changed; compiling it again")
      }
    }
    notice("learning the knowledge, once; this takes some seconds")
    let (knowledge, learning) = try learn(from: files)
    keep(try Self.compile(knowledge, learning, origin), at: path)
    return Assistant(knowledge, learning)
  }

  /// How the compiled file that a start would use stands to the folder and to this program.
  package enum Cached: Sendable {
    case noPlace
    case absent(String)
    case fresh(String)
    case stale(String)
  }

  /// What the next start would find beside the folder, or else in the cache; nothing is written.
  package func cached() throws -> Cached {
    let folder = try folder()
    let listing = try? Self.listing(of: folder)
    if let listing, shipped(with: folder)?.file.origin.copyStamp == listing.copyStamp {
      return .fresh(Self.shippedPath(of: folder))
    }
    guard let path = compiledPath(of: folder) else { return .noPlace }
    guard DiskFile.stamp(of: path) != nil else { return .absent(path) }
    var quiet = self
    quiet.notice = { _ in }
    guard let listing, quiet.compiled(at: path)?.file.origin.stamp == listing.stamp else {
      return .stale(path)
    }
    return .fresh(path)
  }

  // MARK: Learning

  /// The knowledge of the files, and what is learned from it.
  ///
  /// It takes seconds; the same files give the same bytes.
  package func learn(from files: FolderFiles) throws -> (Knowledge, Learning) {
    let knowledge = try Self.knowledge(from: files)
    return (knowledge, try Learning(from: knowledge))
  }

  /// The assistant over the knowledge as its files have it now, with the place of everything: for whoever
  /// checks them. The files are always read; what was learned is used again, and kept, as at any start.
  ///
  /// A checker needs phrases and patterns, which a compiled file does not hold.
  package func assistantOfFiles() throws -> Assistant {
    let folder = try folder()
    let listing = try Self.listing(of: folder)
    let files = try Self.explained { () throws(KnowledgeProblems) in try FolderFiles(listing) }
    let knowledge = try Self.knowledge(from: files)
    let origin = origin(listing, files)
    var quiet = self
    quiet.notice = { _ in }
    let path = compiledPath(of: folder)
    if let file = path.flatMap({ quiet.compiled(at: $0) })?.file,
      file.origin.content == origin.content,
      let learning = try? Learning(parts: file.parts.dropFirst(), from: knowledge)
    {
      return Assistant(knowledge, learning)
    }
    let learning = try Learning(from: knowledge)
    quiet.keep(try Self.compile(knowledge, learning, origin), at: path)
    return Assistant(knowledge, learning)
  }

  /// The files of the knowledge folder.
  package func files() throws -> FolderFiles {
    let folder = try folder()
    return try Self.explained { () throws(KnowledgeProblems) in try FolderFiles(folder: folder) }
  }

  /// The checked knowledge of the files.
  package static func knowledge(from files: FolderFiles) throws -> Knowledge {
    try explained { () throws(KnowledgeProblems) in try KnowledgeFolder.knowledge(from: files) }
  }

  private static func listing(of folder: String) throws -> FolderListing {
    try explained { () throws(KnowledgeProblems) in try FolderListing(folder: folder) }
  }

  private static func explained<Value>(
    _ work: () throws(KnowledgeProblems) -> Value
  ) throws -> Value {
    do { return try work() } catch { throw Failure.problems(error.problems) }
  }

  // MARK: The compiled file

  /// The compiled file of the knowledge folder, learned anew.
  ///
  /// For `calciq compile` and for packages: what they ship must not come out of a cache.
  package func compiled() throws -> CompiledFile {
    let folder = try folder()
    let listing = try Self.listing(of: folder)
    let files = try Self.explained { () throws(KnowledgeProblems) in try FolderFiles(listing) }
    let (knowledge, learning) = try learn(from: files)
    return try Self.compile(knowledge, learning, origin(listing, files))
  }

  private func origin(_ listing: FolderListing, _ files: FolderFiles) -> CompiledFile.Origin {
    CompiledFile.Origin(
      build: build, stamp: listing.stamp, copyStamp: listing.copyStamp, content: files.contentHash)
  }

  /// Puts a compiled file into the cache, or tells that it cannot.
  package func keep(_ file: CompiledFile) throws {
    keep(file, at: compiledPath(of: try folder()))
  }

  private func keep(_ file: CompiledFile, at path: String?) {
    guard let path else {
      return notice("the compiled knowledge cannot be kept: there is no cache folder")
    }
    do throws(DiskFile.Failure) {
      try DiskFile.replace(path, with: file.bytes)
    } catch {
      notice("the compiled knowledge cannot be kept at \(path): \(error)")
    }
  }

  private static func compile(
    _ knowledge: Knowledge, _ learning: Learning, _ origin: CompiledFile.Origin
  ) throws -> CompiledFile {
    CompiledFile(
      origin: origin, parts: [try knowledge.forAnswering.encoded()] + learning.parts)
  }

  private func assistant(from file: CompiledFile) -> Assistant? {
    do {
      guard let first = file.parts.first else { throw CompiledFile.Refusal.damaged }
      return try Assistant(try Knowledge(decoding: first), learned: file.parts.dropFirst())
    } catch {
      notice("the compiled knowledge cannot be read; compiling it again")
      return nil
    }
  }

  /// The compiled file at a path, if it is whole and this very program wrote it.
  private func compiled(at path: String) -> Found? {
    guard let stamp = DiskFile.stamp(of: path) else { return nil }
    do throws(CompiledFile.Refusal) {
      guard stamp.size > 0 else { throw .damaged }
      guard let mapped = MappedFile(path, limit: Self.largestFile) else {
        notice("the compiled knowledge at \(path) cannot be read; compiling it again")
        return nil
      }
      let bytes = unsafe SharedBytes(mapped.bytes, of: mapped)
      return (try CompiledFile(bytes: bytes, build: build), mapped.stamp.modified)
    } catch {
      switch error {
      case .otherVersion:
        notice("the compiled knowledge is of another version; compiling it again")
      case .damaged, .notCompiledKnowledge, .stale:
        notice("the compiled knowledge is damaged; compiling it again")
      }
      return nil
    }
  }

  /// A compiled file, and when it was written, in nanoseconds.
  private typealias Found = (file: CompiledFile, modified: Int64)

  /// The compiled file that was installed with a folder, if it is whole and this very program wrote it.
  ///
  /// `nil` in silence: a folder that has none is the usual case.
  private func shipped(with folder: String) -> Found? {
    guard let mapped = MappedFile(Self.shippedPath(of: folder), limit: Self.largestFile),
      let file = try? CompiledFile(
        bytes: unsafe SharedBytes(mapped.bytes, of: mapped), build: build)
    else { return nil }
    return (file, mapped.stamp.modified)
  }

  private static let largestFile = 1 << 30

  /// What the compiled file and the assistant made of it take in memory, in bytes.
  private static let usualSize = 24 << 20

  /// What tells this program from every other build of it.
  /// Size and time of its file: an update of the program makes every compiled file stale.
  package var build: UInt64 {
    var hash = ContentHash()
    if let stamp = DiskFile.stamp(of: program) {
      hash.add(UInt64(bitPattern: stamp.size))
      hash.add(UInt64(bitPattern: stamp.modified))
    }
    return hash.value
  }

  // MARK: Places

  /// The folder that was named, or else the one beside the program: installed or in a build folder.
  ///
  /// `--intents`, then `CALCIQ_INTENTS`, then `../share/calciq/Intents`, then `Intents` beside the
  /// program and in the five folders above, where a `sources.yaml` stands in it. What was named is
  /// not looked at here.
  ///
  /// - Throws: `noFolder` with every place that was tried.
  package func folder() throws -> String {
    if let named = intents ?? environment["CALCIQ_INTENTS"], !named.isEmpty { return named }
    var place = Self.parent(of: DiskFile.resolved(program))
    var tried = [Self.parent(of: place) + "/share/calciq/Intents"]
    for _ in 0..<6 {
      tried.append(place + "/Intents")
      place = Self.parent(of: place)
    }
    guard let found = tried.first(where: { DiskFile.stamp(of: $0 + "/sources.yaml") != nil })
    else { throw Failure.noFolder(tried: tried) }
    return found
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return String(path[..<slash])
  }

  /// Where the compiled file of the knowledge folder stands; `nil` without a cache folder.
  package func compiledPath() throws -> String? { compiledPath(of: try folder()) }

  /// Where an installed folder brings its compiled file along: `Intents.knowledge` beside `Intents`.
  package static func shippedPath(of folder: String) -> String { folder + ".knowledge" }

  /// Where the compiled file of a folder stands: in the cache, named after the folder's path.
  ///
  ///     ~/.cache/calciq/1f9ac03b52d7e4.knowledge
  private func compiledPath(of folder: String) -> String? {
    var hash = ContentHash()
    hash.add(DiskFile.resolved(folder))
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
}
