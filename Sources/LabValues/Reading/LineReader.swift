/// One line on its way from words to a `Reading`: the stages in their order.
///
/// The order matters: names and dates are known first, then numbers are bound to names, then
/// statements about conditions are weighed, because a bare "dialysis" counts only beside a result.
struct LineReader {
  private let line: MarkedLine
  private var catalogue: LabCatalogue { line.catalogue }
  private var scopes: Scopes { line.scopes }

  init(_ scan: LineScan, _ catalogue: LabCatalogue, in context: ReadingContext) {
    line = MarkedLine(scan, catalogue, in: context)
  }

  /// No report has more rows; it bounds the search for contradictions.
  private static let mostMentions = 400

  func read() -> Reading {
    var findings = Findings(line)
    var person = PersonReader(line)
    person.read(into: &findings)
    RetractionReader(line: line).read(into: &findings.reading)
    if findings.reading.retractions.isEmpty {
      var results = ResultsReader(line)
      results.read(into: &findings)
    }
    ContextReader(line).read(into: &findings)
    CorrectionReader(line: line).read(into: &findings)
    UnitSettler(line: line).settle(&findings)
    BareAnswerReader(line: line).read(into: &findings.reading)
    readNamed(&findings.reading)
    finish(&findings.reading)
    return findings.reading
  }

  /// The results named in full; an abbreviation counts only where it was read as one.
  private func readNamed(_ reading: inout Reading) {
    for name in line.scan.names {
      var ids: [String] = []
      if let (index, proof) = name.analyte, proof == nil, index < catalogue.analytes.count {
        ids.append(catalogue.analytes[index].id)
      }
      if let (index, proof) = name.qualitative, proof == nil {
        ids.append(catalogue.qualitative[index].id)
      }
      for id in ids where !reading.named.contains(id) { reading.named.append(id) }
    }
  }

  /// The adult intervals are off; mentions are put in order; contradictions become doubts.
  private func finish(_ reading: inout Reading) {
    reading.mentions.truncate(to: Self.mostMentions)
    reading.doubts.truncate(to: Self.mostMentions)
    let exempt = reading.mentions.filter { mention in
      mention.kind == .context && mention.status == .stated
        && catalogue.contextFact(mention.fact)?.endsAdultRange == true
    }.map(\.subject)
    for i in reading.mentions.indices {
      let subject = reading.mentions[i].subject
      let isExempt = reading.isChild && reading.aged == subject || exempt.contains(subject)
      reading.mentions[i].flag = flag(reading.mentions[i], isExempt)
      reading.mentions[i].isPast = line.isLongAgo(reading.mentions[i].when)
    }
    let words = 0..<line.scan.count
    reading.turnsToAnother = words.contains { line.scan.has(.otherPatient, at: $0) }
    reading.isByClinician =
      reading.turnsToAnother || ClinicianReader(scan: line.scan).isByClinician
    reading.focus = reading.turnsToAnother ? .on(.patient) : focus(of: reading)
    reading.sharing = scopes.sharing
    let namesSomebody = if case .on(.some) = scopes.focus { true } else { false }
    reading.isPointing = scopes.isPointing && !namesSomebody
    reading.mentions.sort { ($0.range.lowerBound, $0.fact) < ($1.range.lowerBound, $1.fact) }
    reading.findContradictions()
    reading.doubts.sort { ($0.range.lowerBound, $0.fact) < ($1.range.lowerBound, $1.fact) }
  }

  /// Whom the line leaves in focus: whose fact it told last, else whom it named.
  private func focus(of reading: Reading) -> PersonFocus {
    let told =
      reading.mentions.filter { $0.status == .stated || $0.status == .denied }
      .map { ($0.range.lowerBound, $0.subject) }
      + reading.doubts.map { ($0.range.lowerBound, $0.subject) }
    let last = told.max { $0.0 < $1.0 }
    if case .on(let person) = scopes.focus, let person {
      // "my wife's is 11.6 and my own is 9.1": of both something is told.
      let isOver = last?.1 == nil && told.contains { $0.1 == person }
      return .on(isOver ? nil : person)
    }
    guard let last else { return scopes.focus }
    return last.1.map { .on($0) } ?? scopes.focus
  }

  private func flag(_ mention: Mention, _ isExempt: Bool) -> Flag {
    guard mention.kind == .analyte, let analyte = catalogue.analyte(mention.fact) else {
      return .unknown
    }
    guard mention.value != nil else {
      return mention.status == .stated ? mention.wordValue?.flag ?? .unknown : .unknown
    }
    if isExempt {
      guard mention.ownFlag != nil || mention.ownInterval != nil else { return .unknown }
    }
    return mention.flag(by: analyte)
  }
}

extension Array {
  fileprivate mutating func truncate(to count: Int) {
    if self.count > count { removeLast(self.count - count) }
  }
}
