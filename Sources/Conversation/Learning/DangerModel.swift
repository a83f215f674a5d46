import Knowledge
import Language
import Matching

/// How like a danger words are: one weight for each word, pair of words and run of letters, added up.
///
/// It is learned from lines that are dangers and lines that are not. A score is a sum over the words, so
/// every sentence and every window of a long line is looked at for the price of one reading.
struct DangerModel: Sendable {
  /// Weights by hashed feature, in steps of `step`; empty where there was too little to learn from.
  private(set) var weights: [Int8]
  private(set) var step: Float
  private(set) var bias: Float
  /// How far the patterns of dangers are trusted.
  var trust = PatternTrust.full

  static let size = LineFeatures.size

  var isEmpty: Bool { weights.isEmpty }

  /// What knows nothing.
  static let none = DangerModel(weights: [], step: 0, bias: 0)

  /// The score of some words of a line: above 0 it is rather a danger.
  func score(_ features: LineFeatures, _ range: Range<Int>) -> Float {
    guard !isEmpty, !range.isEmpty else { return 0 }
    var sum = 0
    var count = 0
    for index in range {
      let first = features.starts[index]
      for place in first..<features.starts[index + 1] {
        sum += Int(weights[Int(features.places[place])])
      }
      count += features.starts[index + 1] - first
    }
    return bias + Float(sum) * step / Float(count + 1).squareRoot()
  }
}

// MARK: Learning

extension DangerModel {
  /// A line to learn from: its features, and the windows in which a danger is looked for.
  struct Example: Sendable {
    let features: LineFeatures
    let windows: [DangerWindow]

    init(_ line: ReadLines.Line) {
      features = line.features
      windows = DangerWindow.all(of: line.words)
    }
  }

  /// Fewer dangerous lines than this teach nothing: patterns alone decide.
  static let fewestLines = 100

  /// Learns by steps that grow smaller where a feature was moved often, and from the window of a line
  /// that stands highest: the one that a reader of the line would go by.
  ///
  /// - Parameter near: lines that only look like a danger: the dearest teachers
  init(dangers: [Example], near: [Example], others: [Example], passes: Int = 10) {
    guard dangers.count >= Self.fewestLines, !(near + others).isEmpty else {
      self = .none
      return
    }
    var trainer = Trainer(bias: -1)
    let lines = dangers + near + others
    let keys = lines.map { SplitMix64.key(of: $0.features.places) }
    // A line that stands far on its right side is looked at again only in every third pass.
    var rests = [Bool](repeating: false, count: lines.count)
    for pass in 0..<passes {
      for index in SplitMix64.steadyOrder(of: keys, round: pass)
      where !rests[index] || pass % 3 == 2 {
        rests[index] = trainer.learn(lines[index], isDanger: index < dangers.count)
      }
    }
    let largest = trainer.weights.reduce(0) { max($0, abs($1)) }
    let step = max(largest, 1e-6) / 127
    self.init(
      weights: trainer.weights.map { Int8(($0 / step).rounded()) }, step: step, bias: trainer.bias)
  }

  /// Learns from the lists of lines: those of dangers, and all others that there are.
  init(
    of knowledge: Knowledge, _ phrases: PhraseBook, _ book: RuleBook, _ read: ReadLines
  ) {
    let known = knowledge.examples
    let dangers = known.kinds(of: .dangers)
    let rest = known.kinds.filter { $0.role != .dangers }.flatMap { $0.lines + $0.calm }
    let within = known.followUps.filter { !$0.target.hasPrefix(LineExamples.Role.dangers.rawValue) }
    let calm = rest + known.others + knowledge.scope.examples + within.map(\.line)
    let lines = dangers.flatMap(\.lines).map { read($0.text) }
    let near = dangers.flatMap(\.calm).map { read($0.text) }
    let others = (calm.map(\.text) + phrases.asked.map(\.text)).map { read($0) }
    self.init(
      dangers: lines.map(Example.init), near: near.map(Example.init),
      others: others.map(Example.init))
    trust = PatternTrust(
      book, dangers: lines.map(\.words), near: near.map(\.words), others: others.map(\.words))
  }

  private struct Trainer {
    var weights = [Float](repeating: 0, count: size)
    var moved = [Float](repeating: 1e-3, count: size)
    var bias: Float

    /// Moves the weights where the highest window of a line does not stand on its side by 1 at least;
    /// returns whether it stands there by far.
    mutating func learn(_ line: Example, isDanger: Bool) -> Bool {
      let (places, starts) = (line.features.places, line.features.starts)
      var sums: [Float] = [0]
      sums.reserveCapacity(starts.count)
      for index in 0..<starts.count - 1 {
        var sum = sums[index]
        for place in starts[index]..<starts[index + 1] { sum += weights[Int(places[place])] }
        sums.append(sum)
      }
      var best: (window: DangerWindow, score: Float)?
      for window in line.windows {
        let range = window.range
        let count = starts[range.upperBound] - starts[range.lowerBound]
        let sum = sums[range.upperBound] - sums[range.lowerBound]
        let score = bias + sum / Float(count + 1).squareRoot() - window.price
        if score > best?.score ?? -.infinity { best = (window, score) }
      }
      guard let best else { return true }
      let side: Float = isDanger ? 1 : -1
      guard side * best.score < 1 else { return side * best.score > Self.far }
      let range = starts[best.window.range.lowerBound]..<starts[best.window.range.upperBound]
      let pull = side / Float(range.count + 1).squareRoot()
      for place in places[range] {
        let place = Int(place)
        moved[place] += pull * pull
        weights[place] += 0.1 * pull / moved[place].squareRoot()
      }
      bias += 0.01 * side
      return false
    }

    private static let far: Float = 1.3
  }
}

// MARK: Bytes

extension DangerModel {
  func encoded() -> [UInt8] {
    var writer = ModelWriter()
    writer.write(weights.map { UInt8(bitPattern: $0) })
    writer.write([step, bias])
    writer.write(trust.shares)
    return writer.bytes
  }

  init(decoding bytes: SharedBytes) throws(RankingModelError) {
    var reader = ModelReader(bytes)
    let weights = try reader.numbers(UInt8.self)
    let scales = try reader.numbers(UInt32.self).map { Float(bitPattern: $0) }
    let trust = try reader.numbers(UInt8.self)
    guard reader.isAtEnd, weights.isEmpty || weights.count == Self.size, scales.count == 2 else {
      throw .wrongLength
    }
    self.init(weights: weights.map { Int8(bitPattern: $0) }, step: scales[0], bias: scales[1])
    self.trust = PatternTrust(shares: trust)
    guard step.isFinite, bias.isFinite else { throw .inconsistent }
  }
}
