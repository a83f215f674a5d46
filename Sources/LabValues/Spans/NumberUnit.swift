/// The unit behind a number.
struct NumberUnit {
  /// A unit of the catalogue, by position.
  var lab: Int?
  /// A unit of another test.
  var isOther = false
  /// What tablets are counted in.
  var isDose = false
  /// The lexeme behind number and unit.
  var end: Int
}

extension LineScan {
  /// The unit that begins at lexeme `i`, right behind a number.
  func unit(behind i: Int) -> NumberUnit {
    guard i < count, lexemes[i].pause == .none || lexemes[i].gap == .paren,
      lexemes[i].gap != .newline, !lexemes[i].isDigits, nameAt[i] < 0
    else { return NumberUnit(end: i) }
    for h in hitRange(i).reversed() {
      let hit = hits[h]
      var unit = NumberUnit(end: Int(hit.end))
      for meaning in table.phrases[Int(hit.phrase)].meanings {
        switch meaning {
        case .unit(let index): unit.lab = index
        case .otherUnit: unit.isOther = true
        case .cue(.doseUnit): unit.isDose = true
        default: break
        }
      }
      if unit.lab != nil || unit.isOther || unit.isDose { return unit }
    }
    return NumberUnit(end: i)
  }

  /// Behind the unit that begins at lexeme `i`.
  func unitEnd(at i: Int) -> Int? {
    guard i < count, !lexemes[i].isDigits || lexemes[i].gap != .none else {
      return nil
    }
    return longest(at: i) {
      switch $0 {
      case .unit, .otherUnit: true
      default: nil
      }
    }?.end
  }

  /// Written small and high in the line as typed.
  func isRaised(_ byte: Int) -> Bool {
    let at = text.origin(byte)
    return at < text.source.count && text.source[at] >= 0x80
  }
}
