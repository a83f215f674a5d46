package import Knowledge
import Language
import Storage

/// Adds what somebody typed to the phrases of a section, so that the folder stays in order.
package struct PhraseWriter: Sendable {
  package let folder: String

  package init(folder: String) { self.folder = folder }

  /// What became of a phrase.
  ///
  /// Not finding a section is an outcome and no error: the author is told and types again.
  package enum Outcome: Hashable, Sendable {
    /// It stands in the list of the section now; it may have stood in that of another.
    case added(to: String, from: String?)
    case alreadyThere(Place)
    /// It is a phrase of another section, in a file that only its author changes.
    case taken(by: String, at: Place)
    case unknownSection(nearest: String?)
    case unwritable(String)
  }

  /// Adds a line to the list beside a section.
  ///
  /// A phrase leads to one section: from the list of another one the line is taken away; where it stands
  /// in a `.yaml` file, nothing is written.
  ///
  /// - Parameter normalized: how lines are compared
  /// - Returns: `unwritable` with the first list that could not be replaced; lists before it are
  ///   written.
  package func add(
    _ line: String, to id: String, of knowledge: Knowledge, normalized: (String) -> String
  ) -> Outcome {
    guard let section = knowledge.sections.first(where: { $0.id == id }) else {
      let ids = knowledge.sections.map(\.id)
      return .unknownSection(nearest: NearestName.closest(to: id, among: ids))
    }
    let key = normalized(line)
    func same(_ section: Section) -> [Written] {
      (section.phrases + section.lines).filter { normalized($0.text) == key }
    }
    if let own = same(section).first { return .alreadyThere(own.place) }
    var lists: [String: [UInt8]] = [:]
    var old: String?
    for other in knowledge.sections {
      for written in same(other) {
        guard written.place.file == other.id + ".txt" else {
          return .taken(by: other.id, at: written.place)
        }
        lists[written.place.file] = without(written, lists[written.place.file])
        old = other.id
      }
    }
    let path = id + ".txt"
    var bytes = read(path)
    if let end = bytes.last, end != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
    lists[path] = bytes + Array("\(line)\n".utf8)
    for (path, bytes) in lists.sorted(by: { $0.key < $1.key }) {
      do throws(DiskFile.Failure) {
        try DiskFile.replace("\(folder)/\(path)", with: bytes)
      } catch {
        return .unwritable(path)
      }
    }
    return .added(to: path, from: old)
  }

  private func read(_ path: String) -> [UInt8] {
    FolderWriter.bytes(of: path, in: folder) ?? []
  }

  /// The bytes of a list without one of its lines.
  private func without(_ written: Written, _ bytes: [UInt8]?) -> [UInt8] {
    let lines = (bytes ?? read(written.place.file)).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // A line that was taken away leaves an empty one, so that the numbers of the others hold.
    let kept = lines.enumerated().map { number, line in
      number + 1 == written.place.line ? [] : line
    }
    return Array(kept.joined(separator: [UInt8(ascii: "\n")]))
  }
}
