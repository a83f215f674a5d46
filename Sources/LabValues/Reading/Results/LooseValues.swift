/// Values and limits that stand apart from the names they belong to.
struct LooseValues {
  let recorder: ResultRecorder
  private var line: MarkedLine { recorder.line }
  private var scan: LineScan { line.scan }
  private var numbers: [NumberSpan] { line.numbers }
  private var units: [NumberUnit] { line.units }

  /// "his calcium was 12 and mine is 10", "my calcium is 9.4 and my sister's is 11.0"
  func readOwnPronouns(into findings: inout Findings) {
    let persons = CueSet(.ownPronoun, .personOther, .personChild, .personPronoun, .personPatient)
    for i in 0..<scan.count where scan.nameAt[i] < 0 {
      guard var j = scan.end(of: persons, at: i), isPossessive(i, j) else { continue }
      while let next = scan.end(of: CueSet(.connector, .valueFiller), at: j), next <= i + 5 {
        j = next
      }
      guard let k = line.numberIndex(at: j), !findings.taken[k], !numbers[k].isExcluded,
        let n = scan.names.lastIndex(where: { $0.analyte != nil && $0.end <= i }),
        let index = scan.names[n].analyte?.index
      else { continue }
      var entry = Entry(number: k, tail: line.tail(behind: k, index), binding: Binding())
      entry.binding.comparator = numbers[k].comparator
      entry.anchor = scan.has(.ownPronoun, at: i) ? i : j - 1
      if entry.tail.unit == nil, !entry.tail.isDose {
        entry.tail.unit = findings.reading.mentions.last { $0.fact == line.tests[index].id }?.typed
          .flatMap { typed in line.catalogue.units.firstIndex { $0.id == typed.unit } }
      }
      findings.taken.take(k)
      recorder.add(entry, n, index, to: &findings)
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
  func readLimits(into findings: inout Findings) {
    for i in 0..<scan.count where scan.nameAt[i] < 0 {
      for (cue, isUpper) in [(Cue.upperLimit, true), (.lowerLimit, false)] {
        guard let end = scan.end(of: CueSet(cue), at: i) else { continue }
        var j = end
        while j < min(scan.count, end + 3),
          let next = scan.end(of: CueSet(.valueFiller, .connector), at: j)
        {
          j = next
        }
        guard let k = line.numberIndex(at: j), !findings.taken[k], !numbers[k].isExcluded else {
          continue
        }
        attachLimit(k, isUpper, &findings)
      }
    }
  }

  private func attachLimit(_ k: Int, _ isUpper: Bool, _ findings: inout Findings) {
    let at = scan.text.origin(numbers[k].bytes.lowerBound)
    guard
      let m = findings.reading.mentions.indices.last(where: {
        findings.reading.mentions[$0].range.upperBound <= at
          && findings.reading.mentions[$0].value != nil
      }), let analyte = line.catalogue.analyte(findings.reading.mentions[m].fact)
    else { return }
    let typed =
      units[k].lab.map { line.catalogue.units[$0].id } ?? findings.reading.mentions[m].typed?.unit
    guard let typed, let limit = analyte.canonical(Quantity(numbers[k].value, typed)) else {
      return
    }
    findings.taken.take(k)
    var own =
      findings.reading.mentions[m].ownInterval
      ?? ReferenceInterval(low: nil, high: nil, unit: analyte.canonical)
    if isUpper { own.high = limit.value } else { own.low = limit.value }
    findings.reading.mentions[m].ownInterval = own
  }
}
