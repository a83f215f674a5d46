extension LineReader {
  /// Reads the value of a result in words: "ANA 1:640 speckled", "homozygous GALNT3 mutation".
  mutating func readQualitative(_ n: Int) {
    let name = scan.names[n]
    guard let (index, proof) = name.qualitative else { return }
    let test = catalogue.qualitative[index]
    if isPatternOfOther(n, test) { return }
    if proof == .companion, !hasCompanion(.qualitative, index) { return }
    var found = QualitativeBinding(end: name.end)
    switch test.reads {
    case .category: bindCategory(name, index, &found)
    case .antibody: bindAntibody(n, test, &found)
    case .gene:
      bindGene(n, &found)
      if found.value == nil { inheritGene(n, &found) }
    }
    guard let value = found.value else { return }
    if proof == .companion, found.isPreposed, test.reads == .antibody,
      !hasCompanion(.qualitative, index)
    {
      return
    }
    guard let status = qualitativeStatus(n, found) else { return }
    var mention = Mention(
      fact: test.id, kind: .qualitative, status: status,
      range: origin(min(name.start, found.start ?? name.start)..<max(name.end, found.end)))
    mention.qualitative = Qualitative(
      value: value, titre: found.titre, pattern: found.pattern, zygosity: found.zygosity)
    mention.asTyped = scan.text.written(
      scan.byteRange(min(name.start, found.start ?? name.start)..<max(name.end, found.end)))
    mention.when = wordDate(behind: found.end)
    mention.subject = whose(name.start, found.end)
    reading.mentions.append(mention)
  }

  private func wordDate(behind end: Int) -> When? {
    var j = end
    while j < min(scan.count, end + 4), scan.nameAt[j] < 0, !scan.isSentenceStart(j) {
      if let date = date(covering: j) { return date.when }
      j += 1
    }
    return nil
  }

  /// "ANA 1:640 centromere pattern": the name belongs to the test before it.
  private func isPatternOfOther(_ n: Int, _ test: QualitativeTest) -> Bool {
    let name = scan.names[n]
    guard scan.longest(at: name.start, { Self.choice($0, .pattern) }) != nil, n > 0 else {
      return false
    }
    guard let before = scan.names[n - 1].qualitative else { return false }
    return catalogue.qualitative[before.index].hasTitre
      && catalogue.qualitative[before.index].id != test.id
      && name.start - scan.names[n - 1].end <= 8
  }

  private static func choice(_ meaning: Meaning, _ list: ChoiceList) -> Int? {
    if case .choice(list, let index) = meaning { return index }
    return nil
  }

  func choice(_ list: ChoiceList, at i: Int) -> (end: Int, value: Int)? {
    scan.longest(at: i) { Self.choice($0, list) }
  }

  func text(_ list: ChoiceList, _ index: Int) -> String? {
    guard let choices = catalogue.vocabulary.choices[list], choices.indices.contains(index) else {
      return nil
    }
    return choices[index].value
  }

  /// Signs right behind a name: `ANA +`, `ANA: -`.
  private func sign(behind name: NameSpan) -> Int? {
    let gap = scan.gap(before: name.end)
    let isLast =
      name.end >= scan.count || scan.lexemes[name.end].pause != .none
      || scan.lexemes[name.end].gap == .other
    guard isLast else { return nil }
    let bare = gap.filter {
      $0 != 0x20 && $0 != 0x3A && $0 != 0x3D && $0 != 0x28 && $0 != 0x29 && $0 != 0x2C && $0 != 0x2E
    }
    return lexicon.signs.first { $0.list == .antibody && $0.text.elementsEqual(bare) }?.choice
  }

  private mutating func bindAntibody(
    _ n: Int, _ test: QualitativeTest, _ found: inout QualitativeBinding
  ) {
    let name = scan.names[n]
    if let sign = sign(behind: name) { found.value = text(.antibody, sign) }
    var isNegated = false
    var unknown = 0
    var j = name.end
    while j < min(scan.count, name.end + 12) {
      if scan.isSentenceStart(j) { break }
      if scan.nameAt[j] >= 0 {
        guard let (end, pattern) = choice(.pattern, at: j), test.hasTitre else { break }
        found.pattern = text(.pattern, pattern)
        j = max(end, scan.name(at: j)?.end ?? end)
        found.end = j
        continue
      }
      if test.hasTitre, found.titre == nil, let (titre, below, end) = titre(at: j) {
        found.titre = titre
        for i in j..<end { if let k = numberIndex(at: i) { numbers[k].isTaken = true } }
        if found.value == nil { found.value = text(.antibody, below ? 1 : 0) }
        found.end = end
        j = end
        continue
      }
      if let (end, pattern) = choice(.pattern, at: j), test.hasTitre {
        found.pattern = text(.pattern, pattern)
        found.end = end
        j = end
        continue
      }
      if let (end, value) = choice(.antibody, at: j),
        found.value == nil || found.titre != nil && value > 1 || found.titre != nil && value == 1,
        !belongsToNext(end)
      {
        found.value = text(.antibody, isNegated && value == 0 ? 1 : value)
        found.end = end
        j = end
        continue
      }
      if scan.lexemes[j].pause == .clause, found.value != nil, found.titre != nil { break }
      if scan.has(.negation, at: j) {
        isNegated = true
        j += 1
        continue
      }
      if let end = scan.end(of: CueSet(.valueFiller, .connector, .titre), at: j) {
        j = end
        continue
      }
      unknown += 1
      if unknown > 2 || found.value != nil { break }
      j += 1
    }
    if found.value == nil { bindPreposed(n, .antibody, &found) }
  }

  /// "positive" in front of the next name belongs to that one.
  private func belongsToNext(_ end: Int) -> Bool {
    guard end < scan.count, scan.lexemes[end].pause == .none, let next = scan.name(at: end),
      next.qualitative != nil
    else { return false }
    return choice(.antibody, at: next.end) == nil && titre(at: next.end) == nil
  }

  /// "positive ANA", "tested negative for Scl-70 and PM/Scl"
  private mutating func bindPreposed(
    _ n: Int, _ list: ChoiceList, _ found: inout QualitativeBinding
  ) {
    let name = scan.names[n]
    var p = name.start
    var steps = 0
    while steps < 4, p > 0, scan.lexemes[p].pause < .sentence {
      for s in max(0, p - 4)..<p where scan.nameAt[s] < 0 {
        if let (end, value) = choice(list, at: s), end == p {
          found.value = text(list, value)
          found.start = s
          found.isPreposed = true
          return
        }
      }
      if scan.nameAt[p - 1] >= 0, let before = preposedValues[Int(scan.nameAt[p - 1])], steps <= 2 {
        found.value = before
        found.isPreposed = true
        found.start = name.start
        return
      }
      guard scan.end(of: CueSet(.valueFiller, .forPerson, .opener, .owning), at: p - 1) == p else {
        return
      }
      p -= 1
      steps += 1
    }
  }

  /// 1:640, 1/640, "1 in 640", "titre 640"; true when the true value is below it.
  private func titre(at j: Int) -> (Int, Bool, Int)? {
    guard j < scan.count, scan.lexemes[j].isDigits, scan.nameAt[j] < 0 else { return nil }
    var last = j
    if scan.bytes[scan.lexemes[j].range].elementsEqual([0x31]), j + 1 < scan.count {
      let gap = scan.gap(before: j + 1)
      if scan.lexemes[j + 1].isDigits, gap.contains(0x3A) || gap.contains(0x2F) {
        last = j + 1
      } else if j + 2 < scan.count, scan.lexemes[j + 2].isDigits,
        scan.lexemes[j + 1].range.count == 2,
        scan.has(.valueFiller, at: j + 1)
      {
        last = j + 2
      } else {
        return nil
      }
    }
    let digits = scan.bytes[scan.lexemes[last].range]
    guard digits.count <= 6 else { return nil }
    var value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    var end = last + 1
    if end < scan.count, scan.lexemes[end].isDigits, scan.gap(before: end).elementsEqual([0x2C]),
      scan.lexemes[end].range.count == 3, digits.count <= 2
    {
      value =
        value * 1000 + scan.bytes[scan.lexemes[end].range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
      end += 1
    }
    guard value >= 20 else { return nil }
    let below = scan.gap(before: j).contains(0x3C)
    return (value, below, end)
  }

  private mutating func bindCategory(
    _ name: NameSpan, _ index: Int, _ found: inout QualitativeBinding
  ) {
    // The value may end the name itself: "category 3".
    if scan.lexemes[name.end - 1].isDigits
      || scan.lexemes[name.end - 1].gap == .none && name.end - name.start > 2
    {
      for s in name.lexemes {
        if let (end, value) = category(at: s, index), end == name.end {
          found.value = catalogue.qualitative[index].values[value]
          found.end = category(at: s, index)?.end ?? end
          return
        }
      }
    }
    var j = name.end
    while j < min(scan.count, name.end + 5), scan.lexemes[j].pause < .sentence {
      if let (end, value) = category(at: j, index) {
        found.value = catalogue.qualitative[index].values[value]
        found.end = end
        if let k = numberIndex(at: j) { numbers[k].isTaken = true }
        return
      }
      guard let end = scan.end(of: CueSet(.valueFiller, .connector, .notAValue), at: j) else {
        return
      }
      j = end
    }
  }

  private func category(at i: Int, _ index: Int) -> (end: Int, value: Int)? {
    let found = scan.longest(at: i) { meaning -> Int? in
      if case .category(index, let value) = meaning { return value }
      return nil
    }
    return found.map { (end: $0.end, value: $0.value) }
  }

  private mutating func qualitativeStatus(_ n: Int, _ found: QualitativeBinding) -> Status? {
    let name = scan.names[n]
    let i = name.start
    preposedValues[n] = found.value
    if found.isInherited {
      decided[n] = .stated
      return .stated
    }
    if isAnimal(i) { return .hypothetical }
    if otherPerson(i, found.end) != nil { return .stated }
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
    let evidence = evidence(before: found.start ?? i, n)
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

/// What was found for a qualitative result.
struct QualitativeBinding {
  var value: String?
  var titre: Int?
  var pattern: String?
  var zygosity: String?
  var isPreposed = false
  /// The value stands in front of an earlier name of the same list.
  var isInherited = false
  var start: Int?
  var end: Int

  init(end: Int) { self.end = end }
}
