/// The catalogue made ready for reading: every name and cue in one phrase table.
struct Lexicon: Sendable {
  private var tables = [PhraseTable()]
  /// One element, so that a copy for every line costs one reference count.
  var table: PhraseTable { tables[0] }
  /// The analytes of the catalogue, and behind them the tests that are only watched for dangerous values.
  private(set) var tests: [Analyte] = []
  /// Of which test each is a variant, by position: ionized calcium of calcium.
  private(set) var bases: [Int?] = []
  /// The words of all names, for those typed with a letter wrong.
  private(set) var nearWords = NearWords()
  /// How many of the tests are read, and not only watched.
  let readCount: Int
  /// Signs that are words: `+`, `++`, `-`.
  private(set) var signs: [(text: [UInt8], list: ChoiceList, choice: Int)] = []

  init(_ catalogue: LabCatalogue) {
    var table = PhraseTable()
    for (i, unit) in catalogue.units.enumerated() {
      for spelling in unit.spellings { table.insert(spelling, .unit(i)) }
    }
    for unit in catalogue.otherUnits { table.insert(unit, .otherUnit) }
    tests = catalogue.analytes + catalogue.watched.map(\.test)
    readCount = catalogue.analytes.count
    for (i, test) in tests.enumerated() { insert(test, i, &table) }
    bases = tests.map { test in
      test.variantOf.flatMap { id in catalogue.analytes.firstIndex { $0.id == id } }
    }
    for (i, test) in tests.enumerated() {
      for name in test.names { nearWords.insert(name, isOurs: i < readCount) }
      for name in test.never { nearWords.insert(name, isOurs: false) }
    }
    for name in catalogue.otherTests { nearWords.insert(name, isOurs: false) }
    for name in catalogue.otherTests { table.insert(name, .stranger) }
    for (i, test) in catalogue.qualitative.enumerated() { insert(test, i, &table) }
    for (i, fact) in catalogue.context.enumerated() { insert(fact, i, &table) }
    insert(catalogue.vocabulary, &table)
    table.close()
    tables = [table]
  }

  private func insert(_ analyte: Analyte, _ i: Int, _ table: inout PhraseTable) {
    for name in analyte.names { table.insert(name, .analyte(i, nil)) }
    for short in analyte.abbreviations { table.insert(short.name, .analyte(i, short.proof)) }
    for name in analyte.never { table.insert(name, .stranger) }
    for word in analyte.companions { table.insert(word, .companion(.analyte, i)) }
    for word in analyte.variantWords { table.insert(word, .qualifier(i)) }
    for name in analyte.askForName { table.insert(name, .askForUnit(i)) }
  }

  private func insert(_ test: QualitativeTest, _ i: Int, _ table: inout PhraseTable) {
    for name in test.names { table.insert(name, .qualitative(i, nil)) }
    for short in test.abbreviations { table.insert(short.name, .qualitative(i, short.proof)) }
    for name in test.never { table.insert(name, .stranger) }
    for word in test.companions { table.insert(word, .companion(.qualitative, i)) }
    if test.reads == .category {
      for (k, value) in test.values.enumerated() { table.insert(value, .category(i, k)) }
    }
  }

  private func insert(_ fact: ContextFact, _ i: Int, _ table: inout PhraseTable) {
    for name in fact.names { table.insert(name, .context(i, nil)) }
    for short in fact.abbreviations { table.insert(short.name, .context(i, short.proof)) }
    for name in fact.never { table.insert(name, .stranger) }
    for word in fact.companions { table.insert(word, .companion(.context, i)) }
    for word in fact.refutedBy { table.insert(word, .refutes(i)) }
    for name in fact.askWhich { table.insert(name, .whichOf(i)) }
    for name in fact.saysItself { table.insert(name, .saysItself(i)) }
  }

  private mutating func insert(_ words: Vocabulary, _ table: inout PhraseTable) {
    for cue in Cue.allCases {
      for phrase in words.lists[cue] ?? [] { table.insert(phrase, .cue(cue)) }
    }
    for person in Person.allCases {
      for phrase in words.persons[person] ?? [] {
        table.insert(phrase, .person(person))
        table.insert(phrase, .cue(person.cue))
      }
    }
    for list in ChoiceList.allCases {
      for (i, choice) in (words.choices[list] ?? []).enumerated() {
        for phrase in choice.words {
          let bytes = PlainText(phrase).bytes
          if lexemes(of: bytes).isEmpty { signs.append((bytes, list, i)) }
          table.insert(phrase, .choice(list, i))
        }
      }
    }
    signs.sort { $0.text.count > $1.text.count }
    for (i, date) in words.relativeDates.enumerated() {
      for name in date.names { table.insert(name, .relativeDate(i)) }
    }
    for number in words.numberWords { table.insert(number.word, .number(number.value)) }
    for (i, names) in words.months.enumerated() {
      for name in names { table.insert(name, .month(i + 1)) }
    }
    for (i, names) in words.weekdays.enumerated() {
      for name in names { table.insert(name, .weekday(i + 1)) }
    }
  }
}

extension Person {
  /// Whether a word for the person names a child of the speaker, a clinician's patient, or somebody else.
  fileprivate var cue: Cue {
    switch self {
    case .son, .daughter, .child: .personChild
    case .patient: .personPatient
    default: .personOther
    }
  }
}
