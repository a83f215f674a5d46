/// All phrases as a tree of words, searched a word at a time.
struct PhraseTable: Sendable {
  struct Phrase: Sendable {
    /// Where its gaps stand, one entry a word; the first is not looked at.
    var gaps: Range<Int32>
    /// A sign that must follow the last word (`+` in "ca2+").
    var sign: UInt8?
    var meanings: [Meaning]
    var cues: CueSet
  }

  private var words = WordList()
  private var edges = EdgeTable()
  private var nodeCount: Int32 = 1
  /// The gaps of all phrases. At a start thousands of phrases are inserted: they share their lists.
  private var gaps: [Gap] = []
  /// Whether a hyphen may also be a space: not beside a single letter ("s-ca").
  private var looseHyphen: [Bool] = []
  /// While phrases are inserted: the last phrase that ends at a node, and the one before each; -1
  /// for none.
  private var lastEnding: [Int32] = [-1]
  private var endingBefore: [Int32] = []
  private(set) var phrases: [Phrase] = []
  /// The cues of every phrase, apart from the rest because they are asked for most.
  private(set) var cues: [CueSet] = []
  /// Which phrases mean something that is no cue.
  private(set) var hasMeaning: [Bool] = []
  /// Which phrases are companions or refuters of an abbreviation.
  private(set) var hasProof: [Bool] = []
  private var firstEnding: [Int32] = []
  private var endingList: [Int32] = []

  init() {}

  mutating func insert(_ text: String, _ meaning: Meaning) {
    let bytes = PlainText(text).bytes
    let parts = lexemes(of: bytes)
    guard let last = parts.last else { return }
    let node = node(of: parts, bytes)
    let tail = Int(last.end) < bytes.count ? bytes[Int(last.end)] : 0
    let sign: UInt8? = tail == 0x2B ? tail : nil
    var ending = lastEnding[Int(node)]
    while ending >= 0 {
      let known = phrases[Int(ending)]
      if known.sign == sign && has(known.gaps, parts) {
        if !known.meanings.contains(meaning) { add(meaning, to: Int(ending)) }
        return
      }
      ending = endingBefore[Int(ending)]
    }
    let start = Int32(gaps.count)
    for (i, part) in parts.enumerated() {
      gaps.append(part.gap)
      looseHyphen.append(i == 0 || part.range.count > 1 && parts[i - 1].range.count > 1)
    }
    endingBefore.append(lastEnding[Int(node)])
    lastEnding[Int(node)] = Int32(phrases.count)
    phrases.append(
      Phrase(gaps: start..<Int32(gaps.count), sign: sign, meanings: [], cues: CueSet()))
    add(meaning, to: phrases.count - 1)
  }

  /// The node that these words lead to, made where it is missing.
  private mutating func node(of parts: [Lexeme], _ bytes: [UInt8]) -> Int32 {
    var node: Int32 = 0
    for part in parts {
      let word = words.insert(bytes[part.range])
      if let next = edges.find(node, word) {
        node = next
      } else {
        edges.insert(node, word, nodeCount)
        node = nodeCount
        nodeCount += 1
        lastEnding.append(-1)
      }
    }
    return node
  }

  private func has(_ range: Range<Int32>, _ parts: [Lexeme]) -> Bool {
    guard range.count == parts.count else { return false }
    for (i, part) in parts.enumerated() where gaps[Int(range.lowerBound) + i] != part.gap {
      return false
    }
    return true
  }

  private mutating func add(_ meaning: Meaning, to index: Int) {
    phrases[index].meanings.append(meaning)
    if case .cue(let cue) = meaning { phrases[index].cues.insert(cue) }
  }

  /// Makes the tree ready to be searched.
  mutating func close() {
    firstEnding = [Int32](repeating: 0, count: Int(nodeCount) + 1)
    endingList = []
    endingList.reserveCapacity(phrases.count)
    for node in 0..<Int(nodeCount) {
      let first = endingList.count
      firstEnding[node] = Int32(first)
      var ending = lastEnding[node]
      while ending >= 0 {
        endingList.append(ending)
        ending = endingBefore[Int(ending)]
      }
      // They were met from the last to the first.
      endingList[first...].reverse()
    }
    firstEnding[Int(nodeCount)] = Int32(endingList.count)
    lastEnding = []
    endingBefore = []
    cues = phrases.map(\.cues)
    hasMeaning = phrases.map { phrase in
      phrase.meanings.contains { if case .cue = $0 { false } else { true } }
    }
    hasProof = phrases.map { phrase in
      phrase.meanings.contains { meaning in
        switch meaning {
        case .companion, .refutes: true
        default: false
        }
      }
    }
  }

  /// The number of a word, -1 for one that is in no phrase.
  func word(_ bytes: ArraySlice<UInt8>) -> Int32 { words.find(bytes) }

  /// Calls back with the end and the phrase of everything that begins at lexeme `i`.
  func search(
    _ lexemes: [Lexeme], _ bytes: [UInt8], from i: Int, _ found: (_ end: Int, _ phrase: Int) -> Void
  ) {
    var node: Int32 = 0
    var j = i
    while j < lexemes.count {
      let lexeme = lexemes[j]
      if lexeme.word < 0 || (j > i && lexeme.gap == .newline) { return }
      guard let next = edges.find(node, lexeme.word) else { return }
      node = next
      j += 1
      let range = Int(firstEnding[Int(node)])..<Int(firstEnding[Int(node) + 1])
      for k in range where accepts(phrases[Int(endingList[k])], lexemes, bytes, i..<j) {
        found(j, Int(endingList[k]))
      }
    }
  }

  private func accepts(
    _ phrase: Phrase, _ lexemes: [Lexeme], _ bytes: [UInt8], _ range: Range<Int>
  ) -> Bool {
    for k in 1..<max(range.count, 1) where k < range.count {
      let typed = lexemes[range.lowerBound + k].gap
      let place = Int(phrase.gaps.lowerBound) + k
      let fits: Bool =
        switch gaps[place] {
        case .none: typed == .none || typed == .hyphen
        case .space:
          typed == .space || typed == .hyphen || typed == .none || typed == .dot || typed == .paren
        case .hyphen:
          typed == .hyphen || typed == .none || (typed == .space && looseHyphen[place])
        case .dot: typed == .dot
        case .slash: typed == .slash || typed == .hyphen
        case .paren: typed == .paren || typed == .space || typed == .none || typed == .hyphen
        case .comma: typed == .comma
        case .other: typed == .other
        case .newline: false
        }
      if !fits { return false }
    }
    let end = Int(lexemes[range.upperBound - 1].end)
    let start = Int(lexemes[range.lowerBound].start)
    guard let sign = phrase.sign else { return !isInNumber(start, end, bytes) }
    return end < bytes.count && bytes[end] == sign
  }

  /// Whether a number goes on at `end`: "k2" is not in "k2.1". Behind a longer name a comma ends a cell:
  /// "fgf23,35".
  private func isInNumber(_ start: Int, _ end: Int, _ bytes: [UInt8]) -> Bool {
    let digits: ClosedRange<UInt8> = 0x30...0x39
    guard end > 0, end + 1 < bytes.count, digits.contains(bytes[end - 1]),
      digits.contains(bytes[end + 1])
    else { return false }
    return bytes[end] == 0x2E || bytes[end] == 0x2C && end - start <= 2
  }
}
