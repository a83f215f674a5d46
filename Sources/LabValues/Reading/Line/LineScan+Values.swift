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
}
