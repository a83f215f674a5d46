import Checking
import Conversation
import Foundation
import KnowledgeFiles
import Rendering
import TestSupport
import Testing

/// The examples of GUIDE.md are one folder: it is clean, answers as the guide says, and no key is untold.
struct GuideTests {
  /// What the examples lean on and do not show.
  private static let others = SmallFolder([
    "sources.yaml": """
    title: Iron, explained from one leaflet
    sources: [{id: low-leaflet, title: Low iron, year: 2024}]
    """,
    "overload/causes.yaml": """
    title: Why iron builds up
    text: Iron builds up when a changed gene takes in too much of it.
    phrases: [what causes too much iron, why does iron build up, which gene makes iron build up]
    """,
    "tablets/taking.yaml": """
    title: How iron tablets are swallowed
    text: Iron tablets are swallowed with water, an hour before a meal.
    phrases: [how are iron tablets taken, when are iron tablets swallowed, tablets before a meal]
    """,
    "overload/diet.yaml": """
    title: Iron from food
    facet: causes
    text: Food alone hardly ever brings too much iron.
    phrases: [can food bring too much iron, is it from what i eat, does meat overload me]
    """,
  ])

  /// The blocks whose first line names a file.
  private static func folder() throws -> SmallFolder {
    var files: [String: String] = [:]
    for block in try Project.text("GUIDE.md").components(separatedBy: "```yaml\n").dropFirst() {
      let text = block.components(separatedBy: "```")[0]
      guard let first = text.split(separator: "\n").first, first.hasPrefix("# "),
        first.hasSuffix(".yaml")
      else { continue }
      files[String(first.dropFirst(2))] = text
    }
    #expect(files.count >= 8)
    return others.with(files)
  }

  private static let assistant = Result { try folder().assistant() }

  @Test func theExamplesAreClean() throws {
    #expect(try Self.folder().problems().map(\.description) == [])
    let found = try KnowledgeCheck(Self.folder().knowledge()).problems
    #expect(found.map(\.description) == [])
  }

  @Test(arguments: [
    (["i am a man and my hb is 125"], "low (usual range for age and sex 130 to 170 g/L)"),
    (["my ferritin is 8"], "Noted: ferritin 8, low (usual range 30 to 300 µg/L)"),
    (["my hb is 18"], "in which unit? It could be g/L (critically low) or g/dL (high)"),
    (["my serum iron is 8 and my tibc is 80", "what do my numbers mean"], "10 %"),
    (["what is the difference between iron deficiency and iron overload"], "side by side"),
    (["what do the tablets cost"], "Prices are not in these leaflets"),
    (["how many tablets should i take"], "Your own dose is for your doctor"),
    (["my son swallowed a whole bottle of iron tablets"], "poison centre"),
    (["what is iron poisoning"], "not in these documents"),
  ])
  func itAnswersAsTheGuideSays(_ lines: [String], _ said: String) throws {
    var session = Session()
    var text = ""
    for line in lines {
      text = PlainText(width: nil).text(of: try Self.assistant.get().reply(to: line, in: &session))
    }
    #expect(text.contains(said), "\(text)")
  }

  /// Parts that the guide leaves to the reference.
  private static let left: Set<String> = ["adjusted", "product", "filtration", "multiple"]

  @Test(arguments: ["section", "topics", "labs", "danger", "safety", "outside", "refusal"])
  func everyKeyIsTold(_ name: String) throws {
    let schema = try JSONSerialization.jsonObject(
      with: Data(try Project.text("Schemas/\(name).json").utf8))
    let words = Set(
      try Project.text("GUIDE.md").split { !$0.isLetter && $0 != "_" && $0 != "-" }.map(String.init)
    )
    #expect(Self.keys(schema).subtracting(words).sorted() == [])
  }

  private static func keys(_ schema: Any) -> Set<String> {
    if let list = schema as? [Any] { return list.reduce(into: []) { $0.formUnion(keys($1)) } }
    guard let object = schema as? [String: Any] else { return [] }
    var found: Set<String> = []
    for (key, value) in object {
      guard key == "properties", let properties = value as? [String: Any] else {
        found.formUnion(keys(value))
        continue
      }
      found.formUnion(properties.keys)
      for (name, value) in properties where !left.contains(name) { found.formUnion(keys(value)) }
    }
    return found
  }
}
