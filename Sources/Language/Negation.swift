/// The small words by which a denial starts, goes on and ends.
///
/// Cues with a direction and a reach are the method of NegEx: Chapman and others, Journal of
/// Biomedical Informatics 34, 2001.
package struct NegationWords: Sendable, Hashable {
  /// What denies. `without` denies what follows; `... ruled out` denies what stands before it; `! not
  /// only` is no denial, although it has a cue in it.
  package var cues: [String]
  /// Words that end a denial wherever they stand.
  package var breaks: [String]
  /// Words that begin a new statement: `no fever, I have pus`.
  package var subjects: [String]
  /// Words that belong to the cue right after it (`never had`), but that begin a new statement later
  /// (`no fever, leg is red`).
  package var verbs: [String]
  /// Words that carry a list on: `no fever or pus`.
  package var links: [String]

  package init(
    cues: [String],
    breaks: [String] = [], subjects: [String] = [], verbs: [String] = [], links: [String] = []
  ) {
    self.cues = cues
    self.breaks = breaks
    self.subjects = subjects
    self.verbs = verbs
    self.links = links
  }
}

/// Tells whether something found in a line is denied there.
///
///     no fever, chills or pus but pain        fever, chills, pus are denied; pain is not
///     I am not on dialysis                    dialysis is
///     no, I have pain                         pain is not: an answer stands before the comma
///     cancer was ruled out                    cancer is, with the cue `... ruled out`
///
/// A cue reaches four words far within its clause; a comma or a link starts the count anew, since
/// it carries a list on, unless what follows is a statement of its own. A match that begins with a cue
/// ("no urine") is not denied by it. In doubt nothing is denied: a danger must not be talked away.
package struct Negation: Sendable {
  /// Words that a cue reaches over.
  package static let reach = 4

  private struct Cue: Sendable {
    enum Kind: Sendable { case before, after, exempt }
    var stems: [Int32]
    var kind: Kind
  }

  private struct Found {
    var range: Range<Int>
    var kind: Cue.Kind
  }

  private struct Role: OptionSet, Sendable {
    var rawValue: UInt8
    static let breaking = Role(rawValue: 1)
    static let subject = Role(rawValue: 2)
    static let verb = Role(rawValue: 4)
    static let link = Role(rawValue: 8)
  }

  private var stems = WordTable()
  private var cues: [[Cue]] = []
  private var texts = WordTable()
  private var roles: [Role] = []

  /// Cues are compared by their stems, the other words by their folded text. Of cues that begin
  /// with the same word the longest is tried first, so that `! not only` takes `not` away from the
  /// shorter cue.
  package init(_ words: NegationWords) {
    for text in words.cues { addCue(text) }
    for word in words.breaks { add(word, .breaking) }
    for word in words.subjects { add(word, .subject) }
    for word in words.verbs { add(word, .verb) }
    for word in words.links { add(word, .link) }
  }

  private mutating func addCue(_ text: String) {
    let kind: Cue.Kind = text.hasPrefix("...") ? .after : text.hasPrefix("!") ? .exempt : .before
    let numbers = Tokenizer.words(of: text).map { stems.add($0.stem, hash: $0.stemHash) }
    while cues.count < stems.count { cues.append([]) }
    guard let first = numbers.first else { return }
    cues[Int(first)].append(Cue(stems: numbers, kind: kind))
    cues[Int(first)].sort { $0.stems.count > $1.stems.count }
  }

  private mutating func add(_ text: String, _ role: Role) {
    for word in Tokenizer.words(of: text) {
      let number = Int(texts.add(word.text, hash: word.textHash))
      if number == roles.count { roles.append([]) }
      roles[number].insert(role)
    }
  }

  /// Whether what stands at these words is denied; a range beyond the line is cut to it.
  ///
  /// Only cues of the same sentence count, and of those only what stands before or behind the
  /// range.
  package func denies(_ range: Range<Int>, in words: [Word]) -> Bool {
    let range = range.clamped(to: 0..<words.count)
    guard !range.isEmpty else { return false }
    let sentence = words[range.lowerBound].sentence
    var start = range.lowerBound
    while start > 0, words[start - 1].sentence == sentence { start -= 1 }
    var end = range.upperBound
    while end < words.count, words[end].sentence == sentence { end += 1 }
    return found(in: words, from: start, to: end).contains { denies($0, range, words) }
  }

  /// Of each word alone, whether it is denied: what `denies` says, with every cue looked up once.
  ///
  /// - Returns: as many values as there are words. Linear in the words for lines without a cue.
  package func denials(in words: [Word]) -> [Bool] {
    var denials = [Bool](repeating: false, count: words.count)
    for sentence in words.sentences {
      let cues = found(in: words, from: sentence.lowerBound, to: sentence.upperBound)
      if cues.isEmpty { continue }
      for index in sentence {
        denials[index] = cues.contains { denies($0, index..<index + 1, words) }
      }
    }
    return denials
  }

  private func denies(_ cue: Found, _ range: Range<Int>, _ words: [Word]) -> Bool {
    switch cue.kind {
    case .before: cue.range.upperBound <= range.lowerBound && reaches(cue.range, range, words)
    case .after: cue.range.lowerBound >= range.upperBound && follows(cue.range, range, words)
    case .exempt: false
    }
  }

  /// Cues from the left, at each place the longest; one text may be a cue of two kinds.
  ///
  /// - Returns: what was found in the order of the line; a cue never overlaps another, unless it is
  ///   the very same words.
  private func found(in words: [Word], from start: Int, to end: Int) -> [Found] {
    let numbers = words[start..<end].map { stems.number(of: $0.stem, hash: $0.stemHash) ?? -1 }
    var found: [Found] = []
    var index = 0
    while index < numbers.count {
      let here = numbers[index] < 0 ? [] : cues[Int(numbers[index])]
      let place = start + index
      var length = 1
      for cue in here where numbers[index...].starts(with: cue.stems) {
        if cue.stems.count < length { break }
        length = cue.stems.count
        found.append(Found(range: place..<place + length, kind: cue.kind))
      }
      index += length
    }
    return found
  }

  private func role(of word: Word) -> Role {
    texts.number(of: word.text, hash: word.textHash).map { roles[Int($0)] } ?? []
  }

  /// Whether a cue that stands before the target gets as far as the target.
  ///
  /// The words between them are walked from left to right:
  ///
  ///     a new clause, or a link       the count of words begins anew
  ///     a break, or a subject         the denial ends
  ///     a verb behind a listed item   a new statement begins: the denial ends
  ///     any other word                counts one; the fifth is out of reach
  private func reaches(_ cue: Range<Int>, _ target: Range<Int>, _ words: [Word]) -> Bool {
    if words[cue.upperBound].clause != words[cue.upperBound - 1].clause { return false }
    var distance = 0
    var hasItem = false
    var isNewItem = false
    for index in cue.upperBound..<target.upperBound {
      let word = words[index]
      let role = role(of: word)
      if words[index - 1].clause != word.clause, index <= target.lowerBound {
        distance = 0
        isNewItem = true
      }
      if index < target.lowerBound || index == target.lowerBound && isNewItem {
        if role.contains(.breaking) || role.contains(.subject) { return false }
      }
      if role.contains(.verb), hasItem, isNewItem || index < target.lowerBound { return false }
      if index == target.lowerBound, role.contains(.subject) { return false }
      guard index < target.lowerBound else { continue }
      if role.contains(.link) {
        distance = 0
        isNewItem = true
        continue
      }
      if !role.contains(.verb) { hasItem = true }
      distance += 1
      if distance > Self.reach { return false }
    }
    return true
  }

  /// Whether a cue that stands behind the target reaches back to it: in the same clause, over four
  /// words at most, with nothing between them that ends a denial.
  private func follows(_ cue: Range<Int>, _ target: Range<Int>, _ words: [Word]) -> Bool {
    guard cue.lowerBound - target.upperBound <= Self.reach,
      words[cue.lowerBound].clause == words[target.upperBound - 1].clause
    else { return false }
    return words[target.upperBound..<cue.lowerBound].allSatisfy {
      role(of: $0).isDisjoint(with: [.breaking, .subject])
    }
  }
}
