import Conversation
import TestSupport
import Testing

/// Lines by the authors of the lists beside the sections, of which nothing was learned: every tenth.
@Suite struct HeldLinesTests {
  /// A line, and the section that its author wrote it for.
  private struct Held {
    var section: String
    var line: String
    var wants: Wants
  }

  private func held() throws -> [Held] {
    let assistant = try Project.assistant()
    return try Project.lines("Tests/ConversationTests/Fixtures/held-lines.tsv").compactMap { row in
      guard let tab = row.firstIndex(of: "\t") else { return nil }
      let line = String(row[row.index(after: tab)...])
      return Held(section: String(row[..<tab]), line: line, wants: assistant.wants(of: line))
    }
  }

  /// Floors, not aims: sections are near each other, and some lines fit two of them.
  @Test func mostLinesReachTheirSection() throws {
    let (assistant, lines) = (try Project.assistant(), try held())
    #expect(lines.count >= 1_000)
    func count(among places: Int) -> Int {
      lines.count { held in
        held.wants.sections.prefix(places).contains { assistant.name(of: $0.want) == held.section }
      }
    }
    #expect(count(among: 1) * 100 >= lines.count * 60, "\(count(among: 1)) of \(lines.count) first")
    #expect(count(among: 3) * 100 >= lines.count * 78, "\(count(among: 3)) of \(lines.count) of 3")
  }

  /// Of replies with a confidence about eight in ten, about eight in ten are right.
  @Test func confidenceSaysHowOftenItIsRight() throws {
    let (assistant, lines) = (try Project.assistant(), try held())
    let sure = lines.filter { held in
      held.wants.best.map { 0.7 <= $0.probability && $0.probability < 0.9 } ?? false
    }
    #expect(sure.count >= 50)
    let right = sure.count { held in
      held.wants.best.map { assistant.name(of: $0.want) == held.section } ?? false
    }
    #expect(
      (65...92).contains(right * 100 / max(1, sure.count)), "\(right) of \(sure.count) are right")
  }
}
