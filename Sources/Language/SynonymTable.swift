/// Replaces names by their canonical form, on stems, the longest name in the line first.
///
/// With `[chronic kidney disease, ckd]` and `[stone, calculus]`:
///
///     "ckd stage 3"   →   chronic kidney disease stage 3
///
/// What is replaced is not looked at again. A name never spans a comma or a sentence end. Where two
/// lists hold the same name, the first list has it.
///
/// A chain is not followed: where `a` stands for `b` and `b` for `c`, `a` becomes `b` alone.
package struct SynonymTable: Sendable {
  /// A word of a canonical form; its place in the line comes later.
  private struct Part: Sendable {
    var text: String
    var stem: String
    var textHash: UInt64
    var stemHash: UInt64
  }

  private struct Name: Sendable {
    var stems: [Int32]
    /// The list it belongs to; -1 for a name that only shields its words.
    var list: Int
  }

  private struct Match {
    var start: Int
    var length: Int
    var list: Int
  }

  private var stems = WordTable()
  private var names: [Name] = []
  /// Names by the number of their first stem, the longest first.
  private var byFirst: [[Int32]] = []
  private var canonical: [[Part]] = []

  /// A list whose first name has no word is passed over; names that stand twice keep the first
  /// list.
  package init(_ lexicon: Lexicon) {
    for list in lexicon.synonyms {
      guard let first = list.first else { continue }
      let words = Tokenizer.words(of: first)
      guard !words.isEmpty else { continue }
      canonical.append(
        words.map {
          Part(text: $0.text, stem: $0.stem, textHash: $0.textHash, stemHash: $0.stemHash)
        })
      add(words, list: canonical.count - 1)
      for name in list.dropFirst() { add(Tokenizer.words(of: name), list: canonical.count - 1) }
    }
    for name in lexicon.names { add(Tokenizer.words(of: name), list: -1) }
    for index in byFirst.indices {
      byFirst[index].sort {
        let (left, right) = (names[Int($0)].stems.count, names[Int($1)].stems.count)
        return left == right ? $0 < $1 : left > right
      }
    }
  }

  /// Layout: `WordTable` of stems │ i32 list of each name │ u32 stems of each name │ i32 all their
  /// stems │ u32 names of each first stem │ i32 all these names │ u32 parts of each form │ text,
  /// stem of each part.
  package func write(to writer: inout ModelWriter) {
    stems.write(to: &writer)
    writer.write(names.map { Int32(truncatingIfNeeded: $0.list) })
    writer.write(names.map { UInt32(truncatingIfNeeded: $0.stems.count) })
    writer.write(names.flatMap(\.stems))
    writer.write(byFirst.map { UInt32(truncatingIfNeeded: $0.count) })
    writer.write(byFirst.flatMap { $0 })
    writer.write(canonical.map { UInt32(truncatingIfNeeded: $0.count) })
    for part in canonical.joined() {
      writer.write(part.text)
      writer.write(part.stem)
    }
  }

  /// - Throws: `wrongLength` where bytes are missing, `inconsistent` for a name without a word or
  ///   for a number that points outside of what it counts.
  package init(reading reader: inout ModelReader) throws(RankingModelError) {
    stems = try WordTable(reading: &reader)
    let lists = try reader.numbers(Int32.self)
    let nameStems = try Self.lists(&reader, below: stems.count)
    byFirst = try Self.lists(&reader, below: lists.count)
    guard nameStems.count == lists.count, byFirst.count == stems.count else {
      throw .inconsistent
    }
    for (stems, list) in zip(nameStems, lists) {
      guard !stems.isEmpty else { throw .inconsistent }
      names.append(Name(stems: stems, list: Int(list)))
    }
    for count in try reader.numbers(UInt32.self) {
      var parts: [Part] = []
      for _ in 0..<count {
        let (text, stem) = (try reader.text(), try reader.text())
        parts.append(
          Part(
            text: text, stem: stem, textHash: WordHash.of(text), stemHash: WordHash.of(stem)))
      }
      canonical.append(parts)
    }
    for list in lists where list < -1 || Int(list) >= canonical.count { throw .inconsistent }
  }

  /// Lists of numbers below the limit.
  private static func lists(
    _ reader: inout ModelReader, below limit: Int
  ) throws(RankingModelError) -> [[Int32]] {
    let counts = try reader.numbers(UInt32.self)
    let numbers = try reader.places(below: limit)
    var lists: [[Int32]] = []
    lists.reserveCapacity(counts.count)
    var start = 0
    for count in counts {
      guard Int(count) <= numbers.count - start else { throw .inconsistent }
      lists.append(Array(numbers[start..<(start + Int(count))]))
      start += Int(count)
    }
    guard start == numbers.count, !numbers.contains(-1) else { throw .inconsistent }
    return lists
  }

  private mutating func add(_ words: [Word], list: Int) {
    let numbers = words.map { stems.add($0.stem, hash: $0.stemHash) }
    while byFirst.count < stems.count { byFirst.append([]) }
    guard let first = numbers.first else { return }
    if byFirst[Int(first)].contains(where: { names[Int($0)].stems == numbers }) { return }
    byFirst[Int(first)].append(Int32(truncatingIfNeeded: names.count))
    names.append(Name(stems: numbers, list: list))
  }

  /// The line with every name in its canonical form.
  ///
  /// Each word of a canonical form has the range of the whole name that was typed.
  ///
  ///     "my ckd"   →   my, chronic, kidney, disease        the last three all at bytes 3..<6
  package func canonical(of words: [Word]) -> [Word] {
    let matches = matches(in: words)
    guard !matches.isEmpty else { return words }
    var result: [Word] = []
    result.reserveCapacity(words.count + matches.count * 2)
    var next = 0
    for match in matches where match.list >= 0 {
      result.append(contentsOf: words[next..<match.start])
      next = match.start + match.length
      let (first, last) = (words[match.start], words[next - 1])
      for part in canonical[match.list] {
        result.append(
          Word(
            text: part.text, stem: part.stem, range: first.span(to: last), clause: first.clause,
            sentence: first.sentence, correctedFrom: first.correctedFrom,
            textHash: part.textHash, stemHash: part.stemHash))
      }
    }
    result.append(contentsOf: words[next...])
    return result
  }

  /// Matches that do not overlap, in the order of the line.
  ///
  /// The longest come first, of those as long the leftmost, each where no other has taken a word
  /// yet.
  private func matches(in words: [Word]) -> [Match] {
    guard !names.isEmpty else { return [] }
    let numbers = words.map { stems.number(of: $0.stem, hash: $0.stemHash) ?? -1 }
    var found: [Match] = []
    for start in numbers.indices where numbers[start] >= 0 {
      for name in byFirst[Int(numbers[start])] {
        let name = names[Int(name)]
        guard stands(name, at: start, in: numbers, words) else { continue }
        found.append(Match(start: start, length: name.stems.count, list: name.list))
      }
    }
    guard found.count > 1 else { return found }
    found.sort { $0.length == $1.length ? $0.start < $1.start : $0.length > $1.length }
    var isTaken = Array(repeating: false, count: words.count)
    var kept: [Match] = []
    for match in found {
      let places = match.start..<match.start + match.length
      if places.contains(where: { isTaken[$0] }) { continue }
      for place in places { isTaken[place] = true }
      kept.append(match)
    }
    return kept.sorted { $0.start < $1.start }
  }

  private func stands(_ name: Name, at start: Int, in numbers: [Int32], _ words: [Word]) -> Bool {
    let end = start + name.stems.count
    guard end <= numbers.count, words[end - 1].clause == words[start].clause else { return false }
    var index = 1
    while index < name.stems.count {
      if numbers[start + index] != name.stems[index] { return false }
      index += 1
    }
    return true
  }
}
