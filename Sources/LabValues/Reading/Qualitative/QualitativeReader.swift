/// Reads results in words: "ANA 1:640 speckled", "homozygous GALNT3 mutation".
struct QualitativeReader {
  private let line: MarkedLine
  /// The values of the names already read, by their index in `scan.names`.
  private var values: [Int: String] = [:]

  init(_ line: MarkedLine) { self.line = line }

  private var scan: LineScan { line.scan }
  private var scopes: Scopes { line.scopes }
  private var catalogue: LabCatalogue { line.catalogue }

  /// Adds the value of a name, where it has one.
  mutating func read(_ n: Int, into findings: inout Findings) {
    let name = scan.names[n]
    guard let (index, proof) = name.qualitative else { return }
    let test = catalogue.qualitative[index]
    if isPatternOfOther(n, test) { return }
    if proof == .companion, !line.hasCompanion(.qualitative, index) { return }
    var found = QualitativeBinding(end: name.end)
    switch test.reads {
    case .category: found.bindCategory(name, index, line, &findings.taken)
    case .antibody: found.bindAntibody(n, test, line, read: values, &findings.taken)
    case .gene: found.bindGene(n, line, read: values, decided: findings.decided)
    }
    guard let value = found.value else { return }
    if proof == .companion, found.isPreposed, test.reads == .antibody,
      !line.hasCompanion(.qualitative, index)
    {
      return
    }
    guard let status = status(n, found, &findings.decided) else { return }
    var mention = Mention(
      fact: test.id, kind: .qualitative, status: status,
      range: line.origin(min(name.start, found.start ?? name.start)..<max(name.end, found.end)))
    mention.qualitative = Qualitative(
      value: value, titre: found.titre, pattern: found.pattern, zygosity: found.zygosity)
    mention.asTyped = scan.text.written(
      scan.byteRange(min(name.start, found.start ?? name.start)..<max(name.end, found.end)))
    mention.when = line.when(behind: found.end)
    mention.subject = line.whose(name.start, found.end)
    findings.reading.mentions.append(mention)
  }

  /// "ANA 1:640 centromere pattern": the name belongs to the test before it.
  private func isPatternOfOther(_ n: Int, _ test: QualitativeTest) -> Bool {
    let name = scan.names[n]
    guard scan.choice(.pattern, at: name.start) != nil, n > 0 else {
      return false
    }
    guard let before = scan.names[n - 1].qualitative else { return false }
    return catalogue.qualitative[before.index].hasTitre
      && catalogue.qualitative[before.index].id != test.id
      && name.start - scan.names[n - 1].end <= 8
  }

  private mutating func status(
    _ n: Int, _ found: QualitativeBinding, _ decided: inout [Int: Status]
  ) -> Status? {
    let name = scan.names[n]
    let i = name.start
    values[n] = found.value
    if found.isInherited {
      decided[n] = .stated
      return .stated
    }
    if line.isAnimal(i) { return .hypothetical }
    if line.otherPerson(i, found.end) != nil { return .stated }
    if scopes.subject[i] == .generic { return .question }
    if scopes.isHypothetical[i] { return .hypothetical }
    let isOwned = scopes.owner[i] >= 0
    if scopes.asking[i] != .no {
      let start = scopes.questionStart[i]
      let isInverted =
        scopes.asking[i] == .open && isOwned && i - start <= 2 && found.titre == nil
        && !found.isPreposed
      return (isOwned && !isInverted) || scopes.speakerAt[i] > start ? .stated : .question
    }
    guard found.isPreposed, found.zygosity == nil else { return .stated }
    let evidence = Evidence(before: found.start ?? i, scan, decided: decided)
    if evidence.isUnreal { return .hypothetical }
    if evidence.isDenied, catalogue.qualitative[name.qualitative?.index ?? 0].reads == .gene {
      decided[n] = .stated
      return .stated
    }
    if evidence.isAny || evidence.inherits == .stated || scopes.subject[i].isNamed
      || evidence.opensClause && isListed(found.end)
    {
      decided[n] = .stated
      return .stated
    }
    guard scan.start(of: CueSet(.forPerson), endingAt: name.start) != nil,
      scan.end(of: CueSet(.unreal), at: name.end) == nil
    else { return nil }
    decided[n] = .stated
    return .stated
  }

  /// A preposed value at the start of a clause that is only a list item: "positive ANA, calcium 9.1".
  private func isListed(_ end: Int) -> Bool {
    end >= scan.count || scan.lexemes[end].pause != .none
  }
}
