package import Knowledge
import Language

/// The small lists of words by which a line is read, from the knowledge: which words ask, which point
/// back, which only hold a question together.
package struct LineWords: Sendable {
  /// What a list is for; the raw value is its key in the knowledge.
  package enum List: String, CaseIterable, Sendable {
    /// Words that ask wherever they stand; that ask where a clause begins with them; that make a
    /// question of the word before them, be it only with the last word of a line; that may stand between a clause and the one before it.
    case asksAnywhere = "asks-anywhere"
    case asksFirst = "asks-first", asksBefore = "asks-before", joints
    case asksBeforeLast = "asks-before-last", asksOfThat = "asks-of-that"
    /// Words with which a part of a line begins that asks something of its own.
    case partOpeners = "part-openers"
    /// Two words that stand the other way round than in a statement: "should i".
    case turned
    /// Words that may stand in front of one that asks, in the same question: "by which routes".
    case beforeOpeners = "before-openers"
    /// Words that ask, and that begin no question where no verb stands behind them: in the front of a sentence,
    /// behind a comma.
    case conjunctions, relatives
    /// Words that begin a statement behind a comma as often as a question.
    case copulas
    /// Words that point back at what was spoken of.
    case pointers
    /// Words that only hold a question together.
    case function
    /// Words by which somebody picks from a list, and those that may stand around them.
    case picking, last
    /// Words that ask for what stands under a number of the last answer.
    case citing
    /// Words that say whose a result is, and those with which only its value is asked for.
    case own, valueOnly = "value-only", readings, notReadings = "not-readings"
    /// Words that ask what something stands for.
    case meanings
    /// With what a clause begins that says what somebody does not want to know.
    case unasked
    /// With what a question begins that is put as a statement: "i want to know if".
    case asking
    /// With what a line begins that turns the last answer down: "i meant", "never mind".
    case rejecting
    /// Words that join two questions.
    case and
    /// Words that say that "forget" means what is remembered.
    case owners
    /// Words that say of whom a line speaks, and those by which a line is about its speaker.
    case spokenOf = "spoken-of", telling
  }

  private let lists: [List: Set<String>]
  /// The same in the order of the file, where that counts.
  private let ordered: [List: [String]]
  /// The phrases of some lists, by the word with which they begin.
  private let openings: [String: [[String]]]
  private let askings: [String: [[String]]]
  private let rejections: [String: [[String]]]
  /// Words that point back at a finding, and what they say besides: "thats" points and says "is".
  private let backPointers: [String: [String]]
  /// "first", "second" …: the number that a word stands for when it picks.
  private let ordinals: [String: Int]

  package init(_ dialogue: Dialogue) {
    lists = Dictionary(
      uniqueKeysWithValues: List.allCases.map { ($0, Set(dialogue.lists[$0.rawValue] ?? [])) })
    ordered = Dictionary(
      uniqueKeysWithValues: [List.own, .telling].map { ($0, dialogue.lists[$0.rawValue] ?? []) })
    func phrases(_ list: List) -> [String: [[String]]] {
      let all = (dialogue.lists[list.rawValue] ?? []).map {
        $0.split(separator: " ").map(String.init)
      }
      return Dictionary(grouping: all) { $0.first ?? "" }
    }
    (openings, askings) = (phrases(.unasked), phrases(.asking))
    rejections = phrases(.rejecting)
    var pointers: [String: [String]] = [:]
    for entry in dialogue.lists["back-pointers"] ?? [] {
      let words = entry.split(separator: " ").map(String.init)
      if let first = words.first { pointers[first] = Array(words.dropFirst()) }
    }
    backPointers = pointers
    var ordinals: [String: Int] = [:]
    for (number, words) in (dialogue.lists["ordinals"] ?? []).enumerated() {
      for word in words.split(separator: " ") { ordinals[String(word)] = number + 1 }
    }
    self.ordinals = ordinals
  }

  /// The words of a list in the order of the file.
  func words(of list: List) -> [String] { ordered[list] ?? [] }

  /// What a word says besides pointing back at a finding; `nil` where it does not point.
  func said(byPointer word: String) -> [String]? { backPointers[word] }

  func holds(_ word: String, _ list: List) -> Bool { lists[list]?.contains(word) ?? false }

  /// The clauses in which somebody says what they did not ask for: "i did not ask the dose, i asked …".
  func unasked(in line: [Word]) -> [Range<Int>] {
    line.clauses.filter { clause in
      clause.prefix(Self.mostBefore + 1).contains { begins(openings, at: $0, in: line) }
    }
  }

  /// Whether a question begins here that is put as a statement: "i want to know if".
  func beginsAsking(at place: Int, in line: [Word]) -> Bool {
    begins(askings, at: place, in: line)
  }

  /// Whether a line begins by turning the last answer down: "no, i meant", "that is not what i asked".
  func rejects(_ line: [Word]) -> Bool {
    line.indices.prefix(Self.mostBefore + 1).contains { begins(rejections, at: $0, in: line) }
      || !unasked(in: line).isEmpty
  }

  /// Whether one of some phrases stands at a word.
  private func begins(
    _ phrases: [String: [[String]]], at place: Int, in line: [Word]
  ) -> Bool {
    phrases[line[place].text]?.contains { phrase in
      place + phrase.count <= line.count
        && phrase.indices.allSatisfy { line[place + $0].text == phrase[$0] }
    } ?? false
  }

  /// So many words may stand before them: "no sir i was not asking".
  private static let mostBefore = 3

  /// The words that do more than hold a sentence together.
  func carrying(_ words: [Word]) -> [Word] { words.filter { !holds($0.text, .function) } }

  /// The number of a source that a line asks to see: "quote 2", "show me source 1".
  func citation(in words: [String]) -> Int? {
    guard words.count <= 8, words.contains(where: { holds($0, .citing) }) else { return nil }
    let numbers = words.compactMap { Int($0) }.filter { (1...99).contains($0) }
    let isAll = words.allSatisfy { word in
      Int(word) != nil || holds(word, .citing) || holds(word, .picking) || holds(word, .function)
    }
    return isAll && numbers.count == 1 ? numbers[0] : nil
  }

  /// The number picked by words such as "the second one", counted from 1; 0 stands for the last.
  /// `nil` where the words say more than that.
  func pick(in words: [String]) -> Int? {
    guard words.count <= 6 else { return nil }
    var picked: Int?
    for (index, word) in words.enumerated() {
      let isFiller = holds(word, .picking)
      if let number = Int(word) ?? (isFiller && index > 0 ? nil : ordinals[word]),
        (1...99).contains(number)
      {
        guard picked == nil else { return nil }
        picked = number
      } else if holds(word, .last) {
        guard picked == nil else { return nil }
        picked = 0
      } else if !isFiller {
        return nil
      }
    }
    return picked
  }
}
