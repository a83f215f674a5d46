/// A phrase of the data at a place of the line, in lexemes.
struct Hit {
  var start: Int32
  var end: Int32
  var phrase: Int32
  var cues: CueSet
  /// It means something that is no cue.
  var hasMeaning: Bool
}

/// A name of a fact, or of something that must not be taken for one.
struct NameSpan {
  var start: Int
  var end: Int
  var phrase: Int
  var analyte: (index: Int, proof: Proof?)?
  var qualitative: (index: Int, proof: Proof?)?
  var context: (index: Int, proof: Proof?)?
  var whichOf: Int?
  var asksForUnit = false

  var lexemes: Range<Int> { start..<end }
  /// Another test, or a longer name that only contains one of ours.
  var isStranger: Bool {
    analyte == nil && qualitative == nil && context == nil && whichOf == nil
  }
}

/// A line cut into lexemes, with every phrase of the data that occurs in it.
struct LineScan {
  let text: PlainText
  let lexemes: [Lexeme]
  private let lexicon: Lexicon
  private(set) var hits: [Hit] = []
  /// Where the hits of a lexeme begin in `hits`.
  private var firstHit: [Int32] = []
  private(set) var names: [NameSpan] = []
  /// The name that a lexeme is part of, -1 for none.
  private(set) var nameAt: [Int32] = []

  init(_ line: String, _ lexicon: Lexicon) {
    text = PlainText(line)
    self.lexicon = lexicon
    var cut = LabValues.lexemes(of: text.bytes)
    let table = lexicon.table
    for i in cut.indices { cut[i].word = Self.word(cut[i], text.bytes, table) }
    lexemes = cut
    hits.reserveCapacity(cut.count * 2)
    firstHit.reserveCapacity(cut.count + 1)
    for i in cut.indices {
      firstHit.append(Int32(hits.count))
      if cut[i].word >= 0 {
        table.search(cut, text.bytes, from: i) { end, phrase in
          hits.append(
            Hit(
              start: Int32(i), end: Int32(end), phrase: Int32(phrase),
              cues: table.cues[phrase], hasMeaning: table.hasMeaning[phrase]))
        }
      }
    }
    firstHit.append(Int32(hits.count))
    findNames()
  }

  var count: Int { lexemes.count }
  var bytes: [UInt8] { text.bytes }
  var table: PhraseTable { lexicon.table }

  /// A word of the data, also behind a possessive: `mum's` is `mum`.
  private static func word(_ lexeme: Lexeme, _ bytes: [UInt8], _ table: PhraseTable) -> Int32 {
    let range = lexeme.range
    let known = table.word(bytes[range])
    guard known < 0, range.count > 2 else { return known }
    let tail = bytes[range.upperBound - 2]
    if bytes[range.upperBound - 1] == 0x73, tail == 0x27 {
      return table.word(bytes[range.lowerBound..<(range.upperBound - 2)])
    }
    return -1
  }

  @inline(__always) func hitRange(_ i: Int) -> Range<Int> {
    Int(firstHit[i])..<Int(firstHit[i + 1])
  }

  /// The end of the longest phrase at `i` that is one of these cues.
  func end(of cues: CueSet, at i: Int) -> Int? {
    guard i >= 0, i < lexemes.count else { return nil }
    var best: Int?
    for h in hitRange(i) where hits[h].cues.meets(cues) {
      best = Int(hits[h].end)
    }
    return best
  }

  func has(_ cue: Cue, at i: Int) -> Bool { end(of: CueSet(cue), at: i) != nil }

  /// The longest phrase that ends before `e` and is one of these cues.
  func start(of cues: CueSet, endingAt e: Int) -> (start: Int, cues: CueSet)? {
    var s = max(0, e - 7)
    while s < e {
      var found = CueSet()
      for h in hitRange(s) where Int(hits[h].end) == e {
        if hits[h].cues.meets(cues) { found.formUnion(hits[h].cues) }
      }
      if !found.isEmpty { return (s, found) }
      s += 1
    }
    return nil
  }

  /// The longest phrase at `i` with a meaning that `pick` wants.
  func longest<T>(at i: Int, _ pick: (Meaning) -> T?) -> (end: Int, value: T)? {
    guard i >= 0, i < lexemes.count else { return nil }
    for h in hitRange(i).reversed() where hits[h].hasMeaning {
      for meaning in table.phrases[Int(hits[h].phrase)].meanings {
        if let value = pick(meaning) { return (Int(hits[h].end), value) }
      }
    }
    return nil
  }

  func name(at i: Int) -> NameSpan? {
    guard i >= 0, i < nameAt.count, nameAt[i] >= 0 else { return nil }
    return names[Int(nameAt[i])]
  }

  func isSentenceStart(_ i: Int) -> Bool { i == 0 || lexemes[i].pause == .sentence }

  /// The bytes between lexeme `i - 1` and lexeme `i`, or behind the last one.
  func gap(before i: Int) -> ArraySlice<UInt8> {
    let start = i == 0 ? 0 : Int(lexemes[i - 1].end)
    let end = i < lexemes.count ? Int(lexemes[i].start) : bytes.count
    return bytes[start..<max(start, end)]
  }

  /// The plain bytes of a range of lexemes.
  func byteRange(_ range: Range<Int>) -> Range<Int> {
    guard let first = range.first, range.upperBound <= lexemes.count else { return 0..<0 }
    return Int(lexemes[first].start)..<Int(lexemes[range.upperBound - 1].end)
  }

  private mutating func findNames() {
    nameAt = [Int32](repeating: -1, count: lexemes.count)
    var i = 0
    while i < lexemes.count {
      guard let name = name(startingAt: i) else {
        i += 1
        continue
      }
      for k in name.lexemes { nameAt[k] = Int32(names.count) }
      names.append(name)
      i = name.end
    }
  }

  private func name(startingAt i: Int) -> NameSpan? {
    // "mg/dl" is one unit, not a name with something behind it.
    let unitEnd = longest(at: i, { if case .unit = $0 { true } else { nil } })?.end ?? 0
    for h in hitRange(i).reversed() where hits[h].hasMeaning {
      let hit = hits[h]
      let phrase = table.phrases[Int(hit.phrase)]
      var name = NameSpan(start: i, end: Int(hit.end), phrase: Int(hit.phrase))
      var isName = false
      var isUnit = false
      for meaning in phrase.meanings {
        switch meaning {
        case .analyte(let index, let proof): (name.analyte, isName) = ((index, proof), true)
        case .qualitative(let index, let proof): (name.qualitative, isName) = ((index, proof), true)
        case .context(let index, let proof): (name.context, isName) = ((index, proof), true)
        case .whichOf(let index): (name.whichOf, isName) = (index, true)
        case .stranger: isName = true
        case .askForUnit: name.asksForUnit = true
        case .unit, .otherUnit, .cue(.doseUnit): isUnit = true
        default: break
        }
      }
      guard isName, name.end >= unitEnd else { continue }
      if i > 0, lexemes[i - 1].isDigits {
        // "2 mg" is a dose, not magnesium; the 25 of "2.25" begins no name.
        if isUnit { continue }
        if lexemes[i].isDigits, lexemes[i].gap != .space { continue }
      }
      return name
    }
    return nil
  }
}
