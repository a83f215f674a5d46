/// What compiled patterns are kept as: the parts in this order, each in the layout of
/// ModelBytes.swift.
///
///     stems, texts, prefixes   WordTable each
///     nodes                    u8 kinds │ i32 first │ i32 count
///     branches, sequences      ranges of nodes
///     patterns                 i64 ids │ i32 starts │ i32 middles │ i32 ends, in `sequences`
///     atoms, tests             u32 each: how many there are
///     stem, text, prefix tests i32 for each word of the three tables, −1 for none
///     number tests             i32 tests │ u8 signs (0: any number) │ u64 limits as bit patterns
///     atomsOfTest, patternsOfAtom   NumberLists
extension PatternSet {
  /// The compiled patterns as bytes, so that no pattern has to be read again.
  package func encoded() -> [UInt8] {
    var writer = ModelWriter()
    for table in [stems, texts, prefixes] { table.write(to: &writer) }
    writer.write(nodes.map(\.kind.rawValue))
    writer.write(nodes.map(\.first))
    writer.write(nodes.map(\.count))
    writer.write(branches)
    writer.write(sequences)
    writer.write(patterns.map { Int64($0.id) })
    writer.write(patterns.map { Int32(truncatingIfNeeded: $0.required.lowerBound) })
    writer.write(patterns.map { Int32(truncatingIfNeeded: $0.required.upperBound) })
    writer.write(patterns.map { Int32(truncatingIfNeeded: $0.forbidden.upperBound) })
    writer.write(UInt32(truncatingIfNeeded: atomCount))
    writer.write(UInt32(truncatingIfNeeded: atomsOfTest.keyCount))
    writer.write(stemTests)
    writer.write(textTests)
    writer.write(prefixTests)
    writer.write(numberTests.map(\.number))
    writer.write(numberTests.map { UInt8(Self.signs.firstIndex(of: $0.test.sign) ?? 0) })
    writer.write(numberTests.map(\.test.limit.bitPattern))
    atomsOfTest.write(to: &writer)
    patternsOfAtom.write(to: &writer)
    return writer.bytes
  }

  /// The ids of all patterns.
  package var ids: [Int] { patterns.map(\.id) }

  private static let signs: [NumberTest.Sign?] = [nil] + NumberTest.Sign.allCases

  /// Reads compiled patterns. Every number is checked against what it counts, so that damaged bytes
  /// are an error and no later trap.
  ///
  /// `vocabulary` and `beginnings` are empty then: only a compiler of knowledge needs them.
  ///
  /// - Throws: `wrongLength` where bytes are missing, `inconsistent` for everything else.
  package init(decoding bytes: SharedBytes) throws(RankingModelError) {
    var reader = ModelReader(bytes)
    stems = try WordTable(reading: &reader)
    texts = try WordTable(reading: &reader)
    prefixes = try WordTable(reading: &reader)
    let kinds = try reader.raw()
    let firsts = try reader.places(below: Int(Int32.max))
    let counts = try reader.places(below: Int(Int32.max))
    branches = try reader.ranges(within: kinds.count)
    sequences = try reader.ranges(within: kinds.count)
    patterns = try Self.patterns(&reader, sequences: sequences.count)
    atomCount = Int(try reader.word())
    let testCount = Int(try reader.word())
    guard atomCount <= bytes.count, testCount <= bytes.count else { throw .inconsistent }
    nodes = try Self.nodes(kinds, firsts, counts, atoms: atomCount, branches: branches)
    stemTests = try reader.places(below: testCount)
    textTests = try reader.places(below: testCount)
    prefixTests = try reader.places(below: testCount)
    prefixLengths = Array(Set(prefixes.words.map(\.utf8.count))).sorted()
    numberTests = try Self.numberTests(&reader, testCount: testCount)
    atomsOfTest = try NumberLists(reading: &reader, keys: testCount, below: atomCount)
    patternsOfAtom = try NumberLists(reading: &reader, keys: atomCount, below: patterns.count)
    vocabulary = []
    beginnings = []
    guard
      reader.isAtEnd, stemTests.count == stems.count, textTests.count == texts.count,
      prefixTests.count == prefixes.count
    else { throw .inconsistent }
  }

  /// - Throws: `inconsistent` for a pattern without any required sequence, which would match every
  ///   line.
  private static func patterns(
    _ reader: inout ModelReader, sequences: Int
  ) throws(RankingModelError) -> [Pattern] {
    let ids = try reader.numbers(Int64.self)
    let starts = try reader.numbers(Int32.self)
    let middles = try reader.numbers(Int32.self)
    let ends = try reader.numbers(Int32.self)
    guard starts.count == ids.count, middles.count == ids.count, ends.count == ids.count
    else { throw .inconsistent }
    var patterns: [Pattern] = []
    patterns.reserveCapacity(ids.count)
    for index in ids.indices {
      let (start, middle, end) = (Int(starts[index]), Int(middles[index]), Int(ends[index]))
      guard start >= 0, start < middle, middle <= end, end <= sequences,
        let id = Int(exactly: ids[index])
      else { throw .inconsistent }
      patterns.append(Pattern(id: id, required: start..<middle, forbidden: middle..<end))
    }
    return patterns
  }

  /// The nodes; a branch stands before its node, so that following branches comes to an end.
  private static func nodes(
    _ kinds: SharedBytes, _ firsts: [Int32], _ counts: [Int32], atoms: Int,
    branches: [Range<Int32>]
  ) throws(RankingModelError) -> [PatternNode] {
    guard firsts.count == kinds.count, counts.count == kinds.count else { throw .inconsistent }
    var nodes: [PatternNode] = []
    nodes.reserveCapacity(kinds.count)
    for (index, byte) in kinds.enumerated() {
      guard let kind = PatternNode.Kind(rawValue: byte) else { throw .inconsistent }
      let (first, count) = (firsts[index], counts[index])
      guard first >= 0, count >= 0 else { throw .inconsistent }
      switch kind {
      case .atom, .optionalAtom:
        guard Int(first) < atoms else { throw .inconsistent }
      case .choice, .optional:
        guard Int(first) + Int(count) <= branches.count else { throw .inconsistent }
        for branch in branches[Int(first)..<(Int(first) + Int(count))]
        where Int(branch.upperBound) > index { throw .inconsistent }
      case .gap, .lineStart, .lineEnd: break
      }
      nodes.append(PatternNode(kind: kind, first: first, count: count))
    }
    return nodes
  }

  private static func numberTests(
    _ reader: inout ModelReader, testCount: Int
  ) throws(RankingModelError) -> [(test: NumberTest, number: Int32)] {
    let numbers = try reader.places(below: testCount)
    let signs = try reader.raw()
    let limits = try reader.numbers(UInt64.self)
    guard signs.count == numbers.count, limits.count == numbers.count else {
      throw .inconsistent
    }
    var tests: [(test: NumberTest, number: Int32)] = []
    for (index, sign) in signs.enumerated() {
      guard Int(sign) < Self.signs.count, numbers[index] >= 0 else { throw .inconsistent }
      let test = NumberTest(
        sign: Self.signs[Int(sign)], limit: Double(bitPattern: limits[index]))
      tests.append((test, numbers[index]))
    }
    return tests
  }
}
