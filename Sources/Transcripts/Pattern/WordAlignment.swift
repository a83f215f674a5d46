/// An expected line beside the line that came instead of it, word by word.
struct WordAlignment {
  enum Item: Hashable {
    case word(String)
    case any
    case placeholder(Placeholder)
  }

  let items: [Item]
  let words: [String]
  let steps: [AlignmentStep]

  init(_ pattern: LinePattern, _ actual: String) {
    let items = pattern.pieces.flatMap { piece -> [Item] in
      switch piece {
      case .literal(let bytes): Words.of(String(decoding: bytes, as: UTF8.self)).map(Item.word)
      case .any: [.any]
      case .placeholder(let placeholder): [.placeholder(placeholder)]
      }
    }
    let words = Words.of(actual)
    self.items = items
    self.words = words
    steps = Alignment(
      expectedCount: items.count, actualCount: words.count, isElision: { items[$0] == .any },
      pair: { Self.cost(of: items[$0], for: words[$1]) }, missing: { Self.weight(items[$0]) },
      extra: { words[$0].first == " " ? 6 : 12 }, absorb: 1
    ).steps()
  }

  private static func cost(of item: Item, for word: String) -> Int? {
    switch item {
    case .any: nil
    case .placeholder(let placeholder): placeholder.fits(word) ? 0 : nil
    case .word(let expected):
      if expected == word {
        0
      } else if (expected.first == " ") != (word.first == " ") {
        nil
      } else {
        expected.first == " " ? 4 : 10
      }
    }
  }

  private static func weight(_ item: Item) -> Int {
    if case .word(let word) = item, word.first == " " { 6 } else { 14 }
  }

  /// The new line as an author would have written it: the wildcards of the old one are kept where
  /// they still fit, what changed beside them is replaced.
  ///
  ///     expected  answered in [MS] by [..]       came  answered within 3 ms by iLive
  ///     result    answered within [MS] by [..]
  func rewritten() -> String {
    var text = ""
    var literal = ""
    func flushed() -> String { LinePattern.escaped(literal) }
    for step in steps {
      switch step {
      case .same(let expected, let actual), .replaced(let expected, let actual):
        if case .placeholder(let placeholder) = items[expected] {
          text += flushed() + placeholder.text
          literal = ""
        } else {
          literal += words[actual]
        }
      case .extra(let actual): literal += words[actual]
      case .missing: continue
      case .elided:
        if literal.isEmpty, text.hasSuffix("[..]") { continue }
        text += flushed() + "[..]"
        literal = ""
      }
    }
    return text + flushed()
  }

  /// The places in the expected line (as written) and in the actual one that differ, as pieces.
  func marked() -> (expected: [MarkedText.Piece], actual: [MarkedText.Piece]) {
    var expected: [MarkedText.Piece] = []
    var actual: [MarkedText.Piece] = []
    for step in steps {
      switch step {
      case .same(let place, let word):
        expected.append(.init(written(place), isChanged: false))
        actual.append(.init(words[word], isChanged: false))
      case .replaced(let place, let word):
        expected.append(.init(written(place), isChanged: true))
        actual.append(.init(words[word], isChanged: true))
      case .missing(let place): expected.append(.init(written(place), isChanged: true))
      case .extra(let word): actual.append(.init(words[word], isChanged: true))
      case .elided(let place, let range):
        expected.append(.init(written(place), isChanged: false))
        actual += words[range].map { .init($0, isChanged: false) }
      }
    }
    return (expected, actual)
  }

  private func written(_ place: Int) -> String {
    switch items[place] {
    case .word(let word): word
    case .any: "[..]"
    case .placeholder(let placeholder): placeholder.text
    }
  }
}

/// A line in pieces, some of which are marked as changed.
///
/// The pieces put together are the whole line: nothing is left out.
package struct MarkedText: Sendable, Hashable {
  package struct Piece: Sendable, Hashable {
    package var text: String
    package var isChanged: Bool

    init(_ text: String, isChanged: Bool) {
      self.text = text
      self.isChanged = isChanged
    }
  }

  package var pieces: [Piece]

  /// A line in which nothing, or everything, is marked.
  init(_ text: String, isChanged: Bool = false) { pieces = [Piece(text, isChanged: isChanged)] }
  init(_ pieces: [Piece]) { self.pieces = pieces }

  package var text: String { pieces.map(\.text).joined() }
}
