import CWeightSums
package import Language

/// Tells many kinds of lines apart at once: what is said to the program, what lies outside, what it refuses,
/// dangers, and lines of no kind.
///
///     share(kind) = softmax of  bias(kind) + Σ weight(feature, kind) / √(features + 1)
///
/// One row of weights a feature, one column a kind, in bytes. The shares add up to 1 over all kinds, so
/// that they can be weighed with each other.
package struct KindModel: Sendable, Equatable {
  package let labels: [String]
  /// Row after row, each `width` bytes: the weight in steps of `step`, plus `zero`.
  private let weights: SharedBytes
  private let step: Float
  private let bias: [Float]

  /// A feature is the low bits of its hash.
  static let rows = 1 << 16
  static func row(_ feature: Int32) -> Int { Int(feature) & (rows - 1) }
  private static let zero: Int32 = 128

  /// What knows no kind.
  package static let none = KindModel(labels: [], weights: SharedBytes([]), step: 0, bias: [])

  package var isEmpty: Bool { labels.isEmpty }

  /// The bytes of a row: the sums are made sixteen at a time.
  private var width: Int { Self.width(labels.count) }
  private static func width(_ labels: Int) -> Int { (labels + 15) / 16 * 16 }

  private init(labels: [String], weights: SharedBytes, step: Float, bias: [Float]) {
    (self.labels, self.weights, self.step, self.bias) = (labels, weights, step, bias)
  }

  package static func == (one: KindModel, two: KindModel) -> Bool {
    one.labels == two.labels && one.step == two.step && one.bias == two.bias
      && one.weights.elementsEqual(two.weights)
  }

  /// How likely each kind is, by the hashes of the features of some words; empty where nothing is known.
  package func shares(_ features: ArraySlice<Int32>) -> [Float] {
    guard !isEmpty else { return [] }
    let used = features.prefix(Self.mostFeatures)
    var sums = [Int32](repeating: 0, count: width)
    let starts = used.map { UInt32(Self.row($0)) * UInt32(width) }
    let factors = [Int16](repeating: 1, count: starts.count)
    unsafe weights.withUnsafeBytes { bytes in
      guard let base = unsafe bytes.bindMemory(to: UInt8.self).baseAddress else { return }
      unsafe weight_sums_add(&sums, width, base, starts, factors, starts.count)
    }
    let scale = step / Float(used.count + 1).squareRoot()
    let offset = Self.zero * Int32(used.count)
    return Softmax.of(bias.indices.map { bias[$0] + Float(sums[$0] - offset) * scale })
  }

  /// Longer lines are read up to here, so that time is bounded.
  private static let mostFeatures = 4096
}

// MARK: Learning

extension KindModel {
  /// A line to learn from.
  package struct Example: Sendable {
    var features: [Int32]
    var label: Int

    package init(features: [Int32], label: Int) {
      (self.features, self.label) = (features, label)
    }
  }

  /// Learns by steps that grow smaller where a feature was moved often.
  ///
  /// - Parameters:
  ///   - examples: the label of each a place in `labels`
  ///   - passes: how often all lines are looked at; one that is known well rests
  package init(labels: [String], examples: [Example], passes: Int = 5) {
    guard labels.count > 1, !examples.isEmpty else {
      self = .none
      return
    }
    var trainer = KindTrainer(labels: labels.count)
    var rests = [Bool](repeating: false, count: examples.count)
    var random = SplitMix64(seed: 11)
    for pass in 0..<passes {
      for index in random.order(examples.count) where !rests[index] || pass % 3 == 2 {
        rests[index] = trainer.learn(examples[index])
      }
    }
    let largest = trainer.weights.reduce(0) { max($0, abs($1)) }
    let step = max(largest, 1e-6) / 127
    let width = Self.width(labels.count)
    var bytes = [UInt8](repeating: UInt8(Self.zero), count: Self.rows * width)
    for row in 0..<Self.rows {
      for label in labels.indices {
        let weight = (trainer.weights[row * labels.count + label] / step).rounded()
        bytes[row * width + label] = UInt8(clamping: Int32(weight) + Self.zero)
      }
    }
    self.init(labels: labels, weights: SharedBytes(bytes), step: step, bias: trainer.bias)
  }
}

// MARK: Bytes

extension KindModel {
  package func encoded() -> [UInt8] {
    var writer = ModelWriter()
    writer.write(Array(labels.joined(separator: "\n").utf8))
    writer.write([step] + bias)
    writer.write(Array(weights))
    return writer.bytes
  }

  package init(decoding bytes: SharedBytes) throws(RankingModelError) {
    var reader = ModelReader(bytes)
    let names = try reader.numbers(UInt8.self)
    let scales = try reader.numbers(UInt32.self).map { Float(bitPattern: $0) }
    let weights = try reader.raw()
    let labels = String(decoding: names, as: UTF8.self).split(separator: "\n").map(String.init)
    guard reader.isAtEnd, scales.count == labels.count + 1, scales.allSatisfy(\.isFinite),
      weights.count == (labels.isEmpty ? 0 : Self.rows * Self.width(labels.count))
    else { throw .wrongLength }
    self.init(labels: labels, weights: weights, step: scales[0], bias: Array(scales.dropFirst()))
  }
}
