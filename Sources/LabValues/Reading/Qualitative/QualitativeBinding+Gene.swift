/// Results of genes, which come in lists and share their values.
extension QualitativeBinding {
  /// Binds the value of a gene, its own or that of the list it stands in.
  ///
  /// - Parameter read: the values of the names read before, by their index in `scan.names`
  mutating func bindGene(
    _ n: Int, _ line: MarkedLine, read: [Int: String], decided: [Int: Status]
  ) {
    bindNearest(n, line, decided)
    if value == nil { inherit(n, line, read, decided) }
  }

  /// "no mutation in FGF23, GALNT3 or KL", "FGF23 and GALNT3 negative": the value of a list of genes is
  /// that of each gene in it.
  private mutating func inherit(
    _ n: Int, _ line: MarkedLine, _ read: [Int: String], _ decided: [Int: Status]
  ) {
    if Self.isListed(n, behind: n - 1, line), decided[n - 1] == .stated, let value = read[n - 1] {
      self.value = value
      isPreposed = true
      isInherited = true
      return
    }
    var last = n
    while Self.isListed(last + 1, behind: last, line) { last += 1 }
    guard last > n else { return }
    var other = QualitativeBinding(end: line.scan.names[last].end)
    other.bindNearest(last, line, decided)
    if !other.isPreposed { value = other.value }
  }

  /// Whether a gene follows another in a list: "FGF23, GALNT3 or KL".
  private static func isListed(_ n: Int, behind before: Int, _ line: MarkedLine) -> Bool {
    let (scan, catalogue) = (line.scan, line.catalogue)
    guard before >= 0, n < scan.names.count else { return false }
    for name in [scan.names[before], scan.names[n]] {
      guard let index = name.qualitative?.index, catalogue.qualitative[index].reads == .gene else {
        return false
      }
    }
    let between = scan.names[before].end..<scan.names[n].start
    return between.count <= 2 && between.allSatisfy { scan.has(.opener, at: $0) }
  }

  /// Binds the value that stands nearest to a gene: "homozygous GALNT3 mutation".
  private mutating func bindNearest(_ n: Int, _ line: MarkedLine, _ decided: [Int: Status]) {
    let (scan, catalogue) = (line.scan, line.catalogue)
    let name = scan.names[n]
    var isFinding = false
    let lower = max(0, name.start - 8)
    let upper = min(scan.count, name.end + 10)
    var j = lower
    var best: (value: Int, distance: Int, end: Int, start: Int)?
    while j < upper {
      if j < name.start, j > lower, scan.isSentenceStart(j) {
        best = nil; isFinding = false; zygosity = nil
      }
      if j >= name.end, scan.isSentenceStart(j) { break }
      if scan.nameAt[j] >= 0, !name.lexemes.contains(j) {
        if j >= name.end { break }
        best = nil
        isFinding = false
        j += 1
        continue
      }
      if let (end, value) = scan.choice(.zygosity, at: j) {
        zygosity = catalogue.value(.zygosity, value)
        j = end
        continue
      }
      if let (end, value) = scan.choice(.gene, at: j), !name.lexemes.contains(j) {
        let distance = j >= name.end ? j - name.end : name.start - end
        if best.map({ distance < $0.distance || value < 4 && $0.value >= 4 }) ?? true {
          best = (value, distance, end, j)
        }
        j = end
        continue
      }
      if let end = scan.end(of: CueSet(.geneFinding), at: j) {
        isFinding = true
        if j >= name.end { self.end = max(self.end, end) }
        j = end
        continue
      }
      j += 1
    }
    if let best {
      value = catalogue.value(.gene, best.value)
      end = max(end, best.end)
      isPreposed = best.end <= name.start
      start = min(name.start, best.start)
    } else if isFinding || zygosity != nil || Self.saysFinding(name, scan) {
      let evidence = Evidence(before: name.start, scan, decided: decided)
      if evidence.isDenied {
        value = Self.absentGene(catalogue)
      } else if evidence.isAny || zygosity != nil || !evidence.opensClause {
        value = catalogue.value(.gene, 0)
      }
      isPreposed = true
    }
  }

  /// The gene value that shares a word with the second antibody value ("negative").
  private static func absentGene(_ catalogue: LabCatalogue) -> String? {
    let choices = catalogue.vocabulary.choices
    guard let negative = choices[.antibody]?.dropFirst().first else { return nil }
    return choices[.gene]?.first { !Set($0.words).isDisjoint(with: negative.words) }?.value
  }

  private static func saysFinding(_ name: NameSpan, _ scan: LineScan) -> Bool {
    name.lexemes.contains { scan.has(.geneFinding, at: $0) }
  }
}
