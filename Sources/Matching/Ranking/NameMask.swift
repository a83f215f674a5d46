import Language

/// Reads a line without the names in it: each becomes the same word.
///
///     what helps with calciphylaxis at home   →   what helps with ⟨name⟩ at home
struct NameMask: Sendable {
  private let names: SynonymTable?
  /// What stands for a name; no text has such a word.
  static let placeholder = "name0of0it"

  init(_ names: [String]) {
    var lexicon = Lexicon()
    lexicon.synonyms = [[Self.placeholder] + names]
    self.names = names.isEmpty ? nil : SynonymTable(lexicon)
  }

  /// The line with its names hidden; `nil` where it has none.
  func masked(_ words: [Word]) -> [Word]? {
    guard let names else { return nil }
    let masked = names.canonical(of: words)
    let isChanged =
      masked.count != words.count
      || zip(masked, words).contains { $0.textHash != $1.textHash }
    return isChanged ? masked : nil
  }

  func write(to writer: inout ModelWriter) {
    writer.write(count: names == nil ? 0 : 1)
    names?.write(to: &writer)
  }

  init(reading reader: inout ModelReader) throws(RankingModelError) {
    names = try reader.word() == 0 ? nil : SynonymTable(reading: &reader)
  }
}
