/// Which phrases of a line are names, and which only look like one.
extension LineScan {
  /// "Ca 9.1 Mg 2.0": written like a name, and with a number of its own.
  private func isCapitalName(_ i: Int, _ end: Int) -> Bool {
    let at = text.origin(Int(lexemes[i].start))
    guard at < text.source.count, (0x41...0x5A).contains(text.source[at]), end < count else {
      return false
    }
    return lexemes[end].isDigits && lexemes[end].gap == .space && lexemes[i].gap != .none
  }

  /// The digits in front are the end of a unit: "2.05 mg/d1 mg".
  private func endsUnit(_ i: Int) -> Bool {
    (max(0, i - 4)..<max(0, i - 1)).contains { start in
      !lexemes[start].isDigits
        && longest(at: start, { if case .unit = $0 { true } else { nil } })?.end == i
    }
  }

  /// Digits on both sides are of one number.
  private static func joins(_ gap: Gap) -> Bool {
    switch gap {
    case .none, .dot, .comma, .slash, .hyphen: true
    case .space, .paren, .other, .newline: false
    }
  }

  func name(startingAt i: Int) -> NameSpan? {
    // "mg/dl" is one unit, not a name with something behind it.
    let unitEnd = longest(at: i, { if case .unit = $0 { true } else { nil } })?.end ?? 0
    for h in hitRange(i).reversed() where hits[h].hasMeaning {
      let hit = hits[h]
      let phrase = table.phrases[Int(hit.phrase)]
      var name = NameSpan(start: i, end: Int(hit.end), phrase: Int(hit.phrase))
      var isName = false
      var isUnit = false
      for meaning in phrase.meanings {
        switch meaning {
        case .analyte(let index, let proof): (name.analyte, isName) = ((index, proof), true)
        case .qualitative(let index, let proof): (name.qualitative, isName) = ((index, proof), true)
        case .context(let index, let proof): (name.context, isName) = ((index, proof), true)
        case .whichOf(let index): (name.whichOf, isName) = (index, true)
        case .stranger: isName = true
        case .askForUnit: name.asksForUnit = true
        case .unit, .otherUnit, .cue(.doseUnit): isUnit = true
        default: break
        }
      }
      guard isName, name.end >= unitEnd, !isSpecimenLetter(i, name.end) else { continue }
      // "s/p": the letter behind a slash is no name of its own.
      if i > 0, name.end == i + 1, lexemes[i].range.count == 1, lexemes[i].gap == .slash,
        lexemes[i - 1].range.count == 1
      {
        continue
      }
      if i > 0, lexemes[i - 1].isDigits {
        // "2 mg" is a dose, not magnesium; the 25 of "2.25" begins no name.
        if isUnit, !isCapitalName(i, name.end), !endsUnit(i) { continue }
        if lexemes[i].isDigits, Self.joins(lexemes[i].gap) { continue }
      }
      if name.lexemes.contains(where: mended.contains), let index = name.analyte?.index {
        name.analyte = (index, .unit)
      }
      return yielding(name)
    }
    return nil
  }

  /// "PTH-Related Peptide, P   0.8": a letter behind a comma that ends the cell of a name.
  private func isSpecimenLetter(_ i: Int, _ end: Int) -> Bool {
    guard i > 0, end == i + 1, lexemes[i].range.count == 1, i + 1 < count,
      lexemes[i].gap == .comma && nameAt[i - 1] >= 0 || gap(before: i).last == 0x3B
    else { return false }
    return gap(before: i + 1).starts(with: [0x20, 0x20]) || gap(before: i + 1).first == 0x09
  }

  /// "Serum CA 125", "total calcium score": a name that runs into a longer one of another test is that test's.
  private func yielding(_ name: NameSpan) -> NameSpan {
    for k in (name.start + 1)..<max(name.start + 1, name.end) {
      for hit in hits[hitRange(k)] where Int(hit.end) > name.end && hit.hasMeaning {
        let last = lexemes[Int(hit.end) - 1]
        guard table.phrases[Int(hit.phrase)].meanings.contains(.stranger),
          last.isDigits || last.range.count > 1
        else { continue }
        return NameSpan(start: name.start, end: Int(hit.end), phrase: Int(hit.phrase))
      }
    }
    return name
  }

  /// The lexemes of the row that a lexeme stands in.
  func row(of i: Int) -> Range<Int> {
    var first = i
    while first > 0, lexemes[first].gap != .newline { first -= 1 }
    var last = i + 1
    while last < count, lexemes[last].gap != .newline { last += 1 }
    return first..<last
  }

  /// Whether a row names a result.
  func namesTest(in row: Range<Int>) -> Bool { row.contains { name(at: $0)?.analyte != nil } }
}
