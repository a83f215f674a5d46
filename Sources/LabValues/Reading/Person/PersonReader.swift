/// Reads age and sex of the person whose session it is, and whether that is a child.
struct PersonReader {
  private let age: AgeReader
  /// A child of the speaker who is of age: somebody else.
  private var hasGrownChild = false
  /// The numbers that are ages.
  private var ages: [Int] = []

  init(_ line: MarkedLine) { age = AgeReader(line: line) }

  private var line: MarkedLine { age.line }
  private var scan: LineScan { line.scan }
  private var numbers: [NumberSpan] { line.numbers }
  private var scopes: Scopes { line.scopes }
  private var catalogue: LabCatalogue { line.catalogue }

  mutating func read(into findings: inout Findings) {
    readAge(&findings)
    readSex(&findings.reading)
    guard let fact = catalogue.context.first(where: { $0.belowAge != nil }),
      let limit = fact.belowAge
    else { return }
    var range: Range<Int>?
    if let stated = findings.reading.age, stated.years < limit { range = ageRange }
    if range == nil, !hasGrownChild, let child = scopes.childAt, !isCarried(child) { range = child }
    guard let range else { return }
    findings.reading.isChild = true
    var mention = Mention(fact: fact.id, kind: .context, status: .stated, range: line.origin(range))
    mention.asTyped = scan.text.written(scan.byteRange(range))
    if findings.reading.age == nil || findings.reading.aged == nil {
      findings.reading.aged = scopes.who[range.lowerBound]
    }
    mention.subject = findings.reading.aged
    findings.reading.mentions.append(mention)
  }

  /// "breastfeeding my baby" is about the mother.
  private func isCarried(_ child: Range<Int>) -> Bool {
    scan.names.contains { name in
      guard let index = name.context?.index, catalogue.context[index].endsAdultRange,
        catalogue.context[index].belowAge == nil
      else { return false }
      return name.end <= child.lowerBound && child.lowerBound - name.end <= 3
    }
  }

  private var ageRange: Range<Int>? {
    guard let k = numbers.indices.first(where: { ages.contains($0) }) else { return nil }
    return numbers[k].start..<numbers[k].end
  }

  private mutating func readAge(_ findings: inout Findings) {
    for k in numbers.indices
    where numbers[k].value <= 120 && numbers[k].value == numbers[k].value.rounded() {
      guard !findings.taken[k], let years = age.years(k) else { continue }
      ages.append(k)
      findings.taken.take(k)
      let subject = ageOwner(numbers[k])
      let isOurs = subject.isOurs || age.isSexed(numbers[k]) && subject == .generic
      if subject == .child, let limit = catalogue.context.compactMap(\.belowAge).first,
        years >= limit
      {
        hasGrownChild = true
      } else if findings.reading.age == nil, isOurs {
        findings.reading.age = Age(years: years)
        findings.reading.aged = aged(numbers[k])
      } else if findings.reading.age == nil, case .other = subject, let person = aged(numbers[k]) {
        findings.reading.age = Age(years: years)
        findings.reading.aged = person
      }
    }
  }

  /// Whose age a number is, where it is not the speaker's.
  private func aged(_ number: NumberSpan) -> Person? {
    for i in number.end..<min(scan.count, number.end + 4) where scan.lexemes[i].pause == .none {
      if let person = scan.longest(at: i, { if case .person(let p) = $0 { p } else { nil } }) {
        return person.value
      }
    }
    return scopes.who[number.start]
  }

  /// The person right behind an age ("30 year old son"), else the one spoken of.
  private func ageOwner(_ number: NumberSpan) -> Subject {
    let people = CueSet(.personChild, .personOther, .personPatient)
    for i in number.end..<min(scan.count, number.end + 4) where scan.lexemes[i].pause == .none {
      if scan.end(of: people, at: i) != nil { return scopes.subject[i] }
    }
    return scopes.subject[number.start]
  }

  private func readSex(_ reading: inout Reading) {
    for i in 0..<scan.count where scan.nameAt[i] < 0 {
      for (cue, sex) in [(Cue.female, Sex.female), (.male, .male)] {
        guard scan.has(cue, at: i) else { continue }
        let subject = scopes.subject[i]
        guard subject.isOurs || isByAge(i) else { continue }
        if scan.lexemes[i].range.count == 1 {
          guard isByAge(i) else { continue }
        } else if scan.has(.personPronoun, at: i) {
          guard subject == .patient || subject == .child else { continue }
        } else {
          guard isByAge(i) || subject == .patient || isSelfDescription(i) else { continue }
        }
        if reading.sex == nil { reading.sex = sex }
      }
    }
  }

  /// Beside a number that is an age.
  private func isByAge(_ i: Int) -> Bool {
    ages.contains { k in
      let number = numbers[k]
      return number.end <= i ? i - number.end <= 3 : number.start - i <= 2
    }
  }

  /// "I'm a woman with lupus", "as a man"; but not "I'm not a man".
  private func isSelfDescription(_ i: Int) -> Bool {
    guard !(max(0, i - 3)..<i).contains(where: { scan.has(.negation, at: $0) }) else {
      return false
    }
    let said = (max(0, i - 1)...i).contains {
      $0 > 0 && scan.start(of: CueSet(.selfDescription), endingAt: $0) != nil
    }
    return said
      || (max(0, i - 3)..<i).contains { scan.has(.speaker, at: $0) && scan.has(.having, at: $0) }
  }
}
