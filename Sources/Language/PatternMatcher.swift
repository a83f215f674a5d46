/// The method is Thompson's (Communications of the ACM 11, 1968) with bits for states: instead of
/// one way through a pattern after the other, all places that any way can have reached are held in
/// one set.
///
///     line       my calcium was 14.2          pattern   calcium [level|was] #
///     places     0  1       2   3    4
///     start      x  x       x   x    x        all places
///     calcium               x                 from 1 to 2
///     [level…]              x   x             2 stays, 2 moves on to 3
///     #                              x        from 3 to 4: not empty, so it matches
///
/// So asking a pattern costs its nodes times the words of the line divided by 64, and nothing an author
/// writes can make it exponential.
extension PatternSet {
  /// All patterns that match, in order of id.
  ///
  /// Lines up to 64 places, nearly all of them, are matched with one machine word for a set of
  /// places.
  ///
  /// - Returns: one match for each pattern that holds, however often it stands in the line. Words
  ///   beyond `Tokenizer.wordLimit` are not looked at.
  package func matches(in words: [Word]) -> [PatternMatch] {
    if words.isEmpty || patterns.isEmpty { return [] }
    if words.count < 32 {
      return PatternMatcher<UInt64>(self, words).matches()
    }
    let sentences = zip(words, words.dropFirst()).reduce(1) {
      $1.0.sentence == $1.1.sentence ? $0 : $0 + 1
    }
    return words.count + sentences <= UInt64.capacity
      ? PatternMatcher<UInt64>(self, words).matches()
      : PatternMatcher<ManyPlaces>(self, words).matches()
  }
}

/// One line against one set of patterns.
struct PatternMatcher<Places: LinePlaces> {
  /// Words that `...` may pass over.
  private let gapLimit = 6

  private let set: PatternSet
  private let words: ArraySlice<Word>
  /// The place before each word and, last, the place after the last word.
  private var places: [Int] = []
  private var allPlaces = Places()
  private var wordPlaces = Places()
  private var startPlace = Places()
  private var endPlace = Places()
  /// For each atom, where its mask stands in `masks`; 0 for an atom that the line has not.
  private var slots: [Int32]
  private var masks: [Places] = [Places()]
  /// One bit for each pattern that the line's words wake.
  private var awake: [UInt64]

  init(_ set: PatternSet, _ words: [Word]) {
    self.set = set
    self.words = words.prefix(Tokenizer.wordLimit)
    slots = Array(repeating: 0, count: set.atomCount)
    awake = Array(repeating: 0, count: (set.patterns.count + 63) / 64)
    masks.reserveCapacity(64)
    layOut()
    for (index, word) in self.words.enumerated() { look(at: word, place: places[index]) }
  }

  /// Gives each word its place; a sentence end takes one of its own, where no word begins.
  private mutating func layOut() {
    places.reserveCapacity(words.count + 1)
    var place = 0
    var sentence = words.first?.sentence
    for word in words {
      if word.sentence != sentence {
        allPlaces.insert(place)
        place += 1
        sentence = word.sentence
      }
      places.append(place)
      allPlaces.insert(place)
      wordPlaces.insert(place)
      place += 1
    }
    places.append(place)
    allPlaces.insert(place)
    startPlace.insert(0)
    endPlace.insert(place)
  }

  // MARK: Tests

  /// Asks every test about one word. Its stem and its text are one probe of a hash table each.
  private mutating func look(at word: Word, place: Int) {
    if let number = set.stems.number(of: word.stem, hash: word.stemHash) {
      pass(set.stemTests[Int(number)], place)
    }
    if let number = set.texts.number(of: word.text, hash: word.textHash) {
      pass(set.textTests[Int(number)], place)
    }
    if !set.prefixLengths.isEmpty { lookAtPrefixes(of: word, place: place) }
    if !set.numberTests.isEmpty, let number = word.number {
      for (test, index) in set.numberTests where test.accepts(number) { pass(index, place) }
    }
  }

  private mutating func lookAtPrefixes(of word: Word, place: Int) {
    var hash = WordHash.start
    var length = 0
    var next = 0
    for byte in word.text.utf8 {
      hash = WordHash.adding(byte, to: hash)
      length += 1
      guard length == set.prefixLengths[next] else { continue }
      let number = set.prefixes.number(hash: hash) { prefix in
        prefix.count == length && word.text.utf8.starts(with: prefix)
      }
      if let number { pass(set.prefixTests[Int(number)], place) }
      next += 1
      if next == set.prefixLengths.count { return }
    }
  }

  /// Notes that a test holds at a place, for every atom that contains it.
  private mutating func pass(_ test: Int32, _ place: Int) {
    guard test >= 0 else { return }
    for index in set.atomsOfTest.range(of: test) {
      let atom = set.atomsOfTest.numbers[index]
      var slot = Int(slots[Int(atom)])
      if slot == 0 {
        slot = masks.count
        slots[Int(atom)] = Int32(truncatingIfNeeded: slot)
        masks.append(Places())
        for pattern in set.patternsOfAtom.range(of: atom) {
          let number = Int(set.patternsOfAtom.numbers[pattern])
          awake[number >> 6].insert(number)
        }
      }
      masks[slot].insert(place)
    }
  }

  // MARK: Matching

  func matches() -> [PatternMatch] {
    var matches: [PatternMatch] = []
    for part in awake.indices {
      var rest = awake[part]
      while rest != 0 {
        let index = part * 64 + rest.trailingZeroBitCount
        rest &= rest - 1
        let pattern = set.patterns[index]
        guard holds(pattern) else { continue }
        let first = pattern.required.lowerBound
        matches.append(
          PatternMatch(
            id: pattern.id, range: range(ofSequence: first),
            others: pattern.required.dropFirst().map { range(ofSequence: $0) }))
      }
    }
    return matches
  }

  private func holds(_ pattern: PatternSet.Pattern) -> Bool {
    for index in pattern.required where ends(ofSequence: index, from: allPlaces).isEmpty {
      return false
    }
    for index in pattern.forbidden where !ends(ofSequence: index, from: allPlaces).isEmpty {
      return false
    }
    return true
  }

  private func ends(ofSequence index: Int, from starts: Places) -> Places {
    ends(of: set.sequences[index], from: starts)
  }

  /// The places that a sequence can end at, from any of these.
  ///
  /// - Returns: empty as soon as no way is left; the nodes behind it are then not looked at.
  private func ends(of nodes: Range<Int32>, from starts: Places) -> Places {
    var reached = starts
    for index in nodes {
      let node = set.nodes[Int(index)]
      switch node.kind {
      case .atom:
        reached = step(node.first, reached)
      case .optionalAtom:
        reached = reached | step(node.first, reached)
      case .choice:
        reached = ends(ofBranches: node, from: reached)
      case .optional:
        reached = reached | ends(ofBranches: node, from: reached)
      case .gap:
        for _ in 0..<gapLimit { reached = reached | (reached & wordPlaces).advanced }
      case .lineStart:
        reached = reached & startPlace
      case .lineEnd:
        reached = reached & endPlace
      }
      if reached.isEmpty { return reached }
    }
    return reached
  }

  @inline(__always)
  private func step(_ atom: Int32, _ reached: Places) -> Places {
    (reached & masks[Int(slots[Int(atom)])]).advanced
  }

  private func ends(ofBranches node: PatternNode, from starts: Places) -> Places {
    var reached = Places()
    for branch in Int(node.first)..<Int(node.first + node.count) {
      reached = reached | ends(of: set.branches[branch], from: starts)
    }
    return reached
  }

  /// The leftmost match, and of those the longest.
  ///
  /// Only called for a sequence that is known to match, so `0..<0` never reaches a caller.
  private func range(ofSequence number: Int) -> Range<Int> {
    let sequence = set.sequences[number]
    for index in words.indices {
      var start = Places()
      start.insert(places[index])
      let ends = ends(of: sequence, from: start)
      if ends.isEmpty { continue }
      let last = ends.highest
      var end = index
      while end < words.count, places[end] < last { end += 1 }
      return index..<end
    }
    return 0..<0
  }
}
