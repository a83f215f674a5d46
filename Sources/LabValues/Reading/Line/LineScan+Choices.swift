/// Values that are words, a list of the data each: "positive", "1:640", "category 4A".
extension LineScan {
  private static func choice(_ meaning: Meaning, _ list: ChoiceList) -> Int? {
    if case .choice(list, let index) = meaning { return index }
    return nil
  }

  /// The longest value of a list at a lexeme.
  func choice(_ list: ChoiceList, at i: Int) -> (end: Int, value: Int)? {
    longest(at: i) { Self.choice($0, list) }
  }

  /// The longest value of a test that lists its own.
  func category(at i: Int, _ index: Int) -> (end: Int, value: Int)? {
    let found = longest(at: i) { meaning -> Int? in
      if case .category(index, let value) = meaning { return value }
      return nil
    }
    return found.map { (end: $0.end, value: $0.value) }
  }

  /// Signs right behind a name: `ANA +`, `ANA: -`.
  func sign(behind name: NameSpan) -> Int? {
    let gap = gap(before: name.end)
    let isLast =
      name.end >= count || lexemes[name.end].pause != .none
      || lexemes[name.end].gap == .other
    guard isLast else { return nil }
    let bare = gap.filter {
      $0 != 0x20 && $0 != 0x3A && $0 != 0x3D && $0 != 0x28 && $0 != 0x29 && $0 != 0x2C && $0 != 0x2E
    }
    return lexicon.signs.first { $0.list == .antibody && $0.text.elementsEqual(bare) }?.choice
  }

  /// 1:640, 1/640, "1 in 640", "titre 640"; true when the true value is below it.
  func titre(at j: Int) -> (Int, Bool, Int)? {
    guard j < count, lexemes[j].isDigits, nameAt[j] < 0 else { return nil }
    var last = j
    if bytes[lexemes[j].range].elementsEqual([0x31]), j + 1 < count {
      let gap = gap(before: j + 1)
      if lexemes[j + 1].isDigits, gap.contains(0x3A) || gap.contains(0x2F) {
        last = j + 1
      } else if j + 2 < count, lexemes[j + 2].isDigits,
        lexemes[j + 1].range.count == 2,
        has(.valueFiller, at: j + 1)
      {
        last = j + 2
      } else {
        return nil
      }
    }
    let digits = bytes[lexemes[last].range]
    guard digits.count <= 6 else { return nil }
    var value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    var end = last + 1
    if end < count, lexemes[end].isDigits, gap(before: end).elementsEqual([0x2C]),
      lexemes[end].range.count == 3, digits.count <= 2
    {
      value =
        value * 1000 + bytes[lexemes[end].range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
      end += 1
    }
    guard value >= 20 else { return nil }
    let below = gap(before: j).contains(0x3C)
    return (value, below, end)
  }
}
