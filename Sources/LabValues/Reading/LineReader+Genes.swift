/// Results of genes, which come in lists and share their values.
extension LineReader {
  /// "no mutation in FGF23, GALNT3 or KL", "FGF23 and GALNT3 negative": the value of a list of genes is
  /// that of each gene in it.
  func inheritGene(_ n: Int, _ found: inout QualitativeBinding) {
    if isListed(n, behind: n - 1), decided[n - 1] == .stated, let value = preposedValues[n - 1] {
      found.value = value
      found.isPreposed = true
      found.isInherited = true
      return
    }
    var last = n
    while isListed(last + 1, behind: last) { last += 1 }
    guard last > n else { return }
    var other = QualitativeBinding(end: scan.names[last].end)
    bindGene(last, &other)
    if !other.isPreposed { found.value = other.value }
  }

  /// Whether a gene follows another in a list: "FGF23, GALNT3 or KL".
  private func isListed(_ n: Int, behind before: Int) -> Bool {
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
  func bindGene(_ n: Int, _ found: inout QualitativeBinding) {
    let name = scan.names[n]
    var isFinding = false
    let lower = max(0, name.start - 8)
    let upper = min(scan.count, name.end + 10)
    var j = lower
    var best: (value: Int, distance: Int, end: Int, start: Int)?
    while j < upper {
      if j < name.start, j > lower, scan.isSentenceStart(j) {
        best = nil; isFinding = false; found.zygosity = nil
      }
      if j >= name.end, scan.isSentenceStart(j) { break }
      if scan.nameAt[j] >= 0, !name.lexemes.contains(j) {
        if j >= name.end { break }
        best = nil
        isFinding = false
        j += 1
        continue
      }
      if let (end, value) = choice(.zygosity, at: j) {
        found.zygosity = text(.zygosity, value)
        j = end
        continue
      }
      if let (end, value) = choice(.gene, at: j), !name.lexemes.contains(j) {
        let distance = j >= name.end ? j - name.end : name.start - end
        if best.map({ distance < $0.distance || value < 4 && $0.value >= 4 }) ?? true {
          best = (value, distance, end, j)
        }
        j = end
        continue
      }
      if let end = scan.end(of: CueSet(.geneFinding), at: j) {
        isFinding = true
        if j >= name.end { found.end = max(found.end, end) }
        j = end
        continue
      }
      j += 1
    }
    if let best {
      found.value = text(.gene, best.value)
      found.end = max(found.end, best.end)
      found.isPreposed = best.end <= name.start
      found.start = min(name.start, best.start)
    } else if isFinding || found.zygosity != nil || nameSaysFinding(name) {
      let evidence = evidence(before: name.start, n)
      if evidence.isDenied {
        found.value = absentGene
      } else if evidence.isAny || found.zygosity != nil || !evidence.opensClause {
        found.value = text(.gene, 0)
      }
      found.isPreposed = true
    }
  }

  /// The gene value that shares a word with the second antibody value ("negative").
  private var absentGene: String? {
    let choices = catalogue.vocabulary.choices
    guard let negative = choices[.antibody]?.dropFirst().first else { return nil }
    return choices[.gene]?.first { !Set($0.words).isDisjoint(with: negative.words) }?.value
  }

  private func nameSaysFinding(_ name: NameSpan) -> Bool {
    name.lexemes.contains { scan.has(.geneFinding, at: $0) }
  }
}
