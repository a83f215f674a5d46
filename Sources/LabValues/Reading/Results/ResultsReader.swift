/// Binds every name of a result to what is said of it.
struct ResultsReader {
  private let recorder: ResultRecorder
  private let words: WordRecorder
  private var binder: NameBinder
  private var qualitative: QualitativeReader

  init(_ line: MarkedLine) {
    recorder = ResultRecorder(line: line)
    words = WordRecorder(line: line)
    binder = NameBinder(line)
    qualitative = QualitativeReader(line)
  }

  private var line: MarkedLine { recorder.line }
  private var scan: LineScan { line.scan }
  private var numbers: [NumberSpan] { line.numbers }
  private var units: [NumberUnit] { line.units }

  mutating func read(into findings: inout Findings) {
    let claimed = RowReader(recorder: recorder).read(into: &findings)
    var n = 0
    while n < scan.names.count {
      let name = scan.names[n]
      if binder.absorbed.contains(n) || claimed[n] {
        n += 1
      } else if name.analyte != nil, !isGene(name, findings.taken) {
        n = readGroup(from: n, &findings)
      } else {
        if name.qualitative != nil { qualitative.read(n, into: &findings) }
        n += 1
      }
    }
    let loose = LooseValues(recorder: recorder)
    loose.readOwnPronouns(into: &findings)
    loose.readLimits(into: &findings)
  }

  /// A name that stands for a gene and for the level of what it makes: "VUS in FGF23".
  private func isGene(_ name: NameSpan, _ taken: TakenNumbers) -> Bool {
    guard let index = name.qualitative?.index,
      numbers.indices.allSatisfy({
        taken[$0] || numbers[$0].isExcluded || scan.nameAt[numbers[$0].start] >= 0
      })
    else { return false }
    return line.hasCompanion(.qualitative, index)
  }

  /// "calcium and phosphate are 9.8 and 5.2": names joined, then as many numbers joined.
  private mutating func readGroup(from first: Int, _ findings: inout Findings) -> Int {
    var last = first
    while last + 1 < scan.names.count, scan.names[last + 1].analyte != nil,
      scan.names[last + 1].analyte?.index != scan.names[last].analyte?.index,
      isJoined(scan.names[last].end, scan.names[last + 1].start)
    {
      last += 1
    }
    guard last > first, last - first < 8 else {
      readAnalyte(first, &findings)
      return first + 1
    }
    if let number = binder.bindForward(last, findings.taken)?.number {
      var chain = [number]
      while chain.count <= last - first,
        let next = joinedNumber(behind: chain[chain.count - 1], findings.taken)
      {
        chain.append(next)
      }
      if chain.count == last - first + 1 {
        // None of them is a second value of the name before it.
        for number in chain { findings.taken.take(number) }
        let units = chain.map { self.units[$0].lab }
        let later = laterList(behind: chain[chain.count - 1], chain.count, findings.taken)
        for number in later?.numbers ?? [] { findings.taken.take(number) }
        for (k, number) in chain.enumerated() {
          var binding = Binding()
          binding.number = number
          binding.comparator = numbers[number].comparator
          binding.unit = units[k...].lazy.compactMap(\.self).first
          record(first + k, binding, later: later.map { ($0.numbers[k], $0.when) }, &findings)
        }
        return last + 1
      }
    } else if let binding = binder.bindForward(last, findings.taken), binding.word != nil {
      for n in first...last { words.add(binding, n, to: &findings) }
      return last + 1
    } else if let binding = binder.bindPreposedWord(first) {
      for n in first...last { words.add(binding, n, to: &findings) }
      return last + 1
    }
    for n in first...last { readAnalyte(n, &findings) }
    return last + 1
  }

  /// "…, now 10.1 and 5.5": as many numbers again behind a word for a later time, and the date of the first ones.
  private func laterList(
    behind k: Int, _ count: Int, _ taken: TakenNumbers
  ) -> (numbers: [Int], when: When?)? {
    var j = line.table.end(k)
    var when: When?
    var isLater = false
    while j < scan.count, scan.nameAt[j] < 0 {
      if let date = line.date(covering: j) {
        guard !isLater, !date.isOther else { return nil }
        when = date.when
        j = date.end
      } else if let next = line.numberIndex(at: j) {
        guard isLater, !taken[next], !numbers[next].isExcluded else { return nil }
        var chain = [next]
        while chain.count < count, let more = joinedNumber(behind: chain[chain.count - 1], taken) {
          chain.append(more)
        }
        return chain.count == count ? (chain, when) : nil
      } else if let end = scan.end(of: CueSet(.later), at: j) {
        isLater = true
        j = end
      } else if let end = scan.end(of: CueSet(.connector, .valueFiller, .opener), at: j) {
        j = end
      } else {
        return nil
      }
    }
    return nil
  }

  private func isJoined(_ from: Int, _ to: Int) -> Bool {
    guard to - from <= 3, to > from || scan.isListGap(before: to) else { return false }
    for i in from..<to where !(scan.has(.opener, at: i) || scan.has(.owning, at: i)) {
      return false
    }
    return (from...to).allSatisfy { $0 >= scan.count || scan.lexemes[$0].pause < .sentence }
  }

  private func joinedNumber(behind k: Int, _ taken: TakenNumbers) -> Int? {
    var j = units[k].end
    if j < scan.count, scan.lexemes[j].pause < .sentence, scan.has(.opener, at: j) { j += 1 }
    guard j < scan.count, scan.lexemes[j].pause < .sentence, let next = line.numberIndex(at: j)
    else {
      return nil
    }
    return numbers[next].isExcluded || taken[next] ? nil : next
  }

  private mutating func readAnalyte(_ n: Int, _ findings: inout Findings) {
    let name = scan.names[n]
    let backward = binder.bindBackward(n, findings.taken)
    let forward = binder.bindForward(n, findings.taken)
    if let backward, prefersBackward(backward, forward, name) {
      record(n, backward, &findings)
    } else if let forward, forward.number != nil {
      record(n, forward, &findings)
    } else if let forward {
      words.add(forward, n, to: &findings)
    } else if let word = binder.bindPreposedWord(n) {
      words.add(word, n, to: &findings)
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
  private func record(
    _ n: Int, _ binding: Binding, later: (number: Int, when: When?)? = nil,
    _ findings: inout Findings
  ) {
    let name = scan.names[n]
    guard let (index, proof) = name.analyte, let first = binding.number else { return }
    var tail = line.tail(behind: first, index)
    if tail.unit == nil, !tail.isDose, !tail.isOther, let unit = binding.unit,
      line.fits(unit, index)
    {
      tail.unit = unit
    }
    if tail.isOther || isForeignPercent(tail, index) {
      findings.taken.take(first)
      return
    }
    guard isProven(name, proof, binding, tail, index) else { return }
    let isRange = line.rangeEnd(first).map {
      !numbers[$0].isExcluded && numbers[first].value < numbers[$0].value
    }
    if isRange == true, !binding.saysEarlier, !isRising(name.end, numbers[first].start) {
      findings.taken.take(first)
      if let end = line.rangeEnd(first) { findings.taken.take(end) }
      return
    }
    if binding.isNegated, let right = contrast(behind: tail.end, index, findings.taken) {
      findings.taken.take(first)
      var instead = Binding()
      instead.number = right
      instead.comparator = numbers[right].comparator
      record(n, instead, &findings)
      return
    }
    var entry = Entry(number: first, tail: tail, binding: binding)
    entry.saysEarlier = binding.saysEarlier
    findings.taken.take(first)
    if let twin = tail.twin { findings.taken.take(twin) }
    if let later {
      var next = Entry(
        number: later.number, tail: line.tail(behind: later.number, index), binding: Binding())
      next.binding.comparator = numbers[later.number].comparator
      if next.tail.unit == nil, !next.tail.isDose { next.tail.unit = tail.unit }
      (entry.when, entry.isEarlier) = (later.when, true)
      recorder.add(entry, n, index, to: &findings)
      recorder.add(next, n, index, to: &findings)
      return
    }
    let series = ValueSeries(entry, of: index, name, in: line, &findings.taken)
    for entry in series.entries { recorder.add(entry, n, index, to: &findings) }
  }

  /// "isn't 300, it's 30": the number that stands against a denied one.
  private func contrast(behind end: Int, _ index: Int, _ taken: TakenNumbers) -> Int? {
    var j = end
    while j < min(scan.count, end + 5), scan.nameAt[j] < 0 {
      if let k = line.numberIndex(at: j) {
        let isOurs = units[k].lab.map { line.fits($0, index) } ?? !units[k].isDose
        return isOurs && !taken[k] && !numbers[k].isExcluded ? k : nil
      }
      guard let next = scan.end(of: CueSet(.connector, .opener, .later), at: j) else { return nil }
      j = next
    }
    return nil
  }

  private func isForeignPercent(_ tail: Tail, _ index: Int) -> Bool {
    guard let unit = tail.unit, !line.fits(unit, index) else { return false }
    return line.catalogue.units[unit].spellings.contains("%")
  }

  private func isRising(_ from: Int, _ to: Int) -> Bool {
    (from..<max(from, to)).contains { scan.has(.earlier, at: $0) }
  }

  private func isProven(
    _ name: NameSpan, _ proof: Proof?, _ binding: Binding, _ tail: Tail, _ index: Int
  ) -> Bool {
    guard let proof else { return true }
    if binding.isLoose { return false }
    if proof == .unit { return tail.unit.map { line.fits($0, index) } ?? false }
    guard proof == .companion else { return true }
    if let unit = tail.unit, line.fits(unit, index),
      line.catalogue.units[unit].system != .neutral || isLabUnit(unit)
    {
      return true
    }
    return line.hasCompanion(.analyte, index)
      || scan.names.contains {
        $0.analyte != nil && $0.analyte?.index != index && $0.analyte?.proof == nil
      }
  }

  private func isLabUnit(_ unit: Int) -> Bool {
    line.catalogue.units[unit].id.contains("/")
  }
}
