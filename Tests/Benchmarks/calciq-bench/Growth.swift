import Glibc
import Language
import Matching

/// How learning, size and speed grow with the number of intents and phrasings, on made-up words.
///
/// Each intent has a few words of its own kind and shares the rest with all others, as real ones do;
/// common words are common by Zipf's law. The words say nothing about accuracy, only about cost.
struct Growth {
  private var random: UInt64 = 1
  private let words: [String]

  init() {
    let parts = ["ba", "co", "di", "fu", "ga", "hel", "jo", "kin", "lu", "mer", "no", "pas", "ri"]
    var words: [String] = []
    for first in parts {
      for second in parts { for third in parts { words.append(first + second + third) } }
    }
    self.words = words
  }

  mutating func measure() {
    print("intents x phrasings: learning, model, memory so far, decoding, a question")
    for (intents, phrasings) in [
      (10, 10), (100, 10), (1_000, 10), (10_000, 10), (10, 1_000), (100, 1_000), (150, 100),
      (1_500, 100),
    ] { measure(intents, phrasings) }
  }

  private mutating func measure(_ intents: Int, _ phrasings: Int) {
    var set = TrainingSet(labels: (0..<intents).map { "intent \($0)" }, examples: [])
    for label in 0..<intents {
      let own = (0..<6).map { _ in Int(next() % UInt64(words.count)) }
      for _ in 0..<phrasings {
        set.examples.append(TrainingSet.Example(text: phrasing(own), label: label))
      }
    }
    let asked = (0..<500).map { _ in
      set.examples[Int(next() % UInt64(set.examples.count))].text + " " + common()
    }
    let start = microseconds()
    let model = RankingModel.trained(on: set)
    let seconds = (microseconds() - start) / 1e6
    let bytes = model.encoded()
    let decode = microseconds()
    let read = try? RankingModel(decoding: SharedBytes(bytes), isVerified: true)
    let decoded = (microseconds() - decode) / 1e3
    let cost = mean(costs(asked, rounds: 3) { _ = (read ?? model).rank($0) })
    print(
      "\(intents) x \(phrasings): \(rounded(seconds)) s, \(rounded(Double(bytes.count) / 1e6)) MB, "
        + "\(peakMemory()) MB, \(rounded(decoded)) ms, \(rounded(cost)) µs")
    // The larger ones take minutes: what is known already should be seen.
    _ = fflush(nil)
  }

  private mutating func next() -> UInt64 {
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    return random
  }

  /// The n-th word comes about n times as seldom as the first.
  private mutating func common() -> String {
    let share = Double(next() % 1_000_000) / 1_000_000
    var place = 1.0
    while place < share * 7.6 { place += 1 }
    var index = 1.0
    for _ in 0..<Int(place) { index *= 2.7 }
    return words[min(words.count - 1, Int(index * (0.4 + 0.6 * share)))]
  }

  private mutating func phrasing(_ own: [Int]) -> String {
    var text: [String] = []
    for _ in 0..<(2 + next() % 2) { text.append(words[own[Int(next() % UInt64(own.count))]]) }
    for _ in 0..<(3 + next() % 4) { text.append(common()) }
    return text.joined(separator: " ")
  }
}
