import Language

/// What a term of a question is made of.
package enum TermKind: String, Sendable { case stem, pair, letters }

/// The features of a question with the text that a person can read.
struct TermNames {
  struct Piece {
    var hash: UInt32
    var kind: TermKind
    var text: String
  }

  private(set) var pieces: [Piece] = []

  /// The pieces of a line, and of the line without names.
  init(_ plain: [Word], _ masked: [Word]) {
    add(plain)
    add(masked)
  }

  private mutating func add(_ all: [Word]) {
    let words = all.prefix(TextFeatures.mostWords)
    guard !words.isEmpty else { return }
    for word in words {
      pieces.append(
        Piece(hash: TextFeatures.folded(word.stemHash), kind: .stem, text: word.stem))
    }
    let stems = ["^"] + words.map(\.stem) + ["$"]
    let hashes = TextFeatures.bigrams(of: words.map { TextFeatures.folded($0.stemHash) })
    for (place, hash) in hashes.enumerated() {
      pieces.append(Piece(hash: hash, kind: .pair, text: stems[place] + " " + stems[place + 1]))
    }
    let letters = TextFeatures.letters(of: words)
    for start in letters.indices {
      for length in TextFeatures.gramLengths where start + length <= letters.count {
        let gram = letters[start..<(start + length)]
        guard let hash = TextFeatures.grams(of: Array(gram)).first(length: length) else { continue }
        let text = String(decoding: gram, as: UTF8.self)
        pieces.append(
          Piece(
            hash: hash, kind: .letters,
            text: String(text.map { $0 == " " ? "␣" : $0 })))
      }
    }
  }
}

extension [UInt32] {
  /// Of the grams of a text of `length` letters, the one that is the whole text.
  fileprivate func first(length: Int) -> UInt32? {
    let place = length - TextFeatures.gramLengths.lowerBound
    return place >= 0 && place < count ? self[place] : nil
  }
}
