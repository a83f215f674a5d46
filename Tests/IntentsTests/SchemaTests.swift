import Foundation
import Knowledge
import LabValues
import TestSupport
import Testing
import Yams

/// The schemas that editors read: every file of ours satisfies its own, and they know the keys that the program reads.
struct SchemaTests {
  private static func schema(_ name: String) throws -> [String: Any] {
    let text = try Project.text("Schemas/\(name).json")
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The schema of a file of a folder.
  private static func name(of path: String) -> String {
    let parts = path.split(separator: "/")
    guard parts.count > 1 else { return String(path.dropLast(".yaml".count)) }
    let kinds = [
      "sources": "source", "dangers": "danger", "refusals": "refusal", "outside": "outside",
      "smalltalk": "smalltalk", "acts": "act", "kindness": "kindness", "english": "english",
    ]
    return kinds[String(parts[0])] ?? "section"
  }

  @Test(arguments: [
    "Intents", "BuiltIn", "BuiltIn/starter", "Tests/Folders/aquarium", "Tests/Folders/anaemia",
  ])
  func everyFileOfOursSatisfiesItsSchema(_ folder: String) throws {
    let walk = try #require(
      FileManager.default.subpaths(atPath: "\(Project.folder)/\(folder)"))
    var schemas: [String: [String: Any]] = [:]
    var count = 0
    for path in walk.sorted() where path.hasSuffix(".yaml") && !path.hasPrefix("starter/") {
      let name = Self.name(of: path)
      let schema = try schemas[name] ?? Self.schema(name)
      schemas[name] = schema
      let text = try Project.text("\(folder)/\(path)")
      let faults = SchemaCheck(schema).faults(in: try Yams.load(yaml: text) ?? NSNull())
      #expect(faults.isEmpty, "\(folder)/\(path): \(faults.prefix(3))")
      count += 1
    }
    #expect(count > 0)
  }

  @Test(arguments: [
    ("section", "title: T\ntext: X\ntxet: Y", "txet"), ("section", "title: T", "text"),
    ("section", "title: T\ntext: X\nphrases: why", "phrases"),
    ("danger", "title: T\nurgency: soonish\nmessage: m\npatterns: [a]", "urgency"),
    ("sources", "title: T\nsources: [{id: a}]", "title"),
    ("source", "title: T\naddress: nowhere", "address"),
    ("labs", "analytes: [{id: a, name: A, canonical: g, names: [a], hard: [1]}]", "hard"),
    ("topics", "facets: [{id: a, name: A, question: Q, roles: [purpose]}]", "roles"),
  ])
  func whatAFileMayNotHaveIsRefused(_ name: String, _ text: String, _ part: String) throws {
    let faults = SchemaCheck(try Self.schema(name)).faults(
      in: try Yams.load(yaml: text) ?? NSNull())
    #expect(faults.contains { $0.contains(part) }, "\(faults)")
  }

  /// A key that the reader takes and no schema knows would be underlined in an editor.
  @Test func theSchemasKnowEveryKeyThatIsRead() throws {
    var known: Set<String> = []
    let schemas = try FileManager.default.contentsOfDirectory(atPath: Project.folder + "/Schemas")
    for file in schemas where file.hasSuffix(".json") {
      SchemaCheck.keys(of: try Self.schema(String(file.dropLast(".json".count))), into: &known)
    }
    let room = "Sources/KnowledgeFiles"
    var read: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: "\(Project.folder)/\(room)")
    where file.hasSuffix(".swift") {
      let text = try Project.text("\(room)/\(file)")
      for match in text.matches(of: /(?:required|optional|also):\s*\[([^\]]*)\]/) {
        for key in match.1.matches(of: /"([^"\\]+)"/) { read.insert(String(key.1)) }
      }
    }
    #expect(read.count > 100)
    #expect(read.subtracting(known).sorted() == [])
  }

  @Test func theWordsThatAreAllowedAreThoseOfTheProgram() throws {
    let topics = try Self.schema("topics")
    let roles = SchemaCheck.words(at: "roles", in: topics)
    #expect(roles == Facet.Role.allCases.map(\.rawValue))
    for name in ["danger", "refinements"] {
      #expect(
        SchemaCheck.words(at: "urgency", in: try Self.schema(name))
          == Urgency.allCases.map(\.rawValue))
    }
    let labs = try Self.schema("labs")
    #expect(
      SchemaCheck.words(at: "abbreviations", in: labs) == Proof.allCases.map(\.rawValue))
  }
}

/// As much of JSON Schema as ours use.
private struct SchemaCheck {
  private let root: [String: Any]

  init(_ root: [String: Any]) { self.root = root }

  func faults(in value: Any) -> [String] { faults(in: value, root, "") }

  private func faults(in value: Any, _ schema: [String: Any], _ path: String) -> [String] {
    if let name = (schema["$ref"] as? String)?.split(separator: "/").last,
      let part = (root["$defs"] as? [String: [String: Any]])?[String(name)]
    {
      return faults(in: value, part, path)
    }
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let found = choices.map { faults(in: value, $0, path) }
      return found.contains { $0.isEmpty } ? [] : ["\(path): fits none"]
    }
    if let words = schema["enum"] as? [String] {
      return words.contains(value as? String ?? "")
        ? [] : ["\(path): '\(value)' is none of \(words)"]
    }
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    guard types.isEmpty || types.contains(where: { Self.isOf(value, $0) }) else {
      return ["\(path): no \(types.joined(separator: " or "))"]
    }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      return ["\(path): does not match \(pattern)"]
    }
    if let list = value as? [Any] { return faults(in: list, schema, path) }
    guard let object = Self.object(value) else { return [] }
    return faults(in: object, schema, path)
  }

  private func faults(in list: [Any], _ schema: [String: Any], _ path: String) -> [String] {
    if let least = schema["minItems"] as? Int, list.count < least { return ["\(path): too few"] }
    if let most = schema["maxItems"] as? Int, list.count > most { return ["\(path): too many"] }
    guard let items = schema["items"] as? [String: Any] else { return [] }
    return list.enumerated().flatMap { faults(in: $0.element, items, "\(path)[\($0.offset)]") }
  }

  private func faults(
    in object: [String: Any], _ schema: [String: Any], _ path: String
  ) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let required = schema["required"] as? [String] ?? []
    var found = required.filter { object[$0] == nil }.map { "\(path): needs \($0)" }
    for (key, value) in object.sorted(by: { $0.key < $1.key }) {
      if let property = properties[key] {
        found += faults(in: value, property, "\(path).\(key)")
      } else if let other = schema["additionalProperties"] as? [String: Any] {
        found += faults(in: value, other, "\(path).\(key)")
      } else if schema["additionalProperties"] as? Bool == false {
        found.append("\(path): no key \(key)")
      }
    }
    return found
  }

  private static func isOf(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": object(value) != nil
    case "array": value is [Any]
    case "string": value is String || value is Date
    case "boolean": value is Bool
    case "integer": value is Int
    case "number": value is Int || value is Double
    case "null": value is NSNull
    default: false
    }
  }

  /// A mapping with its keys as text: `1: a` has a number for a key.
  private static func object(_ value: Any) -> [String: Any]? {
    guard let pairs = value as? [AnyHashable: Any] else { return nil }
    return Dictionary(
      pairs.map { ("\($0.key.base)", $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// The keys of all objects in a schema.
  static func keys(of schema: Any, into known: inout Set<String>) {
    if let list = schema as? [Any] { for part in list { keys(of: part, into: &known) } }
    guard let object = schema as? [String: Any] else { return }
    if let properties = object["properties"] as? [String: Any] { known.formUnion(properties.keys) }
    for part in object.values { keys(of: part, into: &known) }
  }

  /// The words that are allowed at a key, or in a list or mapping there.
  static func words(at key: String, in schema: Any) -> [String]? {
    if let list = schema as? [Any] {
      return list.lazy.compactMap { words(at: key, in: $0) }.first
    }
    guard let object = schema as? [String: Any] else { return nil }
    if let found = (object["properties"] as? [String: Any])?[key] as? [String: Any] {
      let inner = found["items"] ?? found["additionalProperties"]
      return (found["enum"] ?? (inner as? [String: Any])?["enum"]) as? [String]
    }
    return object.sorted { $0.key < $1.key }.lazy.compactMap { words(at: key, in: $0.value) }.first
  }
}
