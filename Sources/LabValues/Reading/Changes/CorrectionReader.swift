/// Reads what puts a number right: "sorry, 3.1 not 7.1".
struct CorrectionReader {
  let line: MarkedLine
  private var scan: LineScan { line.scan }
  private var numbers: [NumberSpan] { line.numbers }
  private var units: [NumberUnit] { line.units }

  func read(into findings: inout Findings) {
    guard let cue = correctionCue() else { return }
    let range = 0..<scan.count
    if correctWithinLine(cue.at, &findings) { return }
    if let named = findings.reading.mentions.indices.first(where: {
      findings.reading.mentions[$0].kind != .context
        && findings.reading.mentions[$0].status == .stated
    }) {
      // Everything stated in a correcting line replaces.
      for i in findings.reading.mentions.indices
      where findings.reading.mentions[i].status == .stated
        && findings.reading.mentions[i].kind != .context
        && !findings.reading.mentions[i].isEarlier
      {
        findings.reading.mentions[i].isCorrection = true
      }
      findings.reading.corrections.append(
        Correction(
          fact: findings.reading.mentions[named].fact, value: nil, old: oldNumber(),
          range: line.origin(range)))
      return
    }
    if let doubt = findings.reading.doubts.first(where: { $0.number != nil }), cue.isStrong {
      let value = doubt.number.map {
        BareValue(value: $0, unit: nil, comparator: doubt.comparator, asTyped: doubt.asTyped)
      }
      findings.reading.corrections.append(
        Correction(fact: doubt.fact, value: value, old: oldNumber(), range: line.origin(range)))
      return
    }
    let free = numbers.indices.filter {
      !findings.taken[$0] && !numbers[$0].isExcluded && !isOld($0) && !units[$0].isDose
        // "That's bed 4" puts no result right.
        && scan.start(of: CueSet(.notAValue), endingAt: numbers[$0].start) == nil
    }
    guard let new = free.first, free.count <= 2, cue.isStrong || oldNumber() != nil else { return }
    let fact = scan.names.first { $0.analyte != nil }.flatMap {
      $0.analyte.map { line.tests[$0.index].id }
    }
    findings.reading.corrections.append(
      Correction(
        fact: fact, value: BareValue(new, in: line), old: oldNumber(), range: line.origin(range)))
  }

  /// "phosphate 3.1 mmol/l sorry 1.3 mmol/l": the second number replaces the first at once.
  private func correctWithinLine(_ at: Int, _ findings: inout Findings) -> Bool {
    guard let n = scan.names.lastIndex(where: { $0.analyte != nil && $0.end <= at }),
      let index = scan.names[n].analyte?.index,
      let k = numbers.indices.first(where: {
        numbers[$0].start > at && !findings.taken[$0] && !numbers[$0].isExcluded && !isOld($0)
      }), !scan.names.contains(where: { $0.start > at && $0.end <= numbers[k].start })
    else { return false }
    let id = line.tests[index].id
    let place = line.origin(scan.names[n].lexemes)
    findings.reading.mentions.removeAll { $0.fact == id && $0.range.overlaps(place) }
    findings.reading.doubts.removeAll { $0.fact == id && $0.range.overlaps(place) }
    var entry = Entry(number: k, tail: line.tail(behind: k, index), binding: Binding())
    entry.binding.comparator = numbers[k].comparator
    findings.taken.take(k)
    ResultRecorder(line: line).add(entry, n, index, to: &findings)
    return true
  }

  /// A line of more words says something besides.
  private static let shortLine = 10

  private func correctionCue() -> (isStrong: Bool, at: Int)? {
    if opening != nil { return (true, 0) }
    var weak: (isStrong: Bool, at: Int)?
    for i in 0..<scan.count where scan.nameAt[i] < 0 {
      guard let end = scan.end(of: CueSet(.correction), at: i) else { continue }
      // A bare "not" corrects only between two numbers.
      if end == i + 1, scan.has(.negation, at: i) {
        if numbers.count > 1, line.numberIndex(at: end) != nil { weak = (false, i) }
        continue
      }
      if end == i + 1, scan.has(.forPerson, at: i) { continue }
      return (true, i)
    }
    return weak
  }

  /// The number that a short line opens with to put another right: "no 15.4".
  private var opening: Int? {
    guard let end = scan.end(of: CueSet(.openingCorrection), at: 0),
      let k = line.numberIndex(at: end),
      scan.count <= Self.shortLine, !units[k].isOther
    else { return nil }
    let next = max(numbers[k].end, units[k].end)
    return next >= scan.count || scan.lexemes[next].pause != .none ? k : nil
  }

  /// "not 7.1", "instead of 7.1"
  private func isOld(_ k: Int) -> Bool {
    guard k != opening else { return false }
    let s = numbers[k].start
    guard let (_, cues) = scan.start(of: CueSet(.negation, .unreal), endingAt: s) else {
      return false
    }
    return cues.contains(.negation) || cues.contains(.correction)
  }

  private func oldNumber() -> Double? {
    numbers.indices.first { isOld($0) }.map { numbers[$0].value }
  }
}
