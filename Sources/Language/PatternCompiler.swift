/// One step of a compiled sequence: from the places reached so far to those reached next.
struct PatternNode: Sendable {
  enum Kind: UInt8, Sendable { case atom, optionalAtom, choice, optional, gap, lineStart, lineEnd }

  var kind: Kind
  /// The atom, or the first branch.
  var first: Int32 = 0
  /// The number of branches.
  var count: Int32 = 0
}

/// Turns patterns into nodes and atoms.
///
/// A *test* is a single question about a word (this stem? this text? this beginning? a number over
/// 14?). An *atom* is a set of tests of which one must hold: `(mum|dad|gran*)` is one atom, so a
/// whole group of single words costs no more than one word when lines are matched.
struct PatternCompiler {
  /// The numbers are those of `stems` and `texts`; a prefix is at least one letter.
  enum Test: Hashable {
    case stem(Int32)
    case text(Int32)
    case prefix(String)
    case number(NumberTest)
  }

  struct Sequence {
    var nodes: Range<Int32>
    /// Atoms of which at least one stands in every match.
    var triggers: [Int32]
  }

  /// Nodes that one pattern may come to, named groups written out.
  private static let costLimit = 20_000
  /// A group within a group within a group …: each level is a call, and nobody writes twelve of
  /// them.
  private static let groupDepthLimit = 12

  private(set) var stems = WordTable()
  private(set) var texts = WordTable()
  private(set) var tests: [Test] = []
  private(set) var atoms: [[Int32]] = []
  private(set) var nodes: [PatternNode] = []
  private(set) var branches: [Range<Int32>] = []
  private(set) var vocabulary = WordTable()
  /// What stands before the stars of words such as `cornea*`.
  private(set) var beginnings = WordTable()
  private var stemTests: [Int32] = []
  private var testNumbers: [Test: Int32] = [:]
  private var testUses: [Int] = []
  private var atomNumbers: [[Int32]: Int32] = [:]
  private var singleAtoms: [Int32] = []
  private let groups: [String: [String]]
  private var compiledGroups: [String: (node: PatternNode, cost: Int)] = [:]
  private var openGroups: [String] = []

  init(groups: [String: [String]]) { self.groups = groups }

  // MARK: Tests and atoms

  private mutating func atom(forStem stem: String) -> Int32 {
    let number = Int(stems.add(stem))
    if number == stemTests.count {
      stemTests.append(append(.stem(Int32(truncatingIfNeeded: number))))
    }
    return use(stemTests[number])
  }

  private mutating func atom(for test: Test) -> Int32 {
    if let number = testNumbers[test] { return use(number) }
    let number = append(test)
    testNumbers[test] = number
    return use(number)
  }

  private mutating func use(_ test: Int32) -> Int32 {
    testUses[Int(test)] += 1
    return singleAtoms[Int(test)]
  }

  /// Adds a test and the atom of this test alone.
  private mutating func append(_ test: Test) -> Int32 {
    let number = Int32(truncatingIfNeeded: tests.count)
    tests.append(test)
    testUses.append(0)
    singleAtoms.append(Int32(truncatingIfNeeded: atoms.count))
    atoms.append([number])
    return number
  }

  private mutating func atom(for tests: [Int32]) -> Int32 {
    if tests.count == 1 { return singleAtoms[Int(tests[0])] }
    if let number = atomNumbers[tests] { return number }
    let number = Int32(truncatingIfNeeded: atoms.count)
    atoms.append(tests)
    atomNumbers[tests] = number
    return number
  }

  /// Pairs of test and atom, for the atoms that some node asks for.
  func usedAtoms() -> [(key: Int32, number: Int32)] {
    var isUsed = Array(repeating: false, count: atoms.count)
    for node in nodes where node.kind == .atom || node.kind == .optionalAtom {
      isUsed[Int(node.first)] = true
    }
    return atoms.indices.filter { isUsed[$0] }.flatMap { atom in
      atoms[atom].map { ($0, Int32(truncatingIfNeeded: atom)) }
    }
  }

  // MARK: Compiling

  /// One sequence before it has a place of its own. The cost counts nodes with every group written
  /// out, the minimum the words that any match must have.
  private struct Compiled {
    var nodes: [PatternNode] = []
    var cost = 0
    var minimum = 0
  }

  /// Compiles one sequence and files it.
  ///
  /// - Throws: `PatternError` for a group that is unknown, empty or within itself, for a sequence
  ///   that could match without any word, and for one that is larger than 20,000 nodes.
  mutating func sequence(
    _ elements: [PatternElement], text: String, place: PatternError.Place
  ) throws(PatternError) -> Sequence {
    let compiled = try compile(elements, text: text, place: place)
    guard compiled.minimum > 0 else {
      throw failure("a word that must be there", elements.first, text, place)
    }
    guard compiled.cost <= Self.costLimit else {
      throw failure("a simpler pattern", elements.first, text, place)
    }
    let range = append(compiled.nodes)
    return Sequence(nodes: range, triggers: triggers(of: range) ?? [])
  }

  /// Reads every alternative of every group, so that unused groups are checked as well.
  mutating func checkGroup(_ name: String) throws(PatternError) {
    let element = PatternElement(kind: .group(name), offset: 0)
    _ = try group(name, element, "", .group(name: name, alternative: 0))
  }

  /// Nodes are only ever appended, and a branch before the node that uses it. The decoder relies on
  /// that order to know that following branches ends.
  private mutating func append(_ nodes: [PatternNode]) -> Range<Int32> {
    let start = Int32(truncatingIfNeeded: self.nodes.count)
    self.nodes += nodes
    return start..<Int32(truncatingIfNeeded: self.nodes.count)
  }

  private mutating func compile(
    _ elements: [PatternElement], text: String, place: PatternError.Place
  ) throws(PatternError) -> Compiled {
    var compiled = Compiled()
    for element in elements {
      var node = PatternNode(kind: .atom)
      var minimum = 1
      var cost = 1
      switch element.kind {
      case .word(let text, let stem):
        vocabulary.add(text)
        node.first = atom(forStem: stem)
      case .exact(let text):
        vocabulary.add(text)
        node.first = atom(for: .text(texts.add(text)))
      case .prefix(let prefix):
        beginnings.add(prefix)
        node.first = atom(for: .prefix(prefix))
      case .number(let test):
        node.first = atom(for: .number(test))
      case .choice(let alternatives):
        (node, minimum, cost) = try choice(alternatives, text: text, place: place)
      case .optional(let alternatives):
        (node, _, cost) = try choice(alternatives, text: text, place: place)
        node.kind = node.kind == .atom ? .optionalAtom : .optional
        minimum = 0
      case .group(let name):
        (node, cost) = try group(name, element, text, place)
      case .gap:
        node.kind = .gap
        minimum = 0
      case .lineStart:
        node.kind = .lineStart
        minimum = 0
      case .lineEnd:
        node.kind = .lineEnd
        minimum = 0
      }
      compiled.nodes.append(node)
      compiled.cost += cost
      compiled.minimum += minimum
      if compiled.cost > Self.costLimit {
        throw failure("a simpler pattern", element, text, place)
      }
    }
    return compiled
  }

  private mutating func choice(
    _ alternatives: [[PatternElement]], text: String, place: PatternError.Place
  ) throws(PatternError) -> (PatternNode, minimum: Int, cost: Int) {
    var compiled: [Compiled] = []
    for alternative in alternatives {
      compiled.append(try compile(alternative, text: text, place: place))
    }
    return (
      join(compiled), compiled.map(\.minimum).min() ?? 0,
      compiled.reduce(1) { $0 + $1.cost }
    )
  }

  /// One node for several alternatives; those of a single word become one atom together.
  private mutating func join(_ alternatives: [Compiled]) -> PatternNode {
    var tests: [Int32] = []
    var ranges: [Range<Int32>] = []
    for alternative in alternatives {
      if alternative.nodes.count == 1, alternative.nodes[0].kind == .atom {
        tests += atoms[Int(alternative.nodes[0].first)]
      } else {
        ranges.append(append(alternative.nodes))
      }
    }
    if !tests.isEmpty {
      tests.sort()
      var unique: [Int32] = []
      for test in tests where unique.last != test { unique.append(test) }
      let node = PatternNode(kind: .atom, first: atom(for: unique))
      if ranges.isEmpty { return node }
      ranges.append(append([node]))
    }
    let first = Int32(truncatingIfNeeded: branches.count)
    branches += ranges
    return PatternNode(
      kind: .choice, first: first, count: Int32(truncatingIfNeeded: ranges.count))
  }

  /// A group is compiled once, however many patterns use it; each of them then points at the same
  /// nodes.
  ///
  /// - Throws: for the first fault in its alternatives, at the place within the group, not within
  ///   the pattern that asked for it.
  private mutating func group(
    _ name: String, _ element: PatternElement, _ text: String, _ place: PatternError.Place
  ) throws(PatternError) -> (PatternNode, cost: Int) {
    if let compiled = compiledGroups[name] { return compiled }
    guard let alternatives = groups[name] else {
      let known = groups.keys.sorted().map { "<\($0)>" }.joined(separator: ", ")
      throw failure(
        known.isEmpty ? "a pattern without groups" : "one of the groups \(known)", element, text,
        place)
    }
    guard !openGroups.contains(name) else {
      throw failure("a group that does not contain itself", element, text, place)
    }
    guard openGroups.count < Self.groupDepthLimit else {
      throw failure("fewer groups within groups", element, text, place)
    }
    guard !alternatives.isEmpty else {
      throw failure("a group with alternatives", element, text, place)
    }
    openGroups.append(name)
    defer { openGroups.removeLast() }
    var compiled: [Compiled] = []
    for (index, alternative) in alternatives.enumerated() {
      let place = PatternError.Place.group(name: name, alternative: index)
      let elements = try PatternSyntax.alternative(alternative, place: place)
      let part = try compile(elements, text: alternative, place: place)
      guard part.minimum > 0 else {
        throw failure("a word that must be there", elements.first, alternative, place)
      }
      compiled.append(part)
    }
    let result = (join(compiled), compiled.reduce(1) { $0 + $1.cost })
    compiledGroups[name] = result
    return result
  }

  /// Offsets are counted in characters, as an editor does, while the text is read in bytes.
  private func failure(
    _ expected: String, _ element: PatternElement?, _ text: String, _ place: PatternError.Place
  ) -> PatternError {
    let bytes = Array(text.utf8)
    let start = min(element?.offset ?? 0, bytes.count)
    return PatternError(
      place: place, offset: String(decoding: bytes[..<start], as: UTF8.self).count,
      expected: expected, found: String(decoding: bytes[start...].prefix(40), as: UTF8.self))
  }

  // MARK: Triggers

  /// The rarest set of atoms of which one must be there; `nil` if nothing must be.
  private func triggers(of range: Range<Int32>) -> [Int32]? {
    var best: [Int32]?
    for index in range {
      let node = nodes[Int(index)]
      var candidate: [Int32]?
      switch node.kind {
      case .atom:
        candidate = [node.first]
      case .choice:
        var all: [Int32] = []
        var isCertain = true
        for branch in branches[Int(node.first)..<Int(node.first + node.count)] {
          if let part = triggers(of: branch) { all += part } else { isCertain = false }
        }
        if isCertain { candidate = all }
      case .optionalAtom, .optional, .gap, .lineStart, .lineEnd:
        break
      }
      guard let candidate else { continue }
      if best.map({ frequency(candidate) < frequency($0) }) ?? true { best = candidate }
    }
    return best
  }

  /// How often a line is expected to wake a pattern: short words and words of many patterns most.
  ///
  /// A rough guess, only good for comparing: 80 for words of one or two letters, 40, 8, then 2,
  /// plus one for each use in a pattern; a number counts 30.
  func frequency(_ triggers: [Int32]) -> Int {
    triggers.reduce(0) { sum, atom in
      atoms[Int(atom)].reduce(sum) { $0 + frequency(ofTest: Int($1)) }
    }
  }

  private func frequency(ofTest test: Int) -> Int {
    func ofLength(_ length: Int) -> Int {
      length <= 2 ? 80 : length == 3 ? 40 : length == 4 ? 8 : 2
    }
    return switch tests[test] {
    case .stem(let number): ofLength(stems.length(of: number)) + testUses[test]
    case .text(let number): ofLength(texts.length(of: number)) + testUses[test]
    case .prefix(let prefix): ofLength(prefix.utf8.count) + testUses[test]
    case .number: 30 + testUses[test]
    }
  }
}
