import Language
import Matching

/// Finds what of a line asks.
struct Questions: Sendable {
  let words: LineWords

  /// The sentences that end with a question mark, in words of the line; where nobody typed one, those
  /// that begin with a word that asks.
  func ranges(in line: [Word], of text: String) -> [Range<Int>] {
    let bytes = text.utf8
    guard bytes.contains(UInt8(ascii: "?")) else {
      return line.sentences.filter { words.holds(line[$0.lowerBound].text, .asksAnywhere) }
    }
    return line.sentences.filter { range in
      let last = line[range.upperBound - 1].range.upperBound
      let end =
        range.upperBound == line.count ? bytes.count : line[range.upperBound].range.lowerBound
      return bytes.dropFirst(last).prefix(max(0, end - last)).contains(UInt8(ascii: "?"))
    }
  }

  /// Whether a line asks something, and does not only state.
  func asks(_ line: [Word], _ text: String) -> Bool {
    if text.utf8.contains(UInt8(ascii: "?")) { return true }
    for (index, word) in line.enumerated() {
      if words.holds(word.text, .asksAnywhere) { return true }
      guard words.holds(word.text, .asksFirst) else { continue }
      if index + 1 < line.count, words.holds(line[index + 1].text, .asksBefore) { return true }
      if index + 1 < line.count, words.holds(word.text, .asksOfThat),
        words.holds(line[index + 1].text, .asksBeforeLast)
      {
        return true
      }
      if index + 3 == line.count, words.holds(line[index + 1].text, .asksBeforeLast) { return true }
      if index == 0 || line[index - 1].clause != word.clause
        || words.holds(line[index - 1].text, .joints)
      {
        return true
      }
    }
    return false
  }

  /// The parts of a line that ask for different things, at most four: "what is it, is it cancer and
  /// can it be cut out?". Empty where there is one only.
  func parts(of line: [Word]) -> [Range<Int>] {
    guard line.count >= 4 else { return [] }
    var cuts: [Int] = []
    for index in line.indices {
      guard words.holds(line[index].text, .partOpeners) else { continue }
      guard index > 0 else {
        cuts.append(0)
        continue
      }
      let afterAnd = words.holds(line[index - 1].text, .and)
      let isNew = line[index].clause != line[index - 1].clause
      guard afterAnd || isNew else { continue }
      let start = afterAnd ? index - 1 : index
      if start - (cuts.last ?? -9) >= 2 { cuts.append(start) }
    }
    guard cuts.count >= 2 else { return [] }
    var ranges: [Range<Int>] = []
    for (place, cut) in cuts.enumerated() {
      let end = place + 1 < cuts.count ? cuts[place + 1] : line.count
      let start = words.holds(line[cut].text, .and) ? cut + 1 : cut
      if end - start >= 2 { ranges.append(start..<end) }
    }
    return ranges.count >= 2 ? Array(ranges.prefix(4)) : []
  }
}
