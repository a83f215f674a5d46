import KnowledgeFiles
import Storage

/// Writes what an author begins with: a folder that works, or sections taken from a document.
///
/// Files are made with mode 0600 and in one step each; nothing that an author wrote is overwritten.
package struct FolderWriter: Sendable {
  package let folder: String

  package init(folder: String) { self.folder = folder }

  /// Why nothing was written.
  ///
  /// Paths are as the caller gave them, or relative to the folder.
  package enum Failure: Error, Hashable, CustomStringConvertible {
    case notEmpty(String)
    case unwritable(String)
    case nothingFound
    case noID(String)

    package var description: String {
      switch self {
      case .notEmpty(let path): "\(path) is there already; name a new or an empty folder"
      case .unwritable(let path): "cannot write \(path)"
      case .nothingFound: "no heading with text below it, and no question with an answer, was found"
      case .noID(let id):
        "'\(id)' is no id of a source; give letters, digits and '-', such as leaflet-2024"
      }
    }
  }

  /// Writes a small folder: one source, one section, one transcript. Returns what was written.
  ///
  /// - Throws: `notEmpty` where anything stands there; `unwritable` with the first file that could
  ///   not be made.
  package func start() throws(Failure) -> [String] {
    if DiskFile.stamp(of: folder) != nil, DiskFile.entries(in: folder)?.isEmpty != true {
      throw .notEmpty(folder)
    }
    for (path, bytes) in BuiltInFiles.starter { try write(path, bytes) }
    return BuiltInFiles.starter.map(\.path)
  }

  /// What an import wrote, and what it left alone.
  package struct Import: Sendable, Hashable {
    package var written: [String] = []
    /// Sections of the same source that stand there already.
    package var alreadyThere: [String] = []
  }

  /// Writes a draft of a section for each part of a document, and its source where the folder has none of
  /// that id.
  ///
  /// A file that is there already is left alone: what is new has a number behind its name. What was taken
  /// in from the same source before is not taken in again.
  ///
  /// - Parameters:
  ///   - topic: the folder of the sections, a name as `slug(_:)` gives it
  ///   - source: the id that they cite; the name of a file too: letters and digits of ASCII, and `-_.`
  ///   - title: of the source, where it has to be entered
  /// - Throws: `noID` and, for no drafts, `nothingFound`, before anything is written; `unwritable` in
  ///   between, and what was written stays.
  package func add(
    _ drafts: [Draft], topic: String, source: String, title: String
  ) throws(Failure) -> Import {
    guard Self.isID(source) else { throw .noID(source) }
    guard !drafts.isEmpty else { throw .nothingFound }
    var result = Import()
    if let path = try addSource(source, title) { result.written.append(path) }
    for draft in drafts {
      let name = Self.slug(draft.title)
      let (there, free) = paths(topic, name)
      if let path = there.first(where: { !result.written.contains($0) && cites($0, source) }) {
        result.alreadyThere.append(path)
        continue
      }
      try write(free, Array(draft.yaml(source: source).utf8))
      result.written.append(free)
    }
    return result
  }

  /// Writes the entry of a source, unless there is one: into a new `sources.yaml`, or a file of its own.
  private func addSource(_ id: String, _ title: String) throws(Failure) -> String? {
    let name = YAMLText.quoted(title)
    guard DiskFile.stamp(of: folder + "/sources.yaml") != nil else {
      let text = "title: \(name)\nsources:\n  - {id: \(id), title: \(name)}\n"
      try write("sources.yaml", Array(text.utf8))
      return "sources.yaml"
    }
    let path = "sources/\(id).yaml"
    let entries = text(of: "sources.yaml").map(SourceEntries.ids) ?? []
    guard !entries.contains(id), DiskFile.stamp(of: "\(folder)/\(path)") == nil else { return nil }
    try write(path, Array("title: \(name)\n".utf8))
    return path
  }

  private func cites(_ path: String, _ source: String) -> Bool {
    text(of: path).map(SectionSources.ids)?.contains(source) ?? false
  }

  private func text(of path: String) -> String? {
    Self.bytes(of: path, in: folder).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What stands in a file of a folder; `nil` where it cannot be read, or is larger than what is read as
  /// knowledge.
  static func bytes(of path: String, in folder: String) -> [UInt8]? {
    DiskFile.read("\(folder)/\(path)", limit: FolderFiles.largestFile)?.bytes
  }

  /// The files of a name that are there, and the next that is free.
  ///
  ///     topic/name.yaml   topic/name-2.yaml   topic/name-3.yaml   …
  private func paths(_ topic: String, _ name: String) -> (there: [String], free: String) {
    var there: [String] = []
    var path = "\(topic)/\(name).yaml"
    while DiskFile.stamp(of: "\(folder)/\(path)") != nil {
      there.append(path)
      path = "\(topic)/\(name)-\(there.count + 1).yaml"
    }
    return (there, path)
  }

  private func write(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    do throws(DiskFile.Failure) {
      try DiskFile.replace("\(folder)/\(path)", with: bytes)
    } catch {
      throw .unwritable(path)
    }
  }

  /// Whether an id can be cited, and be the name of a file of its own.
  private static func isID(_ text: String) -> Bool {
    func isSign(_ c: Character) -> Bool { c.isASCII && (c.isLetter || c.isNumber) }
    return text.first.map(isSign) == true && text.allSatisfy { isSign($0) || "-_.".contains($0) }
  }

  /// A text as the name of a file: small letters and digits, joined by `-`, at most eight words.
  ///
  ///     "What is CUA?" → what-is-cua      "Größe" → gr-e      "???" → section
  package static func slug(_ text: String) -> String {
    let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return words.isEmpty ? "section" : words.prefix(8).joined(separator: "-")
  }
}
