import Knowledge
import LabValues
import Language
import Matching

/// Everything that is known of a line before anything is decided; made once, never changed.
struct Understanding: Sendable {
  let text: String
  let normalized: NormalizedLine
  var findings: Findings
  let reading: Reading
  /// Ids of the topics named, in the order of the line.
  let topics: [String]
  let facets: [String]
  /// Ids of the findings described.
  let signals: [String]
  /// What speaks for dangers in it, by itself and together with what was told before.
  let dangers: DangerReading
  /// Whether it is a known phrase to the letter, so that no rule may take it away.
  let isVerbatim: Bool
  /// What the matcher says of the line as it stands.
  let ranking: Ranking
  /// Whether it asks something, and does not only state; and its parts that ask, in words.
  let isQuestion: Bool
  let questions: [Range<Int>]
  /// What of it asks, without what is told in the same sentences.
  let asked: [Range<Int>]
  /// Whether it picks from what was offered: "2", "the second one".
  let pick: Int?
  /// The marker that it consists of: "[2]".
  let citation: Int?
  /// The sections that it may mean, within the subject in focus where it names no other.
  var found = Retrieval.nothing
  /// The section that it means by what it says besides the facts that it states, where it describes a
  /// finding or tells more.
  var besides: Retrieval.Hit?
  /// Its parts, where several of them ask something of their own.
  var parts: [LinePart] = []

  /// Whether it states a result, a condition or a medicine and hardly anything else.
  var isBareFact: Bool {
    let hasResult = !reading.doubts.isEmpty || reading.recorded.contains { $0.value != nil }
    let isFact = hasResult || !reading.recorded.isEmpty
    return isFact && normalized.words.count <= (hasResult ? 8 : 3 + reading.recorded.count)
  }

  /// The subjects outside that it names in words that a pattern knows.
  var namedOutside: [Int] {
    findings.outside.filter { !findings.isLikenessAlone(.outside($0)) }
  }

  /// The words that state no fact.
  var besidesFacts: [Word] {
    normalized.words.beside(reading.recorded.map(\.range))
  }

  /// Whether the matcher finds no question of ours in the line as it stands.
  var isOutOfScope: Bool { ranking.decision == .abstain }

  /// Whether it names no subject and all sections together are hardly meant by it, as far as lines of all
  /// kinds tell.
  var asksNothingOfOurs: Bool { topics.isEmpty && 0 < ranking.ours && ranking.ours < 0.1 }

  /// Whether it asks about knowledge and nobody is meant, so that nothing is happening now.
  var isImpersonalQuestion: Bool { findings.isImpersonalQuestion }

  /// The results that it names and gives no value for, in the order of the line.
  var named: [String] {
    let valued = reading.mentions.filter { $0.value != nil }.map(\.fact)
    let read = reading.mentions.filter { $0.kind == .analyte }.map(\.fact)
    return (reading.named + read.filter { !reading.named.contains($0) }).filter {
      !valued.contains($0)
    }
  }

  /// The words of a stretch, as they were typed.
  func typed(_ range: Range<Int>) -> String {
    let words = normalized.words
    guard let first = words[range].first, let last = words[range].last else { return "" }
    let bytes = Array(text.utf8)
    let end = min(last.range.upperBound, bytes.count)
    guard first.range.lowerBound < end else { return "" }
    return String(decoding: bytes[first.range.lowerBound..<end], as: UTF8.self)
  }
}

/// A part of a line that asks something of its own: "and how is it treated?".
struct LinePart: Sendable {
  /// The words it was asked in, as typed.
  var text: String
  var found: Retrieval
  /// The subject outside the knowledge that it is on, and what it asks for that is refused.
  var outside: Int?
  var refusal: Int?
}

extension LinePart {
  /// Whether what a story asks at its end is clearer than the story as a whole.
  func goesBefore(_ whole: Retrieval) -> Bool {
    guard isAnswered, let best = found.best else { return false }
    return !whole.isCovered || best.score >= Self.surely && best.score > whole.best?.score ?? 0
  }

  private static let surely = 0.6
}

extension Sequence<Word> {
  /// The words that lie in none of these stretches of the text.
  func beside(_ stretches: [Range<Int>]) -> [Word] {
    filter { word in !stretches.contains { $0.overlaps(word.range) } }
  }
}
