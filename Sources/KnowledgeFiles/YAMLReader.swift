import Knowledge
import Language
import Yams

/// Reads one YAML file node by node and keeps every problem with its place.
///
/// A getter that finds something wrong notes the problem and returns a harmless value, so that one
/// run reports all that is wrong in a file.
///
///     let keys = reader.mapping(node, required: ["id"], optional: ["year"])
///     reader.text(keys["id"])        reader.integer(keys["year"])      // nil: it was left out
///
/// No getter throws: a key that is missing was noted by `mapping`, and gives an empty value here.
struct YAMLReader {
  /// The file that the nodes stand in.
  var file: String
  var problems: [Problem] = []
  /// Where each name in the file stands, in order: what is wrong with it may only show later.
  var mentions: [String: [Place]] = [:]

  init(file: String) { self.file = file }

  /// The root node of the text; `nil` (with a problem noted) if it is no YAML or empty.
  ///
  /// One document a file: text behind `---` is a problem.
  mutating func root(of text: String) -> Node? {
    do {
      if let node = try Yams.compose(yaml: text) { return node }
      note(.expected("a mapping", found: "an empty file"), at: Place(file: file))
    } catch let error as YamlError {
      note(.badYAML(reason: Self.reason(error)), at: Self.place(error, file))
    } catch {
      note(.badYAML(reason: "\(error)"), at: Place(file: file))
    }
    return nil
  }

  mutating func note(_ kind: Problem.Kind, at place: Place) {
    problems.append(Problem(kind, at: place))
  }

  func place(_ node: Node) -> Place {
    Place(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  /// The values of a mapping by key; unknown, repeated and missing keys are problems.
  ///
  /// - Returns: only keys that are known; of a repeated one the first.
  mutating func mapping(
    _ node: Node, required: [String] = [], optional: [String] = []
  ) -> [String: Node] {
    guard case .mapping(let pairs) = node else {
      note(.expected("a mapping", found: Self.kind(node)), at: place(node))
      return [:]
    }
    let known = required + optional
    var values: [String: Node] = [:]
    // Keys that are there, misspelt: that they are missing is no mistake of its own.
    var meant: [String] = []
    for (key, value) in pairs {
      guard let name = key.scalar?.string else {
        note(.expected("a key", found: Self.kind(key)), at: place(key))
        continue
      }
      if !known.contains(name) {
        let near = NearestName.closest(to: name, among: known)
        if let near { meant.append(near) }
        note(.unknownKey(name, nearest: near, known: known), at: place(key))
      } else if let first = values[name] {
        note(.duplicate(what: "key", text: name, first: place(first)), at: place(key))
      } else {
        values[name] = value
      }
    }
    for name in required where values[name] == nil && !meant.contains(name) {
      note(.missingKey(name), at: place(node))
    }
    return values
  }

  /// The pairs of a mapping with free keys, in the order of the file.
  mutating func pairs(_ node: Node?) -> [(key: Written, value: Node)] {
    guard let node else { return [] }
    guard case .mapping(let pairs) = node else {
      note(.expected("a mapping", found: Self.kind(node)), at: place(node))
      return []
    }
    return pairs.compactMap { key, value in
      key.scalar.map { (Written($0.string, at: place(key)), value) }
    }
  }

  mutating func list(_ node: Node?) -> [Node] {
    guard let node else { return [] }
    if case .sequence(let sequence) = node { return Array(sequence) }
    note(.expected("a list", found: Self.kind(node)), at: place(node))
    return []
  }

  /// Without blanks at its ends. Nothing is a problem, too; a number or `true` is text like any
  /// other.
  mutating func text(_ node: Node?) -> String {
    guard let node else { return "" }
    guard let scalar = node.scalar else {
      note(.expected("text", found: Self.unquoted(node)), at: place(node))
      return ""
    }
    let text = Self.trimmed(scalar.string)
    if text.isEmpty { note(.expected("text", found: "nothing"), at: place(node)) }
    if text.utf8.count <= 64, !text.contains(" ") {
      mentions[text, default: []].append(place(node))
    }
    return text
  }

  /// Text in paragraphs: an author's line breaks within a paragraph become blanks.
  mutating func prose(_ node: Node?) -> String { Self.unfolded(text(node)) }

  /// A text with a line for each paragraph and each item of a list.
  ///
  ///     "One line\ngoes on.\n\n- an item"   →   "One line goes on.\n\n- an item"
  static func unfolded(_ text: String) -> String {
    guard text.contains("\n") else { return text }
    var paragraphs: [String] = []
    var lines: [Substring] = []
    func close() {
      if !lines.isEmpty { paragraphs.append(joined(lines)) }
      lines = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) { close() } else { lines.append(line) }
    }
    close()
    return paragraphs.joined(separator: "\n\n")
  }

  /// The lines of a paragraph in one, but for the items of a list, which begin with "- ".
  private static func joined(_ lines: [Substring]) -> String {
    var text = ""
    for line in lines {
      if !text.isEmpty { text += line.hasPrefix("- ") ? "\n" : " " }
      text += line.drop { $0 == " " }
    }
    return text
  }

  mutating func optionalText(_ node: Node?) -> String? {
    guard let node else { return nil }
    return text(node)
  }

  mutating func texts(_ node: Node?) -> [String] { list(node).map { text($0) } }

  mutating func written(_ node: Node?) -> [Written] {
    list(node).map { Written(text($0), at: place($0)) }
  }

  /// A point is the decimal sign in every locale; infinity and NaN are problems.
  mutating func number(_ node: Node?) -> Double? {
    guard let node else { return nil }
    if let value = node.scalar.flatMap({ Double($0.string) }), value.isFinite { return value }
    note(
      .expected("a number", found: "'\(node.scalar?.string ?? Self.kind(node))'"), at: place(node))
    return nil
  }

  mutating func integer(_ node: Node?) -> Int? {
    guard let node else { return nil }
    if let value = node.scalar.flatMap({ Int($0.string) }) { return value }
    note(
      .expected("a whole number", found: "'\(node.scalar?.string ?? Self.kind(node))'"),
      at: place(node))
    return nil
  }

  /// `true`, `yes`, `false`, `no` in small letters.
  mutating func flag(_ node: Node?, default standard: Bool = false) -> Bool {
    guard let node else { return standard }
    switch node.scalar?.string {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      note(.expected("true or false", found: Self.kind(node)), at: place(node))
      return standard
    }
  }

  /// One of a fixed set of words.
  mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ node: Node?, of type: Value.Type, role: String, default standard: Value
  ) -> Value where Value.RawValue == String {
    guard let node else { return standard }
    let word = text(node)
    if let value = Value(rawValue: word) { return value }
    let names = Value.allCases.map(\.rawValue)
    note(
      .unknownName(
        role: role, name: word, nearest: NearestName.closest(to: word, among: names), known: names),
      at: place(node))
    return standard
  }

  private static func trimmed(_ text: String) -> String {
    var text = Substring(text)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return String(text)
  }

  private static func kind(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): "'\(scalar.string.prefix(40))'"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  /// What stands in the place of text, and how it becomes text.
  private static func unquoted(_ node: Node) -> String {
    switch node {
    case .sequence: "a list; text that begins with '[' is put in quotes"
    case .mapping: "a mapping; text with a colon before a blank is put in quotes"
    default: kind(node)
    }
  }

  private static func reason(_ error: YamlError) -> String {
    switch error {
    case .scanner(let context, let problem, let mark, let yaml),
      .parser(let context, let problem, let mark, let yaml),
      .composer(let context, let problem, let mark, let yaml):
      YAMLFault(problem: problem, context: context?.text ?? "", line: mark.line, in: yaml).words
    case .reader(let problem, _, _, _): problem
    case .duplicatedKeysInMapping(let names, _):
      "a key stands twice: \(names.joined(separator: ", "))"
    default: "it cannot be parsed"
    }
  }

  private static func place(_ mark: Mark, _ file: String) -> Place {
    Place(file: file, line: mark.line, column: mark.column)
  }

  private static func place(_ error: YamlError, _ file: String) -> Place {
    switch error {
    case .scanner(let context, _, let mark, _), .parser(let context, _, let mark, _),
      .composer(let context, _, let mark, _):
      place(YAMLFault.isOpened(context?.text ?? "") ? context?.mark ?? mark : mark, file)
    case .duplicatedKeysInMapping(_, let context):
      Place(file: file, line: context.mark.line, column: context.mark.column)
    default: Place(file: file)
    }
  }
}
