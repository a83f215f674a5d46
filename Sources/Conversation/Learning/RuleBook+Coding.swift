import Knowledge
import Language
import Matching

/// The rule book as bytes, so that a start has no pattern to read.
extension RuleBook {
  func encodedPatterns() -> [UInt8] { patterns.encoded() }

  /// What each pattern means and where it is written.
  func encodedRules() -> [UInt8] {
    var writer = ModelWriter()
    var files: [String] = []
    var numbers: [String: Int] = [:]
    for place in places where numbers[place.file] == nil {
      numbers[place.file] = files.count
      files.append(place.file)
    }
    writer.write(count: files.count)
    for file in files { writer.write(file) }
    writer.write(places.map { UInt32(truncatingIfNeeded: numbers[$0.file] ?? 0) })
    writer.write(places.map { UInt32(truncatingIfNeeded: $0.line) })
    writer.write(places.map { UInt32(truncatingIfNeeded: $0.column) })
    writer.write(speaksOfLack.map { $0 ? UInt8(1) : 0 })
    writer.write(meanings.map(\.code.kind))
    writer.write(meanings.map { UInt32(truncatingIfNeeded: $0.code.index) })
    return writer.bytes
  }

  /// Reads a rule book that was made of this knowledge.
  init(
    rules: SharedBytes, patterns: SharedBytes, _ knowledge: Knowledge
  ) throws(RankingModelError) {
    var reader = ModelReader(rules)
    var files: [String] = []
    for _ in 0..<(try reader.count(of: 4)) { files.append(try reader.text()) }
    let fileNumbers = try reader.numbers(UInt32.self)
    let lines = try reader.numbers(UInt32.self)
    let columns = try reader.numbers(UInt32.self)
    let lacks = try reader.numbers(UInt8.self)
    let kinds = try reader.numbers(UInt8.self)
    let indices = try reader.numbers(UInt32.self)
    guard
      reader.isAtEnd, lines.count == fileNumbers.count, columns.count == fileNumbers.count,
      kinds.count == fileNumbers.count, lacks.count == fileNumbers.count,
      indices.count == fileNumbers.count
    else { throw .wrongLength }
    let limits = Meaning.limits(in: knowledge)
    var places: [Place] = []
    places.reserveCapacity(lines.count)
    var meanings: [Meaning] = []
    meanings.reserveCapacity(lines.count)
    for rule in lines.indices {
      guard Int(fileNumbers[rule]) < files.count,
        let meaning = Meaning(kind: kinds[rule], index: Int(indices[rule]), limits)
      else { throw .inconsistent }
      places.append(
        Place(
          file: files[Int(fileNumbers[rule])], line: Int(lines[rule]),
          column: Int(columns[rule])))
      meanings.append(meaning)
    }
    self.patterns = try PatternSet(decoding: patterns)
    guard self.patterns.ids.allSatisfy(meanings.indices.contains) else { throw .inconsistent }
    self.places = places
    speaksOfLack = lacks.map { $0 != 0 }
    self.meanings = meanings
    negation = Negation(knowledge.denials)
    vocabulary = []
    beginnings = []
  }
}

extension RuleBook.Meaning {
  fileprivate var code: (kind: UInt8, index: Int) {
    switch self {
    case .redFlag(let index): (0, index)
    case .guarding(let role): (1, RuleBook.Guard.allCases.firstIndex(of: role) ?? 0)
    case .refusal(let index): (2, index)
    case .outside(let index): (3, index)
    case .smallTalk(let index): (4, index)
    case .act(let act): (5, DialogueAct.allCases.firstIndex(of: act) ?? 0)
    case .signal(let index): (6, index)
    case .topic(let index): (7, index)
    case .facet(let index): (8, index)
    case .kindness(let index): (9, index)
    }
  }

  /// How many there are of each kind, by its number.
  fileprivate static func limits(in knowledge: Knowledge) -> [Int] {
    [
      knowledge.safety.redFlags.count, RuleBook.Guard.allCases.count,
      knowledge.safety.refusals.count, knowledge.scope.outside.count,
      knowledge.dialogue.smallTalk.count, DialogueAct.allCases.count,
      knowledge.refinements.signals.count, knowledge.topics.count, knowledge.facets.count,
      knowledge.dialogue.kindness.count,
    ]
  }

  /// `nil` where the knowledge has no such thing.
  fileprivate init?(kind: UInt8, index: Int, _ limits: [Int]) {
    guard Int(kind) < limits.count, index < limits[Int(kind)] else { return nil }
    switch kind {
    case 0: self = .redFlag(index)
    case 1: self = .guarding(RuleBook.Guard.allCases[index])
    case 2: self = .refusal(index)
    case 3: self = .outside(index)
    case 4: self = .smallTalk(index)
    case 5: self = .act(DialogueAct.allCases[index])
    case 6: self = .signal(index)
    case 7: self = .topic(index)
    case 8: self = .facet(index)
    case 9: self = .kindness(index)
    default: return nil
    }
  }
}
