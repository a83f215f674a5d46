extension Normalizer {
  /// Everything it knows as bytes: the same normalizer gives the same bytes.
  package func encoded() -> [UInt8] {
    var writer = ModelWriter()
    table.write(to: &writer)
    stems.write(to: &writer)
    writer.write(entries.map(\.role.rawValue))
    writer.write(entries.map { Int64($0.count) })
    writer.write(entries.map(\.stem))
    writer.write(plainStems)
    speller.write(to: &writer)
    sounds.write(to: &writer)
    let replaced = replacements.sorted { $0.key < $1.key }
    writer.write(replaced.map(\.key))
    for (_, words) in replaced { writer.write(words.map(\.text).joined(separator: " ")) }
    synonyms.write(to: &writer)
    return writer.bytes
  }

  /// Reads a normalizer. Every number is checked against what it counts, so that damaged bytes are
  /// an error and no later trap.
  package init(decoding bytes: SharedBytes) throws(RankingModelError) {
    var reader = ModelReader(bytes)
    let table = try WordTable(reading: &reader)
    let stems = try WordTable(reading: &reader)
    entries = try Self.entries(&reader, stems)
    guard entries.count == table.count else { throw .inconsistent }
    plainStems = try reader.numbers(UInt8.self)
    speller = try Speller(reading: &reader, words: table.count)
    sounds = try Speller(reading: &reader, words: table.count)
    for number in try reader.places(below: table.count) {
      let words = Tokenizer.words(of: try reader.text())
      guard number >= 0 else { throw .inconsistent }
      replacements[number] = words
    }
    synonyms = try SynonymTable(reading: &reader)
    guard reader.isAtEnd else { throw .wrongLength }
    (self.table, self.stems) = (table, stems)
  }

  private static func entries(
    _ reader: inout ModelReader, _ stems: WordTable
  ) throws(RankingModelError) -> [Entry] {
    let roles = try reader.raw()
    let counts = try reader.numbers(Int64.self)
    let numbers = try reader.places(below: stems.count)
    guard counts.count == roles.count, numbers.count == roles.count else {
      throw .inconsistent
    }
    var entries: [Entry] = []
    entries.reserveCapacity(roles.count)
    for (index, role) in roles.enumerated() {
      entries.append(
        Entry(
          role: Role(rawValue: role), count: Int(clamping: counts[index]), stem: numbers[index]))
    }
    return entries
  }
}
