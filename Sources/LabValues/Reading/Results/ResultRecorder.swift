/// Turns a bound number into a mention, a doubt or an alarm.
struct ResultRecorder {
  let line: MarkedLine

  private var scan: LineScan { line.scan }
  private var numbers: [NumberSpan] { line.numbers }
  private var units: [NumberUnit] { line.units }
  var catalogue: LabCatalogue { line.catalogue }

  /// Adds the number of an entry as a result of a name and its test.
  func add(_ entry: Entry, _ n: Int, _ index: Int, to findings: inout Findings) {
    guard index < catalogue.analytes.count else {
      addAlarm(entry, n, index, to: &findings)
      return
    }
    let analyte = line.tests[index]
    let number = numbers[entry.number]
    let name = scan.names[n]
    let unitID = entry.tail.unit.map { catalogue.units[$0].id }
    let status = entry.status(of: name, index, in: line, isReport: findings.isReport)
    let subject = entry.person ?? line.whose(entry.anchor ?? name.start, entry.tail.end)
    let first = entry.anchor ?? name.start
    let range = line.origin(
      min(first, number.start)..<max(entry.anchor ?? name.end, number.end, entry.tail.end))
    let typed = typedText(entry)
    var mention = Mention(fact: analyte.id, kind: .analyte, status: status, range: range)
    mention.subject = subject
    mention.asTyped = typed
    mention.comparator = entry.binding.comparator
    mention.when = entry.when
    mention.isEarlier = entry.isEarlier
    mention.rule = entry.rule.rawValue
    guard status != .dose else {
      findings.reading.mentions.append(mention)
      return
    }
    var measure: Measure
    if entry.tail.isDose {
      let bare = scan.bytes[scan.byteRange(number.end..<max(number.end, units[entry.number].end))]
      measure = .doubt(
        .unitDoesNotFit(typed: String(decoding: bare, as: UTF8.self)),
        analyte.infer.map { Quantity(number.value, $0) }.filter(analyte.isPossible))
    } else {
      measure = self.measure(analyte, number.value, unitID, name.asksForUnit)
      if let other = number.alternative {
        let second = self.measure(analyte, other, unitID, name.asksForUnit)
        if prefers(second, measure, analyte) { measure = second }
      }
    }
    switch measure {
    case .value(let typed, let canonical, let guessed):
      mention.typed = typed
      mention.value = canonical
      mention.unitGuessed = guessed || entry.isGuessed
      setOwn(&mention, entry.tail, analyte, typed.unit)
      findings.reading.mentions.append(mention)
    case .doubt(let reason, let readings):
      guard status == .stated else {
        // A value that is nobody's is kept only to show that it was seen.
        findings.reading.mentions.append(mention)
        return
      }
      let candidates = catalogue.candidates(
        readings, of: analyte, comparator: entry.binding.comparator)
      findings.reading.doubts.append(
        Doubt(
          fact: analyte.id, reason: reason, range: range, asTyped: typed, number: number.value,
          comparator: entry.binding.comparator, candidates: candidates, when: entry.when))
      findings.reading.doubts[findings.reading.doubts.count - 1].subject = subject
      if reason == .missingUnit {
        findings.reading.doubts[findings.reading.doubts.count - 1].isCalm = analyte.ask.contains {
          $0.contains(number.value)
        }
        if findings.unsettled.count < 96 { findings.unsettled.append((entry, n, index)) }
      }
    }
  }

  /// A watched test: its value counts only where it is dangerous.
  private func addAlarm(_ entry: Entry, _ n: Int, _ index: Int, to findings: inout Findings) {
    let watched = catalogue.watched[index - catalogue.analytes.count]
    let name = scan.names[n]
    guard !entry.isEarlier,
      entry.status(of: name, index, in: line, isReport: findings.isReport) == .stated,
      !line.isAnimal(name.start)
    else { return }
    let number = numbers[entry.number]
    let unit = entry.tail.unit.map { catalogue.units[$0].id }
    let bare = BareValue(value: number.value, unit: unit, asTyped: typedText(entry))
    findings.reading.watched = watched.test.id
    let range = line.origin(
      min(name.start, number.start)..<max(name.end, number.end, entry.tail.end))
    let raised = catalogue.alarm(of: watched.test.id, bare)
    if let flag = raised?.flag ?? catalogue.watchedFlag(of: watched.test.id, bare) {
      findings.reading.watchedResults.append(
        WatchedResult(test: watched.test.id, flag: flag, range: range))
    }
    guard var alarm = raised else { return }
    alarm.range = range
    alarm.subject = line.whose(entry.anchor ?? name.start, entry.tail.end)
    alarm.when = entry.when
    if line.isLongAgo(entry.when) {
      findings.reading.pastAlarms.append(alarm)
    } else {
      findings.reading.alarms.append(alarm)
    }
  }

  private func measure(
    _ analyte: Analyte, _ value: Double, _ unit: String?, _ asks: Bool
  ) -> Measure {
    let units = catalogue.units
    return analyte.measure(value, unit: unit, asksForUnit: asks, systems: line.systems) { id in
      units.first { $0.id == id }?.system ?? .neutral
    }
  }

  /// The other reading of `1,234`, when the first cannot be or is far from usual.
  private func prefers(_ second: Measure, _ first: Measure, _ analyte: Analyte) -> Bool {
    guard case .value(_, let other, _) = second, analyte.soft.contains(other.value) else {
      return false
    }
    if case .value(_, let value, _) = first { return !analyte.soft.contains(value.value) }
    if case .doubt(.missingUnit, _) = first { return false }
    return true
  }

  /// Number and unit as the person wrote them.
  private func typedText(_ entry: Entry) -> String {
    let number = numbers[entry.number]
    let sign = entry.binding.comparator
    let unitEnd =
      units[entry.number].lab != nil || units[entry.number].isDose
      ? units[entry.number].end : number.end
    let end = unitEnd > number.end ? Int(scan.lexemes[unitEnd - 1].end) : number.bytes.upperBound
    let typed = scan.text.written(number.bytes.lowerBound..<number.bytes.upperBound)
    // A number in words is told as the number that was read.
    var text =
      typed.contains(where: \.isNumber) ? Self.withDigits(typed) : plainText(number.value)
    if unitEnd > number.end { text += written(unitTo: end, behind: number) }
    if unitEnd == number.end, let unit = entry.tail.unit, !entry.isGuessed {
      text += " " + catalogue.units[unit].id
    }
    return sign == .equal ? text : sign.rawValue + text
  }

  /// A number with the digits that were read where letters stand: `3I2` is told as 312.
  private static func withDigits(_ text: String) -> String {
    let signs: Set<UInt8> = [0x2E, 0x2C, 0x20]
    let digits = text.utf8.map { ScannedText.digit(lookingLike: $0) ?? $0 }
    guard digits.allSatisfy({ isDigit($0) || signs.contains($0) }) else { return text }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The unit behind a number; what a table or a flag puts between the two becomes a space.
  private func written(unitTo end: Int, behind number: NumberSpan) -> String {
    let gap = scan.gap(before: number.end)
    guard gap.count > 1 || gap.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x7C }),
      gap.allSatisfy({ Self.between.contains($0) })
    else { return scan.text.written(number.bytes.upperBound..<end) }
    return " " + scan.text.written(Int(scan.lexemes[number.end].start)..<end)
  }

  /// Space, tab, line break, and the marks of cells and flags: `|`, `"`, `;`, `,`, `+`, `*`.
  private static let between: Set<UInt8> = [0x20, 0x09, 0x0A, 0x7C, 0x22, 0x3B, 0x2C, 0x2B, 0x2A]

  private func setOwn(_ mention: inout Mention, _ tail: Tail, _ analyte: Analyte, _ unit: String) {
    let factor = analyte.factor(of: unit) ?? 1
    if tail.hasInterval {
      mention.ownInterval = ReferenceInterval(
        low: tail.low.map { $0 * factor }, high: tail.high.map { $0 * factor },
        unit: analyte.canonical)
    }
    mention.ownFlag = tail.flag
    guard tail.isAbnormal, tail.flag == nil, let value = mention.value?.value else { return }
    let flag = analyte.flag(value, own: mention.ownInterval)
    if flag != .normal { mention.ownFlag = flag }
  }
}
