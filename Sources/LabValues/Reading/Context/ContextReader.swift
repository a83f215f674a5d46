/// Weighs every condition and medicine named in the line.
struct ContextReader {
  private let judge: ContextJudge

  init(_ line: MarkedLine) { judge = ContextJudge(line) }

  private var line: MarkedLine { judge.line }
  private var scan: LineScan { line.scan }
  private var catalogue: LabCatalogue { line.catalogue }

  func read(into findings: inout Findings) {
    var bare: [Int] = []
    let fields = FormFields(scan: scan)
    for n in scan.names.indices {
      let name = scan.names[n]
      guard name.context != nil || name.whichOf != nil else { continue }
      if let fact = name.context.map({ catalogue.context[$0.index] }), fact.belowAge != nil {
        continue
      }
      // "vitamin D3 35 ng/mL" is the result, not the tablet.
      if let analyte = name.analyte, isUsedAsResult(name, analyte.index, findings.reading) {
        continue
      }
      if let value = fields.value(behind: name.end, name: n), name.context != nil {
        switch value {
        case .yes: decide(n, .stated, &findings)
        case .no: decide(n, .denied, &findings)
        case .unknown: findings.decided[n] = .question
        }
        continue
      }
      switch judge.judgement(of: n, known: findings.decided) {
      case .decided(let status): decide(n, status, &findings)
      case .bare: bare.append(n)
      case .nothing: break
      }
    }
    for n in bare where isDated(scan.names[n]) { decide(n, .stated, &findings) }
    bare.removeAll { findings.decided[$0] != nil }
    if Self.hasCompany(findings.reading) {
      for n in bare { decide(n, .stated, &findings) }
    } else if scan.count <= 8 {
      for n in bare {
        guard let index = scan.names[n].context?.index else { continue }
        findings.reading.bareFacts.append(catalogue.context[index].id)
      }
    }
  }

  /// "kidney transplant 2019": a day or a year right behind a name states it.
  private func isDated(_ name: NameSpan) -> Bool {
    guard line.scopes.asking[name.start] == .no else { return false }
    if line.date(covering: name.end) != nil { return true }
    guard let k = line.numberIndex(at: name.end), (1950...2100).contains(line.numbers[k].value),
      line.numbers[k].end == name.end + 1
    else { return false }
    let next = line.numbers[k].end
    return next >= scan.count || scan.lexemes[next].pause != .none
  }

  /// Something was stated in this line, so that a bare name beside it is a statement too.
  private static func hasCompany(_ reading: Reading) -> Bool {
    reading.age != nil || reading.sex != nil
      || reading.mentions.contains {
        $0.subject == nil && ($0.status == .stated || $0.status == .denied)
      }
      || reading.doubts.contains { $0.number != nil }
  }

  private func isUsedAsResult(_ name: NameSpan, _ test: Int, _ reading: Reading) -> Bool {
    let id = line.tests[test].id
    let range = line.origin(name.lexemes)
    return reading.mentions.contains { mention in
      mention.fact == id && mention.status != .dose && mention.range.overlaps(range)
    } || reading.doubts.contains { $0.fact == id && $0.range.overlaps(range) }
  }

  private func decide(_ n: Int, _ status: Status, _ findings: inout Findings) {
    let name = scan.names[n]
    findings.decided[n] = status
    if let index = name.whichOf {
      guard status == .stated else { return }
      whichOne(n, catalogue.context[index], &findings.reading)
      return
    }
    guard let (index, _) = name.context else { return }
    var mention = Mention(
      fact: catalogue.context[index].id, kind: .context, status: status,
      range: line.origin(name.lexemes)
    )
    mention.asTyped = scan.text.written(scan.byteRange(name.lexemes))
    mention.when = line.when(behind: name.end, weekdays: false)
    mention.subject =
      line.scopes.isFamily[name.start]
      ? relative(behind: name.end) ?? line.scopes.who[name.start] ?? .other
      : line.whose(name.start, name.end)
    findings.reading.mentions.append(mention)
  }

  /// "lupus (sister)", "scleroderma in my mother": whose illness a family history tells.
  private func relative(behind end: Int) -> Person? {
    for i in end..<min(scan.count, end + 5) {
      guard scan.nameAt[i] < 0 else { return nil }
      if i > end, scan.lexemes[i].pause != .none, scan.lexemes[i].gap != .paren { return nil }
      if let person = scan.longest(at: i, { if case .person(let p) = $0 { p } else { nil } }) {
        return person.value
      }
    }
    return nil
  }

  /// "a blood thinner", unless the line also names it.
  private func whichOne(_ n: Int, _ fact: ContextFact, _ reading: inout Reading) {
    let name = scan.names[n]
    let isNamed = scan.names.contains { other in
      other.context.map {
        catalogue.context[$0.index].kind == .medicine && other.start > name.start
      } ?? false
        && other.start - name.end <= 3
    }
    guard !isNamed else { return }
    let text = scan.text.written(scan.byteRange(name.lexemes))
    reading.doubts.append(
      Doubt(
        fact: fact.id, reason: .whichOne(name: text), range: line.origin(name.lexemes),
        asTyped: text))
  }
}
