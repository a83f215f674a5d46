extension LineReader {
  /// Binds every name of a numeric or worded result to what is said of it.
  mutating func readResults() {
    let claimed = readRows()
    var n = 0
    while n < scan.names.count {
      let name = scan.names[n]
      if absorbed.contains(n) || claimed[n] {
        n += 1
      } else if name.analyte != nil, !isGene(name) {
        n = readGroup(from: n)
      } else {
        if name.qualitative != nil { readQualitative(n) }
        n += 1
      }
    }
    readOwnPronouns()
    readLooseLimits()
  }

  /// Binds the rows of a report, and says which names nobody else has to look at.
  private mutating func readRows() -> [Bool] {
    let isRow = layout.rows.count > 1 || scan.names.contains { $0.analyte != nil }
    guard isRow else { return [Bool](repeating: false, count: scan.names.count) }
    let tools = ReportBinder.Tools(
      scan: scan, layout: layout,
      table: NumberTable(numbers, units, count: scan.count), dates: dates, tests: lexicon.tests,
      units: catalogue.units)
    let binder = ReportBinder(tools) { [companions, scan] name, row in
      guard let (index, proof) = name.analyte, proof == .companion else { return true }
      return row.isSure || companions.contains(.companion(.analyte, index))
        || scan.names.contains { $0.analyte != nil && $0.analyte?.index != index }
    }
    for bound in binder.bound {
      var entry = Entry(number: bound.value.number, tail: Tail(end: bound.end), binding: Binding())
      entry.tail.unit = bound.value.unit
      entry.tail.flag = bound.value.flag
      entry.tail.isAbnormal = bound.value.isAbnormal || starFollows(bound.value.number, entry.tail)
      (entry.tail.low, entry.tail.high) = (bound.low, bound.high)
      entry.binding.comparator = numbers[bound.value.number].comparator
      entry.when = bound.when
      entry.isEarlier = bound.isEarlier
      entry.rule = bound.value.rule
      entry.isRow = true
      take(bound.value.number)
      add(entry, bound.name, bound.test)
    }
    reading.unread = binder.unread
    isReport = binder.bound.count > 1 && layout.rows.count > 2
    return binder.claimed
  }

  /// A name that stands for a gene and for the level of what it makes: "VUS in FGF23".
  private func isGene(_ name: NameSpan) -> Bool {
    guard let index = name.qualitative?.index,
      numbers.allSatisfy({ $0.isTaken || $0.isExcluded || scan.nameAt[$0.start] >= 0 })
    else { return false }
    return hasCompanion(.qualitative, index)
  }

  /// "his calcium was 12 and mine is 10", "my calcium is 9.4 and my sister's is 11.0"
  private mutating func readOwnPronouns() {
    let persons = CueSet(.ownPronoun, .personOther, .personChild, .personPronoun, .personPatient)
    for i in 0..<scan.count where scan.nameAt[i] < 0 {
      guard var j = scan.end(of: persons, at: i), isPossessive(i, j) else { continue }
      while let next = scan.end(of: CueSet(.connector, .valueFiller), at: j), next <= i + 5 {
        j = next
      }
      guard let k = numberIndex(at: j), !numbers[k].isTaken, !numbers[k].isExcluded,
        let n = scan.names.lastIndex(where: { $0.analyte != nil && $0.end <= i }),
        let index = scan.names[n].analyte?.index
      else { continue }
      var entry = Entry(number: k, tail: tail(behind: k, index), binding: Binding())
      entry.binding.comparator = numbers[k].comparator
      entry.anchor = scan.has(.ownPronoun, at: i) ? i : j - 1
      if entry.tail.unit == nil, !entry.tail.isDose {
        entry.tail.unit = reading.mentions.last { $0.fact == lexicon.tests[index].id }?.typed
          .flatMap { typed in catalogue.units.firstIndex { $0.id == typed.unit } }
      }
      take(k)
      add(entry, n, index)
    }
  }

  /// "mine", "his", "my sister's": a word that may stand for a person's result.
  private func isPossessive(_ i: Int, _ end: Int) -> Bool {
    if scan.has(.ownPronoun, at: i) { return true }
    guard end < scan.count, scan.end(of: CueSet(.connector), at: end) != nil else { return false }
    if scan.has(.personPronoun, at: i) { return true }
    let bytes = scan.bytes[scan.lexemes[end - 1].range]
    return bytes.last == 0x73 && bytes.dropLast().last == 0x27
  }

  /// "PTH 850 pg/mL, on dialysis, lab upper limit 65": a limit that stands apart from its value.
  private mutating func readLooseLimits() {
    for i in 0..<scan.count where scan.nameAt[i] < 0 {
      for (cue, isUpper) in [(Cue.upperLimit, true), (.lowerLimit, false)] {
        guard let end = scan.end(of: CueSet(cue), at: i) else { continue }
        var j = end
        while j < min(scan.count, end + 3),
          let next = scan.end(of: CueSet(.valueFiller, .connector), at: j)
        {
          j = next
        }
        guard let k = numberIndex(at: j), !numbers[k].isTaken, !numbers[k].isExcluded else {
          continue
        }
        attachLimit(k, isUpper)
      }
    }
  }

  private mutating func attachLimit(_ k: Int, _ isUpper: Bool) {
    let at = scan.text.origin(numbers[k].bytes.lowerBound)
    guard
      let m = reading.mentions.indices.last(where: {
        reading.mentions[$0].range.upperBound <= at && reading.mentions[$0].value != nil
      }), let analyte = catalogue.analyte(reading.mentions[m].fact)
    else { return }
    let typed = units[k].lab.map { catalogue.units[$0].id } ?? reading.mentions[m].typed?.unit
    guard let typed, let limit = analyte.canonical(Quantity(numbers[k].value, typed)) else {
      return
    }
    take(k)
    var own =
      reading.mentions[m].ownInterval
      ?? ReferenceInterval(low: nil, high: nil, unit: analyte.canonical)
    if isUpper { own.high = limit.value } else { own.low = limit.value }
    reading.mentions[m].ownInterval = own
  }

  /// "calcium and phosphate are 9.8 and 5.2": names joined, then as many numbers joined.
  private mutating func readGroup(from first: Int) -> Int {
    var last = first
    while last + 1 < scan.names.count, scan.names[last + 1].analyte != nil,
      scan.names[last + 1].analyte?.index != scan.names[last].analyte?.index,
      isJoined(scan.names[last].end, scan.names[last + 1].start)
    {
      last += 1
    }
    guard last > first, last - first < 8 else {
      readAnalyte(first)
      return first + 1
    }
    if let number = bindForward(last)?.number {
      var chain = [number]
      while chain.count <= last - first, let next = joinedNumber(behind: chain[chain.count - 1]) {
        chain.append(next)
      }
      if chain.count == last - first + 1 {
        for (k, number) in chain.enumerated() {
          var binding = Binding()
          binding.number = number
          binding.comparator = numbers[number].comparator
          record(first + k, binding)
        }
        return last + 1
      }
    } else if let binding = bindForward(last), binding.word != nil {
      for n in first...last { recordWord(n, binding) }
      return last + 1
    } else if let binding = bindPreposedWord(first) {
      for n in first...last { recordWord(n, binding) }
      return last + 1
    }
    for n in first...last { readAnalyte(n) }
    return last + 1
  }

  private func isJoined(_ from: Int, _ to: Int) -> Bool {
    guard to - from <= 3, to > from || isListGap(to) else { return false }
    for i in from..<to where !(scan.has(.opener, at: i) || scan.has(.owning, at: i)) {
      return false
    }
    return (from...to).allSatisfy { $0 >= scan.count || scan.lexemes[$0].pause < .sentence }
  }

  private func isListGap(_ i: Int) -> Bool {
    let gap = scan.gap(before: i)
    return gap.contains(0x2C) || gap.contains(0x2F) || gap.contains(0x26) || gap.contains(0x2B)
  }

  private func joinedNumber(behind k: Int) -> Int? {
    var j = units[k].end
    if j < scan.count, scan.lexemes[j].pause < .sentence, scan.has(.opener, at: j) { j += 1 }
    guard j < scan.count, scan.lexemes[j].pause < .sentence, let next = numberIndex(at: j) else {
      return nil
    }
    return numbers[next].isExcluded || numbers[next].isTaken ? nil : next
  }

  private mutating func readAnalyte(_ n: Int) {
    let name = scan.names[n]
    let backward = bindBackward(n)
    let forward = bindForward(n)
    if let backward, prefersBackward(backward, forward, name) {
      record(n, backward)
    } else if let forward, forward.number != nil {
      record(n, forward)
    } else if let forward {
      recordWord(n, forward)
    } else if let word = bindPreposedWord(n) {
      recordWord(n, word)
    }
  }

  /// "9.8 calcium, 5 phosphate": the number right in front, when the one behind is farther.
  private func prefersBackward(_ back: Binding, _ forward: Binding?, _ name: NameSpan) -> Bool {
    guard let number = forward?.number, let before = back.number else { return true }
    if forward?.isLoose == true { return true }
    if units[before].isDose, units[number].lab != nil { return false }
    let start = numbers[number].start
    return (name.end...start).contains { $0 < scan.count && scan.lexemes[$0].pause != .none }
  }

  /// Makes mentions of a number and of what follows it.
  mutating func record(_ n: Int, _ binding: Binding) {
    let name = scan.names[n]
    guard let (index, proof) = name.analyte, let first = binding.number else { return }
    let tail = tail(behind: first, index)
    if tail.isOther || isForeignPercent(tail, index) {
      numbers[first].isTaken = true
      return
    }
    guard isProven(name, proof, binding, tail, index) else { return }
    let isRange = rangeEnd(first).map {
      !numbers[$0].isExcluded && numbers[first].value < numbers[$0].value
    }
    if isRange == true, !binding.saysEarlier, !isRising(name.end, numbers[first].start) {
      take(first)
      if let end = rangeEnd(first) { take(end) }
      return
    }
    if binding.isNegated, let right = contrast(behind: tail.end, index) {
      take(first)
      var instead = Binding()
      instead.number = right
      instead.comparator = numbers[right].comparator
      record(n, instead)
      return
    }
    var entries = [Entry(number: first, tail: tail, binding: binding)]
    entries[0].saysEarlier = binding.saysEarlier
    take(first)
    if let twin = tail.twin { take(twin) }
    follow(&entries, index)
    order(&entries, name)
    for entry in entries { add(entry, n, index) }
  }

  /// "isn't 300, it's 30": the number that stands against a denied one.
  private func contrast(behind end: Int, _ index: Int) -> Int? {
    var j = end
    while j < min(scan.count, end + 5), scan.nameAt[j] < 0 {
      if let k = numberIndex(at: j) {
        let isOurs = units[k].lab.map { fits($0, index) } ?? !units[k].isDose
        return isOurs && !numbers[k].isTaken && !numbers[k].isExcluded ? k : nil
      }
      guard let next = scan.end(of: CueSet(.connector, .opener, .later), at: j) else { return nil }
      j = next
    }
    return nil
  }

  mutating func take(_ k: Int) { numbers[k].isTaken = true }

  private func isForeignPercent(_ tail: Tail, _ index: Int) -> Bool {
    guard let unit = tail.unit, !fits(unit, index) else { return false }
    return catalogue.units[unit].spellings.contains("%")
  }

  private func isRising(_ from: Int, _ to: Int) -> Bool {
    (from..<max(from, to)).contains { scan.has(.earlier, at: $0) }
  }

  private func isProven(
    _ name: NameSpan, _ proof: Proof?, _ binding: Binding, _ tail: Tail, _ index: Int
  ) -> Bool {
    guard let proof else { return true }
    if binding.isLoose { return false }
    guard proof == .companion else { return true }
    if let unit = tail.unit, fits(unit, index),
      catalogue.units[unit].system != .neutral || isLabUnit(unit)
    {
      return true
    }
    return hasCompanion(.analyte, index)
      || scan.names.contains {
        $0.analyte != nil && $0.analyte?.index != index && $0.analyte?.proof == nil
      }
  }

  private func isLabUnit(_ unit: Int) -> Bool {
    catalogue.units[unit].id.contains("/")
  }

  func hasCompanion(_ kind: FactKind, _ index: Int) -> Bool {
    companions.contains(.companion(kind, index))
  }
}

/// One number of a name on its way to a mention.
struct Entry {
  var number: Int
  /// The lexeme whose scope decides, when it is not the name's.
  var anchor: Int?
  var tail: Tail
  var binding: Binding
  var when: When?
  var saysEarlier = false
  var saysLater = false
  var isEarlier = false
  var rule = BindingRule.sentence
  /// It stands in a row, so that no word in front of it is a swallowed dose or a wish.
  var isRow = false
  /// Its unit was settled by other results.
  var isGuessed = false
}

extension LineReader {
  /// "… 3.1 in May, now 2.2": more numbers of the same name, each with a date or a word of time.
  private mutating func follow(_ entries: inout [Entry], _ index: Int) {
    while entries.count < 8 {
      let last = entries[entries.count - 1]
      var next = Entry(number: 0, tail: last.tail, binding: Binding())
      var j = last.tail.end
      var isTimed = false
      var found: Int?
      walk: while j < min(scan.count, last.tail.end + 14) {
        if scan.nameAt[j] >= 0
          || scopes.isHypothetical[j] && !scopes.isHypothetical[numbers[last.number].start]
        {
          break
        }
        if let date = date(covering: j) {
          // A date right behind the value before belongs to that value.
          if entries[entries.count - 1].when == nil, !next.saysEarlier, !next.saysLater, !isTimed {
            entries[entries.count - 1].when = date.when
          } else {
            next.when = date.when
          }
          isTimed = true
          j = date.end
          continue
        }
        if let k = numberIndex(at: j) {
          if numbers[k].isExcluded || numbers[k].isTaken || units[k].isDose || units[k].isOther {
            break walk
          }
          if let unit = units[k].lab, !fits(unit, index) { break walk }
          if isRisen(k) { next.saysLater = true }
          if next.saysEarlier || next.saysLater || isTimed || isTwin(k, last, index) { found = k }
          break
        }
        if scan.end(of: CueSet(.target, .ownRange), at: j) != nil,
          scan.end(of: CueSet(.later, .earlier), at: j) == nil
        {
          break
        }
        if scan.end(of: CueSet(.personOther, .personPronoun), at: j) != nil { break }
        let later = scan.end(of: CueSet(.later), at: j)
        let earlier = scan.end(of: CueSet(.earlier), at: j)
        if let later, later >= earlier ?? 0 {
          next.saysLater = true
          j = later
        } else if let earlier {
          next.saysEarlier = true
          j = earlier
        } else if let (comparator, end) = comparator(at: j) {
          next.binding.comparator = comparator
          j = end
        } else if let end = scan.end(of: CueSet(.connector, .valueFiller, .opener), at: j) {
          j = end
        } else {
          break
        }
      }
      guard let found else { return }
      next.number = found
      next.tail = tail(behind: found, index)
      if next.tail.unit == nil, let unit = entries[0].tail.unit { next.tail.unit = unit }
      if entries[0].tail.unit == nil, let unit = next.tail.unit { entries[0].tail.unit = unit }
      if numbers[found].comparator != .equal { next.binding.comparator = numbers[found].comparator }
      take(found)
      entries.append(next)
    }
  }

  /// "3.4 -> 3.1": the arrow makes the second one current.
  private func isRisen(_ k: Int) -> Bool {
    let gap = scan.gap(before: numbers[k].start)
    return gap.contains(0x3E) && gap.contains(0x2D)
  }

  /// "9.8 and 10.4 mg/dL": two numbers for one unit, and nothing says which is the later one.
  private func isTwin(_ k: Int, _ last: Entry, _ index: Int) -> Bool {
    guard last.tail.unit == nil, let unit = units[k].lab, fits(unit, index) else { return false }
    return numbers[k].start - last.tail.end <= 1
  }

  /// Dates the entries and says which are older.
  private func order(_ entries: inout [Entry], _ name: NameSpan) {
    for i in entries.indices where entries[i].when == nil {
      entries[i].when = date(of: entries[i], name, isFirst: i == 0, isLast: i == entries.count - 1)
    }
    guard entries.count > 1 else { return }
    if entries.allSatisfy({ !$0.saysEarlier && !$0.saysLater && $0.when == nil }) { return }
    let newest: Int
    if let now = entries.indices.last(where: { entries[$0].saysLater }) {
      newest = now
    } else if entries.dropFirst().allSatisfy(\.saysEarlier) {
      newest = 0
    } else {
      newest = entries.count - 1
      let days = entries.compactMap(\.when?.day)
      if days.count == entries.count, let latest = days.max() {
        for i in entries.indices { entries[i].isEarlier = days[i] < latest }
        return
      }
    }
    for i in entries.indices { entries[i].isEarlier = i != newest }
  }

  /// The date behind the value, between name and value, or in front of the name.
  private func date(of entry: Entry, _ name: NameSpan, isFirst: Bool, isLast: Bool) -> When? {
    let number = numbers[entry.number]
    var j = entry.tail.end
    var steps = 0
    while isLast, j < scan.count, scan.nameAt[j] < 0, steps < 8, !scan.isSentenceStart(j) {
      if let date = date(covering: j) { return date.when }
      if numberIndex(at: j) != nil { break }
      j += 1
      steps += 1
    }
    guard isFirst else { return nil }
    let low = min(name.end, number.end)
    let high = max(name.start, number.start)
    if let date = dates.first(where: { $0.start >= low && $0.end <= high }) { return date.when }
    j = min(name.start, number.start)
    steps = 0
    while j > 0, steps < 10, !scan.isSentenceStart(j) || j == 0 {
      j -= 1
      steps += 1
      if scan.nameAt[j] >= 0 || numberIndex(at: j) != nil { return nil }
      if let date = date(covering: j) { return opensClause(date.start) ? date.when : nil }
    }
    return nil
  }

  /// "in May my phosphate was 7", but not "on dialysis since 2020, my phosphate is 7".
  private func opensClause(_ i: Int) -> Bool {
    i == 0 || scan.lexemes[i].pause != .none
      || scan.start(of: CueSet(.opener, .connector, .weekdayOpener), endingAt: i) != nil
  }
}
