/// What a normalizer is kept as: the parts in this order, each in the layout of ModelBytes.swift.
///
///     words      WordTable              all words that are known in any way
///     stems      WordTable
///     entries    u8 roles │ u32 counts │ i32 stem numbers (−1: none), as many as words
///     plain      u8 for each stem, 1 where a plain word or a stopword has it
///     speller    Speller                the letters of the vocabulary
///     sounds     Speller                the same as they sound
///     replaced   i32 word numbers, then for each a text of what it stands for
///     synonyms   SynonymTable
extension Normalizer {
  /// Everything it knows as bytes: the same normalizer gives the same bytes.
  package func encoded() -> [UInt8] {
    var writer = ModelWriter()
    table.write(to: &writer)
    stems.write(to: &writer)
    writer.write(entries.map(\.role.rawValue))
    writer.write(entries.map { UInt32(clamping: $0.count) })
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
  ///
  /// - Throws: `wrongLength` where bytes are missing or left over, `inconsistent` where two parts
  ///   do not fit each other. Whether the bytes are those that were written is not asked here: that
  ///   is for the checksum of the file they come from.
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
    let counts = try reader.numbers(UInt32.self)
    let numbers = try reader.places(below: stems.count)
    guard counts.count == roles.count, numbers.count == roles.count else {
      throw .inconsistent
    }
    var entries: [Entry] = []
    entries.reserveCapacity(roles.count)
    for (index, role) in roles.enumerated() {
      entries.append(
        Entry(
          role: Role(rawValue: role), count: Int(counts[index]), stem: numbers[index]))
    }
    return entries
  }
}
