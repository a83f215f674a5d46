import Knowledge
import LabValues
import Language
import Yams

/// The word lists of `english/`: those of the folder before those that are built in.
///
///     persons:  {mother: [mum, mom]}          replaces the built-in list at persons.mother
///     also: {persons: {mother: [mam]}}        is added to it
struct EnglishFiles {
  private struct File {
    var name: String
    var node: Node
  }

  private var own: [File] = []
  private var builtIn: [File] = []

  /// Takes in a file; a key that nobody reads is a problem.
  ///
  /// The file is kept as it is; its values are read when somebody asks for a path.
  mutating func add(_ node: Node, _ reader: inout YAMLReader) {
    for (key, _) in reader.pairs(node) where !Self.keys.contains(key.text) {
      reader.note(
        .unknownKey(key.text, nearest: NearestName.closest(to: key.text, among: Self.keys)),
        at: key.place)
    }
    let file = File(name: reader.file, node: node)
    if reader.isBuiltIn { builtIn.append(file) } else { own.append(file) }
  }

  /// The keys that such a file may have at its root.
  private static let keys: [String] = {
    let paths = Cue.allCases.map(\.path) + ChoiceList.allCases.map(\.rawValue) + ["dates", also]
    var roots: [String] = []
    for path in paths {
      let root = String(path.prefix { $0 != "." })
      if !roots.contains(root) { roots.append(root) }
    }
    return roots
  }()

  /// Under this key stands what is added to the built-in lists.
  private static let also = "also"

  /// What stands under keys joined by points: the folder's own list, or the built-in one and what the
  /// folder adds to it. Each with the file it stands in.
  ///
  /// - Returns: the list that leads, then what is added to it, each to be read with its own file's
  ///   name.
  func values(at path: String) -> [(file: String, node: Node)] {
    let added = found("\(Self.also).\(path)", in: own)
    if let replaced = found(path, in: own).first { return [replaced] + added }
    return found(path, in: builtIn).prefix(1) + added
  }

  private func found(_ path: String, in files: [File]) -> [(file: String, node: Node)] {
    files.compactMap { file in
      var node: Node? = file.node
      for key in path.split(separator: ".") { node = node?[String(key)] }
      return node.map { (file.name, $0) }
    }
  }
}

extension YAMLReader {
  /// Whether the file is one that every folder has.
  var isBuiltIn: Bool { Place(file: file).isBuiltIn }

  /// Reads nodes of other files, each with problems at its own place.
  mutating func reading<Value>(
    _ nodes: [(file: String, node: Node)], _ read: (inout YAMLReader, Node) -> [Value]
  ) -> [Value] {
    let here = file
    defer { file = here }
    return nodes.flatMap { entry in
      file = entry.file
      return read(&self, entry.node)
    }
  }
}
