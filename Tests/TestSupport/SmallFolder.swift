package import Conversation
package import Knowledge
package import KnowledgeFiles
import Synchronization

/// A knowledge folder in memory, written in the test that uses it.
package struct SmallFolder {
  package var files: [String: String]

  package init(_ files: [String: String]) { self.files = files }

  /// One source and one section: the least that a folder can be.
  package static let least = SmallFolder([
    "sources.yaml": """
    title: The harbour leaflet
    sources: [{id: leaflet, title: Tides for visitors}]
    """,
    "tides/causes.yaml": """
    title: Why there are tides
    text: |
      The moon's gravity pulls the sea towards it. The water rises on both sides of the earth.
    phrases: [why are there tides, what makes the sea rise and fall]
    """,
  ])

  /// The same folder with more files, or others in their place.
  package func with(_ more: [String: String]) -> SmallFolder {
    SmallFolder(files.merging(more) { _, new in new })
  }

  package func knowledge() throws -> Knowledge {
    let listed = files.sorted { $0.key < $1.key }.map { ($0.key, Array($0.value.utf8)) }
    return try KnowledgeFolder.knowledge(from: FolderFiles(files: listed))
  }

  /// The assistant over the folder. What was learned from the same files is used again: a table of cases
  /// asks one folder as often as it has cases.
  package func assistant() throws -> Assistant {
    if let known = Self.learned.withLock({ $0[files] }) { return known }
    let assistant = try Assistant.learned(from: try knowledge())
    Self.learned.withLock { $0[files] = assistant }
    return assistant
  }

  private static let learned = Mutex<[[String: String]: Assistant]>([:])

  /// What is wrong with the folder; empty where nothing is.
  package func problems() -> [Problem] {
    do {
      _ = try knowledge()
      return []
    } catch let found as KnowledgeProblems {
      return found.problems
    } catch {
      return [Problem(.other("\(error)"), at: Place(file: ""))]
    }
  }
}
