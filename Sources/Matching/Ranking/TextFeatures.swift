import Language

/// A text as two bags of hashed features, each scaled to unit length: words and characters.
///
/// `"is it high"` → words `is`, `it`, `high`, `^ is`, `is it`, `it high`, `high $`; characters: every
/// stretch of 2–5 of `" is it high "`, across word wordCount. Counts are damped to 1 + ln(count), and
/// pairs of words count `pairShare` of that.
struct TextFeatures: Sendable {
  struct Feature: Sendable {
    var hash: UInt32
    var value: Float
  }

  /// Stems first, in the order of their first occurrence, then bigrams.
  var words: [Feature]
  var characters: [Feature]
  /// Hashes of the stems in order, repeats included.
  var stems: [UInt32]

  /// Longer texts are read up to here, so that time is bounded.
  static let mostCharacters = 640
  static let mostWords = 128
  static let gramLengths = 3...5
  /// What a pair of words counts beside a word: few phrasings have the pairs of a question, and the
  /// rest would drown its words. On CLINC150 it adds 0.8, 0.5 and 0.4 points at 5, 10 and 20
  /// phrasings a label and takes nothing at 100; 0.5 to 0.7 are equally good.
  static let pairShare: Float = 0.6

  init(of text: String) { self.init(of: Tokenizer.words(of: text)) }

  init(of all: [Word]) {
    let spoken = all.prefix(Self.mostWords)
    stems = spoken.map { Self.folded($0.stemHash) }
    words = Self.bag(of: stems, and: Self.bigrams(of: stems))
    characters = Self.bag(of: Self.grams(of: Self.letters(of: spoken)))
  }

  /// The bytes that character features are cut from: the words with one space around each.
  static func letters(of words: ArraySlice<Word>) -> [UInt8] {
    var letters: [UInt8] = [0x20]
    letters.reserveCapacity(128)
    for word in words {
      letters.append(contentsOf: word.text.utf8)
      letters.append(0x20)
      if letters.count >= mostCharacters { break }
    }
    return Array(letters.prefix(mostCharacters))
  }

  /// The hash of two stems side by side; 1 stands for the start and 2 for the end of the text.
  static func bigram(_ first: UInt32, _ second: UInt32) -> UInt32 {
    folded(UInt64(first) << 32 | UInt64(second))
  }

  static func bigrams(of stems: [UInt32]) -> [UInt32] {
    guard let last = stems.last else { return [] }
    var grams: [UInt32] = []
    grams.reserveCapacity(stems.count + 1)
    var previous: UInt32 = 1
    for stem in stems {
      grams.append(bigram(previous, stem))
      previous = stem
    }
    grams.append(bigram(last, 2))
    return grams
  }

  static func grams(of letters: [UInt8]) -> [UInt32] {
    var grams: [UInt32] = []
    grams.reserveCapacity(letters.count * gramLengths.count)
    for start in letters.indices {
      // Up to five bytes fill the low part of a word, so different stretches never collide here.
      var state: UInt64 = 1
      let end = min(start + gramLengths.upperBound, letters.count)
      for position in start..<end {
        state = state << 8 | UInt64(letters[position])
        if position - start + 1 >= gramLengths.lowerBound { grams.append(folded(state)) }
      }
    }
    return grams
  }

  /// 32 bits of hash, never 0, which marks an empty place in tables.
  static func folded(_ state: UInt64) -> UInt32 {
    let mixed = UInt32(truncatingIfNeeded: SplitMix64.mixed(state) >> 32)
    return mixed == 0 ? 1 : mixed
  }

  /// Counts equal hashes, damps the counts and scales the whole to unit length.
  static func bag(of words: [UInt32], and pairs: [UInt32] = []) -> [Feature] {
    let hashes = words + pairs
    var wordCount = 0
    var bits = 4
    while (1 << bits) < hashes.count * 2 { bits += 1 }
    let mask = (1 << bits) - 1
    var places = [Int32](repeating: -1, count: mask + 1)
    var features: [Feature] = []
    features.reserveCapacity(hashes.count)
    for (position, hash) in hashes.enumerated() {
      if position == words.count { wordCount = features.count }
      var place = Int(hash) & mask
      while places[place] >= 0, features[Int(places[place])].hash != hash {
        place = (place + 1) & mask
      }
      if places[place] < 0 {
        places[place] = Int32(truncatingIfNeeded: features.count)
        features.append(Feature(hash: hash, value: 1))
      } else {
        features[Int(places[place])].value += 1
      }
    }
    scale(&features, words: pairs.isEmpty ? features.count : wordCount)
    return features
  }

  private static func scale(_ features: inout [Feature], words: Int) {
    var squares: Float = 0
    for index in features.indices {
      let count = features[index].value
      if count > 1 { features[index].value = 1 + Damping.logarithm(count) }
      if index >= words { features[index].value *= pairShare }
      squares += features[index].value * features[index].value
    }
    guard squares > 0 else { return }
    let factor = 1 / squares.squareRoot()
    for index in features.indices { features[index].value *= factor }
  }
}
