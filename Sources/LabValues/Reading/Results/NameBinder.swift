/// Finds the number or the word that is said of a name.
struct NameBinder {
  let line: MarkedLine
  /// Names that belong to the name before them ("Vitamin D, 25-hydroxy").
  private(set) var absorbed: Set<Int> = []

  init(_ line: MarkedLine) { self.line = line }

  private var scan: LineScan { line.scan }
  private var numbers: [NumberSpan] { line.numbers }
  private var units: [NumberUnit] { line.units }

  private static let fillers = CueSet(.valueFiller, .connector)
  /// So many words that say something else may stand between a name and "is high".
  private static let mostBetween = 3

  /// Walks from the end of a name to its number or word.
  ///
  ///     name (filler | connector | comparator | date | "not" | up to six other words)* number
  ///
  /// Other words are allowed only when a connector or a fitting unit vouches for the number.
  mutating func bindForward(_ index: Int, _ taken: TakenNumbers) -> Binding? {
    let name = scan.names[index]
    guard let analyte = name.analyte else { return nil }
    var found = Binding()
    var unknown = 0
    var j = name.end
    var date = 0
    let limit = min(scan.count, name.end + 24)
    while j < limit {
      let lexeme = scan.lexemes[j]
      if lexeme.pause == .sentence, !continuesRow(j, name) { break }
      if lexeme.pause == .clause, unknown > 0 { break }
      while date < line.dates.count, line.dates[date].end <= j { date += 1 }
      if date < line.dates.count, line.dates[date].start <= j {
        j = line.dates[date].end
        continue
      }
      if let other = scan.name(at: j) {
        guard unknown == 0, let same = other.analyte, same.index == analyte.index,
          found.word == nil,
          lexeme.pause == .none || other.end < scan.count
        else { break }
        if !isAdjacentSynonym(j, other, name) { break }
        absorbed.insert(Int(scan.nameAt[j]))
        j = other.end
        continue
      }
      if lexeme.isDigits || line.numberIndex(at: j) != nil {
        guard let k = line.numberIndex(at: j) else { break }
        let number = numbers[k]
        if number.isExcluded || taken[k] || hasNotAValue(before: j) {
          if found.word != nil { break }
          unknown += 1
          j = max(j + 1, number.end)
          continue
        }
        guard accepts(k, analyte.index, unknown) else { break }
        // "high, last one 7.4 mg/dL", but not "normal, 5 lumps".
        if found.hasCrossed, !(units[k].lab.map { line.fits($0, analyte.index) } ?? false) { break }
        found.number = k
        found.isLoose = unknown > 0
        if number.comparator != .equal { found.comparator = number.comparator }
        return found
      }
      guard step(&j, &found, &unknown) else { break }
      if unknown > 6 { break }
    }
    return found.word == nil || unknown > 0 && !found.hasConnector ? nil : found
  }

  /// Reads one word between name and number.
  private func step(_ j: inout Int, _ found: inout Binding, _ unknown: inout Int) -> Bool {
    if let end = scan.end(of: CueSet(.target, .upperLimit, .lowerLimit), at: j),
      end >= scan.end(of: Self.fillers, at: j) ?? 0
    {
      if found.word != nil { return false }
      found.isTarget = true
      j = end
      return true
    }
    if let (comparator, end) = scan.comparator(at: j) {
      found.comparator = comparator
      j = end
      return true
    }
    if let (word, end) = scan.wordValue(at: j), end >= scan.end(of: Self.fillers, at: j) ?? 0,
      unknown == 0
        || unknown <= Self.mostBetween && scan.start(of: CueSet(.connector), endingAt: j) != nil
    {
      if found.word == nil {
        found.word = word
        found.wordEnd = end
        found.hasConnector = scan.start(of: CueSet(.connector), endingAt: j) != nil
      }
      j = end
      return true
    }
    if found.word != nil, scan.lexemes[j].pause == .clause { found.hasCrossed = true }
    if let end = scan.end(of: CueSet(.negation), at: j) {
      found.isNegated = true
      j = end
      return true
    }
    if let end = scan.end(of: CueSet(.earlier), at: j) {
      found.saysEarlier = true
      j = max(end, scan.end(of: Self.fillers, at: j) ?? end)
      return true
    }
    if let end = scan.end(of: Self.fillers, at: j) {
      j = end
      return true
    }
    if found.word != nil { return false }
    unknown += 1
    j += 1
    return true
  }

  /// A name at the end of its line or cell may have its number on the next.
  private func continuesRow(_ j: Int, _ name: NameSpan) -> Bool {
    guard j == name.end, scan.lexemes[j].isDigits else { return false }
    return scan.lexemes[j].gap == .newline || scan.lexemes[j].gap == .dot
  }

  /// "Vitamin D, 25-hydroxy": two names of one analyte side by side.
  private func isAdjacentSynonym(_ j: Int, _ other: NameSpan, _ name: NameSpan) -> Bool {
    for i in name.end..<max(name.end, j) where scan.end(of: Self.fillers, at: i) == nil {
      return false
    }
    return j - name.end <= 1
  }

  private func hasNotAValue(before j: Int) -> Bool {
    scan.start(of: CueSet(.notAValue), endingAt: j) != nil && scan.lexemes[j].pause == .none
  }

  private func accepts(_ k: Int, _ analyte: Int, _ unknown: Int) -> Bool {
    if unknown == 0 { return true }
    let number = numbers[k]
    if let unit = units[k].lab { return line.fits(unit, analyte) }
    var before = number.start
    if let (start, _) = scan.start(
      of: CueSet(.comparatorAbove, .comparatorBelow, .comparatorAbout), endingAt: before)
    {
      before = start
    }
    return scan.start(of: CueSet(.connector), endingAt: before) != nil && !units[k].isDose
      && !units[k].isOther
  }

  /// "9.8 calcium", "12.3 for my calcium", "5.2 mmol/L of phosphate".
  func bindBackward(_ index: Int, _ taken: TakenNumbers) -> Binding? {
    let name = scan.names[index]
    guard let analyte = name.analyte else { return nil }
    var p = name.start
    var steps = 0
    while steps < 3, p > 0 {
      if scan.lexemes[p].pause != .none { return nil }
      if let k = line.numberIndex(endingAt: p) {
        let number = numbers[k]
        guard !taken[k], !number.isExcluded, !hasNotAValue(before: number.start) else {
          return nil
        }
        let hasUnit = units[k].lab.map { line.fits($0, analyte.index) } ?? false
        guard hasUnit || units[k].isDose || number.end == p && (steps == 0 || isFor(p)) else {
          return nil
        }
        var found = Binding()
        found.number = k
        found.comparator = number.comparator
        if found.comparator == .equal,
          let start = scan.start(
            of: CueSet(.comparatorAbove, .comparatorBelow, .comparatorAbout), endingAt: number.start
          ),
          let (comparator, _) = scan.comparator(at: start.start)
        {
          found.comparator = comparator
        }
        return found
      }
      guard scan.end(of: Self.fillers, at: p - 1) == p else { return nil }
      p -= 1
      steps += 1
    }
    return nil
  }

  private func isFor(_ p: Int) -> Bool { scan.has(.forPerson, at: p) }

  /// "high calcium", "raised PTH"
  func bindPreposedWord(_ index: Int) -> Binding? {
    let name = scan.names[index]
    guard name.start > 0, scan.lexemes[name.start].pause == .none else { return nil }
    var s = max(0, name.start - 4)
    while s < name.start {
      if scan.nameAt[s] < 0, let (word, end) = scan.wordValue(at: s), end == name.start {
        var found = Binding()
        found.word = word
        found.wordEnd = name.end
        found.isPreposed = true
        return found
      }
      s += 1
    }
    return nil
  }
}
