import KnowledgeFiles
import Storage

/// Writes what an author begins with: a folder that works, or sections taken from a document.
package struct FolderWriter: Sendable {
  package let folder: String

  package init(folder: String) { self.folder = folder }

  /// Why nothing was written.
  package enum Failure: Error, Hashable, CustomStringConvertible {
    case notEmpty(String)
    case unwritable(String)
    case nothingFound

    package var description: String {
      switch self {
      case .notEmpty(let path): "\(path) is there already; name a new or an empty folder"
      case .unwritable(let path): "cannot write \(path)"
      case .nothingFound: "no heading with text below it, and no question with an answer, was found"
      }
    }
  }

  /// Writes a small folder: one source, one section, one transcript. Returns what was written.
  package func start() throws(Failure) -> [String] {
    if DiskFile.stamp(of: folder) != nil, DiskFile.entries(in: folder)?.isEmpty != true {
      throw .notEmpty(folder)
    }
    for (path, bytes) in BuiltInFiles.starter { try write(path, bytes) }
    return BuiltInFiles.starter.map(\.path)
  }

  /// Writes a draft of a section for each part of a document. Returns what was written.
  ///
  /// A file that is there already is left alone: the new one has a number behind its name.
  package func add(
    _ drafts: [Draft], topic: String, source: String, title: String
  ) throws(Failure) -> [String] {
    guard !drafts.isEmpty else { throw .nothingFound }
    var written: [String] = []
    if DiskFile.stamp(of: folder + "/sources.yaml") == nil {
      let name = title.replacing("'", with: "''")
      let text = """
        title: '\(name)'
        sources:
          - {id: \(source), title: '\(name)'}

        """
      try write("sources.yaml", Array(text.utf8))
      written.append("sources.yaml")
    }
    for draft in drafts {
      let path = freePath(topic, Self.slug(draft.title))
      try write(path, Array(draft.yaml(source: source).utf8))
      written.append(path)
    }
    return written
  }

  private func freePath(_ topic: String, _ name: String) -> String {
    var path = "\(topic)/\(name).yaml"
    var number = 2
    while DiskFile.stamp(of: "\(folder)/\(path)") != nil {
      path = "\(topic)/\(name)-\(number).yaml"
      number += 1
    }
    return path
  }

  private func write(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    do throws(DiskFile.Failure) {
      try DiskFile.replace("\(folder)/\(path)", with: bytes)
    } catch {
      throw .unwritable(path)
    }
  }

  /// A text as the name of a file: small letters and digits, joined by `-`, at most eight words.
  package static func slug(_ text: String) -> String {
    let words = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return words.isEmpty ? "section" : words.prefix(8).joined(separator: "-")
  }
}
