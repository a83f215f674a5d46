internal import CLargePages
import Language

/// Learns the weights of kinds line by line.
///
/// Stochastic gradient descent with steps that shrink where much was moved (Duchi et al., JMLR 2011). Some
/// features and some numbers of the meaning are left out at random each time, so that no kind rests on a
/// single word (Srivastava et al., JMLR 2014). What is kept is the mean of the weights over the last passes, in which steps
/// stay as they are, so that it hangs less on which lines came last (Polyak and Juditsky 1992; Izmailov et al., UAI 2018).
struct KindTrainer {
  typealias Lanes = SIMD16<Float>

  /// Row after row, `lanes` for each feature.
  private var hidden: [Lanes]
  /// How much each feature, and each label, was moved: one that was moved often moves little.
  private var moved: [Float]
  private var outputMoved: [Float]
  /// For each number of a meaning one weight a label, in blocks of sixteen.
  private var output: [Lanes]
  private var bias: [Float]
  private var isSeen: [Bool]
  /// The sums of the weights that were looked at, and of how many looks.
  private var total: (hidden: [Lanes], output: [Lanes], bias: [Float], looks: Float) =
    ([], [], [], 0)
  private let labels: Int
  private let blocks: Int
  /// Which features and numbers are left out, drawn for each line anew.
  private var random = SplitMix64(seed: 17)

  private static let lanes = KindModel.width / 16

  /// - Parameter names: the number that each label has by its name: what a label begins with hangs on no other
  init(labels names: [UInt64]) {
    labels = names.count
    blocks = (labels + 15) / 16
    func next(_ source: inout SplitMix64) -> Float {
      (Float(source.next() >> 40) * 0x1p-23 - 1) * Self.spread
    }
    var source = SplitMix64(seed: 19)
    hidden = Self.wide(KindModel.rows * Self.lanes)
    for row in hidden.indices { for lane in 0..<16 { hidden[row][lane] = next(&source) } }
    output = [Lanes](repeating: .zero, count: KindModel.width * blocks)
    for (label, name) in names.enumerated() {
      var source = SplitMix64(seed: name)
      for unit in 0..<KindModel.width {
        output[unit * blocks + label >> 4][label & 15] = next(&source)
      }
    }
    moved = [Float](repeating: 0, count: KindModel.rows)
    outputMoved = [Float](repeating: 0, count: labels)
    bias = [Float](repeating: 0, count: labels)
    isSeen = [Bool](repeating: false, count: KindModel.rows)
  }

  /// Moves the weights towards the label of a line.
  mutating func learn(_ example: KindModel.Example, key: UInt64, pass: Int) {
    let rate = Self.rates[pass]
    random = SplitMix64(seed: key &+ UInt64(pass))
    let used = features(of: example)
    guard !used.isEmpty else { return }
    let value = 1 / Float(example.features.count + 1).squareRoot() / (1 - Self.featureDropout)
    let meaning = meaning(of: used, value)
    let pulls = pulls(towards: example.label, meaning).map {
      (label: $0.label, pull: $0.pull * example.weight)
    }
    guard !pulls.isEmpty else { return }
    moveHidden(used, value, moveOutput(meaning, pulls, rate), rate)
  }

  /// Takes the weights as they stand into their mean.
  mutating func addToMean() {
    if total.looks == 0 {
      total = (
        Self.wide(hidden.count), [Lanes](repeating: .zero, count: output.count),
        [Float](repeating: 0, count: labels), 0
      )
    }
    for index in hidden.indices { total.hidden[index] += hidden[index] }
    for index in output.indices { total.output[index] += output[index] }
    for index in bias.indices { total.bias[index] += bias[index] }
    total.looks += 1
  }

  /// So many zeros in large pages: rows are looked at by leaps.
  private static func wide(_ count: Int) -> [Lanes] {
    unsafe [Lanes](unsafeUninitializedCapacity: count) { buffer, filled in
      unsafe large_pages(buffer.baseAddress, count * MemoryLayout<Lanes>.stride)
      unsafe buffer.initialize(repeating: .zero)
      filled = count
    }
  }

  /// The features of a line without those that are left out this time.
  private mutating func features(of example: KindModel.Example) -> [Int] {
    var used: [Int] = []
    used.reserveCapacity(example.features.count)
    var draw = Draw(Self.featureDropout)
    for feature in example.features where draw.keeps(&random) {
      let row = KindModel.row(feature)
      isSeen[row] = true
      used.append(row)
    }
    return used
  }

  private mutating func meaning(of rows: [Int], _ value: Float) -> [Float] {
    var sums = [Lanes](repeating: .zero, count: Self.lanes)
    unsafe hidden.withUnsafeBufferPointer { hidden in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        for row in rows {
          for lane in 0..<Self.lanes { unsafe sums[lane] += hidden[row &* Self.lanes &+ lane] }
        }
      }
    }
    var meaning = [Float](repeating: 0, count: KindModel.width)
    var draw = Draw(Self.unitDropout)
    let factor = value / (1 - Self.unitDropout)
    for unit in meaning.indices where draw.keeps(&random) {
      meaning[unit] = max(0, sums[unit >> 4][unit & 15] * factor)
    }
    return meaning
  }

  /// How far each label is from where it should be; labels that are near enough are left out.
  private func pulls(towards label: Int, _ meaning: [Float]) -> [(label: Int, pull: Float)] {
    var sums = [Lanes](repeating: .zero, count: blocks)
    let blocks = blocks
    unsafe output.withUnsafeBufferPointer { output in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        for (unit, value) in meaning.enumerated() where value > 0 {
          for block in 0..<blocks {
            unsafe sums[block] += value * output[unit &* blocks &+ block]
          }
        }
      }
    }
    let shares = Softmax.of(bias.indices.map { bias[$0] + sums[$0 >> 4][$0 & 15] })
    var pulls: [(label: Int, pull: Float)] = []
    for other in shares.indices {
      let pull = shares[other] - (other == label ? Self.aim : 0)
      if abs(pull) > Self.least { pulls.append((other, pull)) }
    }
    return pulls
  }

  /// Moves the outputs; returns what that asks of each number of the meaning.
  private mutating func moveOutput(
    _ meaning: [Float], _ pulls: [(label: Int, pull: Float)], _ rate: Float
  ) -> [Float] {
    let square = meaning.reduce(0) { $0 + $1 * $1 } / Float(meaning.count)
    var back = [Float](repeating: 0, count: meaning.count)
    let width = blocks * 16
    for (label, pull) in pulls {
      outputMoved[label] += pull * pull * square
      let step = rate * pull / (outputMoved[label] + Self.tiny).squareRoot()
      bias[label] -= Self.biasShare * step
      unsafe output.withUnsafeMutableBytes { memory in
        let output = unsafe memory.assumingMemoryBound(to: Float.self)
        for (unit, value) in meaning.enumerated() where value > 0 {
          let place = unit &* width &+ label
          back[unit] += unsafe pull * output[place]
          unsafe output[place] -= value * step
        }
      }
    }
    return back.map { $0 / (1 - Self.unitDropout) }
  }

  private mutating func moveHidden(_ rows: [Int], _ value: Float, _ back: [Float], _ rate: Float) {
    var pulls = [Lanes](repeating: .zero, count: Self.lanes)
    for unit in back.indices { pulls[unit >> 4][unit & 15] = back[unit] }
    let square = value * value * back.reduce(0) { $0 + $1 * $1 } / Float(back.count)
    for row in rows { moved[row] += square }
    unsafe hidden.withUnsafeMutableBufferPointer { hidden in
      for row in rows {
        let step = rate * value / (moved[row] + Self.tiny).squareRoot()
        for lane in 0..<Self.lanes {
          unsafe hidden[row &* Self.lanes &+ lane] -= step * pulls[lane]
        }
      }
    }
  }

  /// The weights as they are kept; a feature that no line had says nothing.
  func model(_ names: [String], _ topics: [String]) -> KindModel {
    let (hidden, output) = (total.hidden, total.output)
    let share = 1 / max(1, total.looks)
    var rows = [Float](repeating: 0, count: KindModel.rows * KindModel.width)
    for row in isSeen.indices where isSeen[row] {
      for unit in 0..<KindModel.width {
        rows[row * KindModel.width + unit] =
          share * hidden[row * Self.lanes + unit >> 4][unit & 15]
      }
    }
    var outputs: [Float] = []
    for lanes in output { for lane in 0..<16 { outputs.append(share * lanes[lane]) } }
    return KindModel(
      labels: names, topics: topics, hidden: KindLayer(rows, width: KindModel.width),
      output: KindLayer(outputs, width: blocks * 16), bias: total.bias.map { share * $0 })
  }

  /// Says of one thing after the other whether it is left out, sixteen bits of chance each.
  private struct Draw {
    private var bits: UInt64 = 0
    private var left = 0
    private let limit: UInt64

    init(_ share: Float) { limit = UInt64(share * 65_536) }

    mutating func keeps(_ random: inout SplitMix64) -> Bool {
      if left == 0 { (bits, left) = (random.next(), 4) }
      defer { (bits, left) = (bits >> 16, left - 1) }
      return bits & 0xffff >= limit
    }
  }

  // Found by trial on held-back lines.
  /// The first step in each pass over all lines.
  static let rates: [Float] = [0.1, 0.07, 0.05, 0.035, 0.03, 0.03, 0.03]
  private static let featureDropout: Float = 0.1
  private static let unitDropout: Float = 0.2
  private static let aim: Float = 0.95
  private static let spread: Float = 0.15
  private static let least: Float = 0.002
  private static let biasShare: Float = 0.1
  private static let tiny: Float = 1e-8
}
