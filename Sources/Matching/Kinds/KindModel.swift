package import Language

/// Tells all that a line may want apart at once: what is said to the program, what lies outside, what it
/// refuses, dangers, every section, and lines of no kind.
///
///     meaning     = max(0, Σ row(feature) / √(features + 1))          `width` numbers
///     share(kind) = softmax of  bias(kind) + Σ meaning[i] · output[i][kind]
///
/// A network with one hidden layer, as fastText has it (Joulin et al., EACL 2017), its units rectified: what
/// is learned of "sore" under one kind helps "painful" under another, which linear weights cannot know. The
/// shares add up to 1 over all kinds, so that they can be weighed with each other.
package struct KindModel: Sendable, Equatable {
  package let labels: [String]
  /// The topics within which lines were learned.
  package let topics: [String]
  let hidden: KindLayer
  let output: KindLayer
  let bias: [Float]

  /// A feature is the low bits of its hash.
  static let rows = 1 << 16
  static func row(_ feature: Int32) -> Int { Int(feature) & (rows - 1) }
  /// How many numbers a meaning has.
  static let width = 128

  /// What knows no kind.
  package static let none = KindModel(
    labels: [], topics: [], hidden: .empty, output: .empty, bias: [])

  package var isEmpty: Bool { labels.isEmpty }

  init(
    labels: [String], topics: [String], hidden: KindLayer, output: KindLayer, bias: [Float]
  ) {
    (self.labels, self.topics) = (labels, topics)
    (self.hidden, self.output, self.bias) = (hidden, output, bias)
  }

  /// How likely each kind is, by the hashes of the features of some words; empty where nothing is known.
  package func shares(_ features: ArraySlice<Int32>) -> [Float] { Softmax.of(scores(features)) }

  /// The same before it is made to shares, in natural logarithms that have no common zero.
  package func scores(_ features: ArraySlice<Int32>) -> [Float] {
    guard !isEmpty else { return [] }
    let used = features.prefix(Self.mostFeatures)
    let scale = 1 / Float(used.count + 1).squareRoot()
    let meaning = hidden.sums(
      of: used.map { (row: Self.row($0), factor: scale) }
    ).map { max(0, $0) }
    let sums = output.sums(of: meaning.enumerated().map { (row: $0.offset, factor: $0.element) })
    return bias.indices.map { bias[$0] + sums[$0] }
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
    /// How much it counts: 1 as all others do.
    var weight: Float

    package init(features: [Int32], label: Int, weight: Float = 1) {
      (self.features, self.label, self.weight) = (features, label, weight)
    }

    /// A number of its own, so that a line is learned in the same way whatever others, and whatever other kinds,
    /// there are.
    ///
    /// - Parameter labelKey: the number that its label has by its name
    func key(_ labelKey: UInt64) -> UInt64 { SplitMix64.key(of: features) ^ labelKey }
  }
}

// MARK: Bytes

extension KindModel {
  package func encoded() -> [UInt8] {
    var writer = ModelWriter()
    writer.write(Array(labels.joined(separator: "\n").utf8))
    writer.write(Array(topics.joined(separator: "\n").utf8))
    writer.write([hidden.step, output.step] + bias)
    writer.write(hidden.bytes)
    writer.write(output.bytes)
    return writer.bytes
  }

  package init(decoding bytes: SharedBytes) throws(RankingModelError) {
    var reader = ModelReader(bytes)
    let names = try reader.numbers(UInt8.self)
    let topics = try reader.numbers(UInt8.self)
    let scales = try reader.numbers(UInt32.self).map { Float(bitPattern: $0) }
    let rows = try reader.numbers(inPlace: UInt8.self)
    let outputs = try reader.numbers(inPlace: UInt8.self)
    let labels = Self.lines(names)
    guard reader.isAtEnd, scales.count == labels.count + 2, scales.allSatisfy(\.isFinite) else {
      throw .wrongLength
    }
    guard !labels.isEmpty else {
      guard rows.isEmpty, outputs.isEmpty else { throw .wrongLength }
      self = .none
      return
    }
    let hidden = KindLayer(bytes: rows, width: Self.width, step: scales[0])
    let output = KindLayer(
      bytes: outputs, width: KindLayer.padded(labels.count), step: scales[1])
    guard hidden.rowCount == Self.rows, output.rowCount == Self.width else { throw .wrongLength }
    self.init(
      labels: labels, topics: Self.lines(topics), hidden: hidden, output: output,
      bias: Array(scales.dropFirst(2)))
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
