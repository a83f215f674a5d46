/// Cuts lines into the pieces that a diff marks and a rewrite keeps.
enum Words {
  /// Runs of blanks, words (with `.` `,` `-` `:` `/` inside them), spans of time, single signs.
  ///
  ///     "took 2.5 ms (mg/dL)."  →  took · 2.5 ms · ( mg/dL ) .
  ///
  /// Nothing is lost: joined, the pieces are the text again.
  static func of(_ text: String) -> [String] {
    let signs = Array(text)
    var words: [String] = []
    var index = 0
    while index < signs.count {
      let start = index
      if signs[index] == " " {
        while index < signs.count, signs[index] == " " { index += 1 }
      } else if isInner(signs[index]) {
        while index < signs.count, isInner(signs[index]) || isJoint(signs, index) { index += 1 }
        if let end = timeEnd(signs, start, index) { index = end }
      } else {
        index += 1
      }
      words.append(String(signs[start..<index]))
    }
    return words
  }

  /// How alike two lines are, from 0 to 1: the share of words that they have in common.
  ///
  /// The Sørensen–Dice coefficient over words, blanks aside; 0 where either has none.
  static func similarity(_ a: [String], _ b: [String]) -> Double {
    let a = a.filter { $0.first != " " }
    let b = b.filter { $0.first != " " }
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    var counts: [String: Int] = [:]
    for word in a { counts[word, default: 0] += 1 }
    var common = 0
    for word in b where counts[word, default: 0] > 0 {
      counts[word, default: 0] -= 1
      common += 1
    }
    return 2 * Double(common) / Double(a.count + b.count)
  }

  private static func isInner(_ sign: Character) -> Bool { sign.isLetter || sign.isNumber }

  private static func isJoint(_ signs: [Character], _ index: Int) -> Bool {
    [".", ",", "-", ":", "/"].contains(signs[index]) && index + 1 < signs.count
      && isInner(signs[index + 1])
  }

  /// Where `2.5 ms` ends, so that a placeholder for a span of time can stand for one word.
  private static func timeEnd(_ signs: [Character], _ start: Int, _ end: Int) -> Int? {
    guard signs[start].isNumber, end < signs.count, signs[end] == " " else { return nil }
    let unit = signs[(end + 1)...].prefix(3).prefix { isInner($0) }
    guard ["ms", "µs", "us", "ns", "s"].contains(String(unit)) else { return nil }
    return unit.endIndex
  }
}
