/// Words around a value.
extension LineScan {
  /// The longest word of comparison at a lexeme: "above", "at least".
  func comparator(at j: Int) -> (Comparator, Int)? {
    var best: (Comparator, Int)?
    for (cue, comparator) in [
      (Cue.comparatorAbove, Comparator.above), (.comparatorBelow, .below),
      (.comparatorAbout, .about),
    ] {
      if let end = end(of: CueSet(cue), at: j), end > best?.1 ?? 0 { best = (comparator, end) }
    }
    return best
  }

  /// The longest word that is a result: "high", "critically low".
  func wordValue(at j: Int) -> (WordValue, Int)? {
    var best: (WordValue, Int)?
    for (cue, word) in [
      (Cue.wordNormal, WordValue.normal), (.wordLow, .low), (.wordHigh, .high),
      (.wordCriticalLow, .criticalLow), (.wordCriticalHigh, .criticalHigh),
      (.wordBorderline, .borderline),
    ] {
      if let end = end(of: CueSet(cue), at: j), end > best?.1 ?? 0 { best = (word, end) }
    }
    return best
  }

  /// Whether a mark of lists stands in front of a lexeme: a comma, a slash, an ampersand or a plus.
  func isListGap(before i: Int) -> Bool {
    gap(before: i).contains { $0 == 0x2C || $0 == 0x2F || $0 == 0x26 || $0 == 0x2B }
  }
}
