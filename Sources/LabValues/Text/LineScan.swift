/// A phrase of the data at a place of the line, in lexemes.
struct Hit {
  var start: Int32
  var end: Int32
  var phrase: Int32
  var cues: CueSet
  /// It means something that is no cue.
  var hasMeaning: Bool
}

/// A line cut into lexemes, with every phrase of the data that occurs in it.
struct LineScan {
  let text: PlainText
  let lexemes: [Lexeme]
  let lexicon: Lexicon
  /// Words that stand for the ones they were meant to be.
  let mended: Set<Int>
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
    mended = Self.mend(&cut, text.bytes, lexicon)
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
    var others: [NameSpan] = []
    for n in names.indices where names[n].analyte != nil { qualify(n, &others) }
    if !others.isEmpty { add(others) }
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

  /// Whether the sentence that a lexeme stands in ends with a question mark.
  func endsInQuestion(_ i: Int) -> Bool {
    var j = i + 1
    while j < count, !isSentenceStart(j) { j += 1 }
    return gap(before: j).contains(0x3F)
  }

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

  // MARK: - Words that make a name another test

  /// "Calcium, ionized", "calcium in my urine", "Ca++ 1.25 mmol/L ionized", "Corrected serum calcium".
  private mutating func qualify(_ n: Int, _ others: inout [NameSpan]) {
    var j = names[n].end
    var steps = 0
    while j < count, steps < 6, lexemes[j].gap != .newline, lexemes[j].pause < .sentence {
      if let end = qualifier(at: j, n) {
        j = end
        break
      }
      guard isBeside(j) else { break }
      let fillers = CueSet(.valueFiller, .rowWord, .specimenBlood)
      guard let end = end(of: fillers, at: j) ?? (lexemes[j].gap == .paren ? j + 1 : nil) else {
        break
      }
      j = end
      steps += 1
    }
    if j < count, lexemes[j].isDigits, nameAt[j] < 0 { qualifyBehindValue(j, n, &others) }
    qualifyInFront(n)
  }

  private func isBeside(_ j: Int) -> Bool {
    lexemes[j].gap != .newline && lexemes[j].pause < .sentence && nameAt[j] < 0
      && !lexemes[j].isDigits
  }

  /// A qualifier of the name or another specimen at `j`, and where it ends.
  private mutating func qualifier(at j: Int, _ n: Int) -> Int? {
    if let (end, index) = longest(at: j, { if case .qualifier(let i) = $0 { i } else { nil } }),
      let base = lexicon.bases[index], base == names[n].analyte?.index
    {
      names[n].analyte = (index, mendedProof(n))
      return end
    }
    if let end = end(of: CueSet(.specimenOther), at: j), isSpecimen(j, end, beside: j) {
      names[n].isOtherSpecimen = true
      return end
    }
    return nil
  }

  /// A name that had to be mended keeps its proof as another variant.
  private func mendedProof(_ n: Int) -> Proof? {
    names[n].lexemes.contains(where: mended.contains) ? .unit : nil
  }

  /// A lone letter is a specimen only behind a comma, a hyphen, a bracket or a cell mark.
  private func isSpecimen(_ start: Int, _ end: Int, beside gap: Int) -> Bool {
    guard end == start + 1, lexemes[start].range.count == 1 else { return true }
    // "ALP (U/L)": the letter begins a unit.
    if let unit = longest(at: start, { if case .unit = $0 { true } else { nil } }), unit.end > end {
      return false
    }
    return self.gap(before: gap).contains {
      $0 == 0x2C || $0 == 0x2D || $0 == 0x28 || $0 == 0x5B || $0 == 0x7C || $0 == 0x09
    }
  }

  private mutating func qualifyBehindValue(_ first: Int, _ n: Int, _ others: inout [NameSpan]) {
    let before = names[n]
    var j = first
    while j < count, lexemes[j].isDigits, nameAt[j] < 0 {
      let start = j
      while j < count, j < start + 3, lexemes[j].isDigits { j += 1 }
      if let unit = longest(at: j, { if case .unit = $0 { true } else { nil } }) { j = unit.end }
      if let joined = end(of: CueSet(.joiner), at: j), joined < count { j = joined }
      guard j < count, isBeside(j), let end = qualifier(at: j, n) else { return }
      var next = end
      while let linked = self.end(of: CueSet(.connector), at: next) { next = linked }
      // "Ca 9.1, corrected 9.9": the word has a value of its own, and stands for the name of it.
      guard next > end || next < count && lexemes[next].isDigits else { return }
      if !names[n].isOtherSpecimen, names[n].analyte?.index != before.analyte?.index {
        others.append(
          NameSpan(start: j, end: end, phrase: before.phrase, analyte: names[n].analyte))
      }
      names[n] = before
      j = next
    }
  }

  /// Puts names found later among the others.
  private mutating func add(_ others: [NameSpan]) {
    names = (names + others).sorted { $0.start < $1.start }
    for (n, name) in names.enumerated() {
      for k in name.lexemes { nameAt[k] = Int32(n) }
    }
  }

  private mutating func qualifyInFront(_ n: Int) {
    var e = names[n].start
    for _ in 0..<3 {
      guard e > 0, lexemes[e].gap != .newline, lexemes[e].pause < .sentence, nameAt[e - 1] < 0
      else { return }
      for s in max(0, e - 3)..<e {
        let isEnd = hitRange(s).contains { Int(hits[$0].end) == e }
        guard isEnd else { continue }
        if let (end, index) = longest(at: s, { if case .qualifier(let i) = $0 { i } else { nil } }),
          end == e, let base = lexicon.bases[index], base == names[n].analyte?.index
        {
          names[n].analyte = (index, mendedProof(n))
          return
        }
        if end(of: CueSet(.specimenOther), at: s) == e, isSpecimen(s, e, beside: e) {
          names[n].isOtherSpecimen = true
          return
        }
      }
      guard let (s, _) = start(of: CueSet(.specimenBlood, .rowWord), endingAt: e) else { return }
      e = s
    }
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
}
