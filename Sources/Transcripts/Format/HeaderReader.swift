import LabValues
import Language

/// Reads the lines above the first empty line.
///
///     header := "%known-failure " reason | key ": " value
struct HeaderReader {
  private enum Key: String, CaseIterable {
    case title, tags, width, clock, corpus, doors
  }

  let path: String
  private var header = Transcript.Header()
  /// The line of each key that was read, and of the known failure.
  private var seen: [Key: Int] = [:]
  private var knownFailureLine: Int?
  private(set) var problems: [TranscriptProblem] = []

  init(path: String) { self.path = path }

  private mutating func note(_ kind: TranscriptProblem.Kind, _ line: Int) {
    problems.append(TranscriptProblem(kind, path: path, line: line))
  }

  /// What a file begins with that tells how it is known to be wrong.
  static let knownFailure = "%known-failure"

  /// - Parameter number: of the line in the file, counted from 1
  mutating func read(_ line: String, at number: Int) {
    if line == Self.knownFailure || line.hasPrefix(Self.knownFailure + " ") {
      readKnownFailure(line.dropFirst(Self.knownFailure.count + 1), number)
      return
    }
    let name = String(line.prefix { $0 != ":" })
    let rest = line.dropFirst(name.count)
    guard rest.hasPrefix(": "), !name.contains(" ") else {
      note(.badHeader(line), number)
      return
    }
    guard let key = Key(rawValue: name) else {
      let near = NearestName.closest(to: name, among: Key.allCases.map(\.rawValue))
      note(.unknownHeader(name, nearest: near), number)
      return
    }
    if let first = seen[key] {
      note(.repeatedHeader(name, first: first), number)
      return
    }
    seen[key] = number
    let value = String(rest.dropFirst(2))
    if let expected = take(key, value) {
      note(.badHeaderValue(key: name, value: value, expected: expected), number)
    }
  }

  private mutating func readKnownFailure(_ reason: Substring, _ number: Int) {
    if reason.isEmpty {
      note(.badHeaderValue(key: Self.knownFailure, value: "", expected: "a reason"), number)
    } else if let first = knownFailureLine {
      note(.repeatedHeader(Self.knownFailure, first: first), number)
    } else {
      header.knownFailure = String(reason)
      knownFailureLine = number
    }
  }

  /// What the key takes, where the value is not that.
  private mutating func take(_ key: Key, _ value: String) -> String? {
    let words = value.split(separator: " ").map(String.init)
    switch key {
    case .title:
      header.title = value
      return words.isEmpty ? "a sentence" : nil
    case .tags:
      header.tags = words
      return words.allSatisfy(FactEntry.isID) && !words.isEmpty ? nil : "words"
    case .width:
      guard let width = Int(value), Transcript.Header.widths.contains(width) else {
        let widths = Transcript.Header.widths
        return "a number from \(widths.lowerBound) to \(widths.upperBound)"
      }
      header.width = width
      return nil
    case .clock:
      guard let day = Day(iso: value) else { return "a day such as 2026-03-01" }
      header.clock = day
      return nil
    case .corpus:
      header.corpus = value
      return words.isEmpty ? "the title of the knowledge" : nil
    case .doors:
      let doors = words.compactMap(DoorKind.init)
      guard doors.count == words.count, !doors.isEmpty, Set(doors).count == doors.count else {
        return "some of \(DoorKind.allCases.map(\.rawValue).joined(separator: ", "))"
      }
      header.doors = doors.sorted()
      return nil
    }
  }

  /// The header, once the empty line below it was met.
  ///
  /// Must be called once, at the end: it is where a missing title is noted.
  mutating func finished() -> Transcript.Header {
    if seen[.title] == nil { note(.missingTitle, 1) }
    return header
  }
}
