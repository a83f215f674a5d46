/// Words typed with one letter wrong, in front of a number.
extension LineScan {
  /// Puts the word that was meant in the place of one that is in no phrase, where all that it can mean is a name of
  /// one result: "Alk Phosphtase 112 IU/L". The names with such words count only with a unit that fits.
  static func mend(_ cut: inout [Lexeme], _ bytes: [UInt8], _ lexicon: Lexicon) -> Set<Int> {
    var mended: Set<Int> = []
    for i in cut.indices
    where cut[i].word < 0 && !cut[i].isDigits && cut[i].range.count >= NearWords.shortest
      && leadsToDigits(i, cut)
    {
      guard let word = meant(at: i, cut, bytes, lexicon) else { continue }
      cut[i].word = word
      mended.insert(i)
    }
    return mended
  }

  /// A number within the next few words of the row.
  private static func leadsToDigits(_ i: Int, _ cut: [Lexeme]) -> Bool {
    for j in (i + 1)..<max(i + 1, min(cut.count, i + 4)) {
      if cut[j].gap == .newline { return false }
      if cut[j].isDigits { return true }
    }
    return false
  }

  /// The near word that makes the longest name; with several, they must all name the same.
  private static func meant(
    at i: Int, _ cut: [Lexeme], _ bytes: [UInt8], _ lexicon: Lexicon
  ) -> Int32? {
    var found: [(word: Int32, length: Int, test: Int?)] = []
    for letters in lexicon.nearWords.near(bytes[cut[i].range]) {
      var changed = cut
      changed[i].word = lexicon.table.word(letters[...])
      guard let test = test(covering: i, changed, bytes, lexicon) else { continue }
      found.append((changed[i].word, test.length, test.index))
    }
    let longest = found.map(\.length).max()
    found.removeAll { $0.length != longest }
    guard let first = found.first, let test = first.test, test < lexicon.readCount,
      found.allSatisfy({ $0.test == test })
    else { return nil }
    return first.word
  }

  /// Of which result the longest name is that covers a word; without an index for another test.
  private static func test(
    covering i: Int, _ cut: [Lexeme], _ bytes: [UInt8], _ lexicon: Lexicon
  ) -> (length: Int, index: Int?)? {
    var best: (length: Int, index: Int?)?
    for start in max(0, i - 3)...i {
      lexicon.table.search(cut, bytes, from: start) { end, phrase in
        guard end > i, end - start > best?.length ?? 0 else { return }
        for meaning in lexicon.table.phrases[phrase].meanings {
          switch meaning {
          case .analyte(let index, _): best = (end - start, index)
          case .stranger where best?.length != end - start: best = (end - start, nil)
          default: break
          }
        }
      }
    }
    return best
  }
}
