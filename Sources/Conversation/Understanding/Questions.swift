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

  /// What of a line asks, without what it tells beside that, each question by itself: "thanks, | what is it |
  /// and | can it be cut out?".
  func asked(in line: [Word], _ text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    let marked = bytes.contains(UInt8(ascii: "?")) ? ranges(in: line, of: text) : []
    var parts: [Range<Int>] = []
    for sentence in line.sentences {
      let isMarked = marked.contains(sentence)
      let starts = sentence.filter { place in
        place == sentence.lowerBound
          || opens(at: place, in: line, sentence, bytes, isMarked: isMarked)
      }
      for (place, start) in starts.enumerated() {
        let isLast = place + 1 == starts.count
        guard
          start > sentence.lowerBound
            || opens(at: start, in: line, sentence, bytes, isMarked: isMarked)
            || isLast && isMarked
        else { continue }
        let end = isLast ? sentence.upperBound : starts[place + 1]
        let range = trimmed(start..<end, of: line)
        // What says nothing by itself belongs to the question before it: "…, and why?".
        if range.count < 3, words.carrying(Array(line[range].dropFirst())).isEmpty,
          let last = parts.last,
          line[last.upperBound - 1].sentence == line[start].sentence
        {
          parts[parts.count - 1] = last.lowerBound..<range.upperBound
        } else if range.count >= 2 {
          parts.append(range)
        }
      }
    }
    return parts
  }

  /// Whether a question of its own begins at a word: behind a sign or "and", or in the middle of a clause
  /// with its words the other way round ("i read that should i stop").
  private func opens(
    at start: Int, in line: [Word], _ sentence: Range<Int>, _ bytes: [UInt8], isMarked: Bool
  ) -> Bool {
    if words.beginsAsking(at: start, in: line) { return true }
    // "By which routes", "at what age".
    let leads = words.holds(line[start].text, .beforeOpeners) && start + 1 < sentence.upperBound
    let opener = leads ? start + 1 : start
    guard words.holds(line[opener].text, leads ? .asksAnywhere : .partOpeners) else { return false }
    let isAsked =
      opener + 1 < sentence.upperBound && words.holds(line[opener + 1].text, .asksFirst)
    guard start > sentence.lowerBound else {
      // "When it is stopped, what comes then?"
      return isAsked || !words.holds(line[start].text, .conjunctions)
    }
    let before = line[start - 1]
    // "These people, who have lumps from birth, …": it goes on with what stands before it.
    if before.clause != line[start].clause, !isAsked, words.holds(line[start].text, .relatives) {
      return false
    }
    // "They gave me the biopsy, is next thursday": without a mark a statement goes on.
    if before.clause != line[start].clause, !isMarked, words.holds(line[start].text, .copulas),
      !isTurned(at: start, in: line)
    {
      return false
    }
    if before.clause != line[start].clause || words.holds(before.text, .joints)
      || words.holds(before.text, .and)
      || Self.isApart(bytes, from: before.range.upperBound, to: line[start].range.lowerBound)
    {
      return true
    }
    guard isTurned(at: start, in: line) else { return false }
    return !(max(sentence.lowerBound, start - 5)..<start).contains { place in
      words.holds(line[place].text, .asksAnywhere) || isTurned(at: place, in: line)
    }
  }

  /// Whether two words stand the other way round than in a statement: "should i".
  private func isTurned(at start: Int, in line: [Word]) -> Bool {
    start + 1 < line.count && words.holds(line[start].text, .asksFirst)
      && line[start].sentence == line[start + 1].sentence
      && words.holds("\(line[start].text) \(line[start + 1].text)", .turned)
  }

  /// Whether a colon or a dash stands between two words: "thiosulphate - what is that".
  private static func isApart(_ bytes: [UInt8], from start: Int, to end: Int) -> Bool {
    guard start < end, end <= bytes.count else { return false }
    return bytes[start..<end].contains {
      $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-") || $0 >= 0x80
    }
  }

  /// Without the words at both ends that only join it to others.
  private func trimmed(_ range: Range<Int>, of line: [Word]) -> Range<Int> {
    let start = range.first { place in
      !words.holds(line[place].text, .joints) && !words.holds(line[place].text, .and)
    }
    let end = range.last { !words.holds(line[$0].text, .and) }
    guard let start, let end, start <= end else { return range.lowerBound..<range.lowerBound }
    return start..<end + 1
  }
}
