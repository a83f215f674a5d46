/// What each feature says for each label: one row a feature.
///
/// A row that speaks of many labels is kept whole, sixteen labels at a time; a row that speaks of
/// few lists them, each entry a label and a byte:
///
///     31     24 23                       0
///     ┌────────┬──────────────────────────┐
///     │ weight │          label           │
///     └────────┴──────────────────────────┘
struct LabelWeights: Sendable {
  typealias Lanes = SIMD16<Float>
  /// Multiples of a row's step for sixteen labels, each with 128 added: a byte without a sign
  /// becomes a `Float` in half the time.
  typealias Block = SIMD16<UInt8>

  struct Row: Sendable, Equatable, BitwiseCopyable {
    /// First entry of the row, or first block of a whole row.
    var start: UInt32
    /// Number of entries; `whole` marks a row that is kept whole, `unseen` one of which training
    /// saw nothing: its feature was held out, or is of background.
    var count: UInt16
    /// Numbers of eight binary digits: the upper halves of `Float`.
    private var stepBits: UInt16
    private var commonBits: UInt16
    private var scaleBits: UInt16

    init(start: Int, count: UInt16, step: Float, common: Float, scale: Float) {
      self.start = UInt32(truncatingIfNeeded: start)
      self.count = count
      stepBits = Self.short(step)
      commonBits = Self.short(common)
      scaleBits = Self.short(scale)
    }

    /// What one unit of a byte is worth.
    var step: Float { Self.long(stepBits) }
    /// What the row says for every label, beside its entries.
    var common: Float { Self.long(commonBits) }
    /// How telling the feature is: rarer among labels is more.
    var scale: Float { Self.long(scaleBits) }
    var isSeen: Bool { count != LabelWeights.unseen }

    private static func short(_ value: Float) -> UInt16 {
      let bits = value.bitPattern
      return UInt16(truncatingIfNeeded: (bits &+ 0x7fff &+ (bits >> 16 & 1)) >> 16)
    }

    private static func long(_ bits: UInt16) -> Float { Float(bitPattern: UInt32(bits) << 16) }

    /// The value as a row keeps it.
    static func kept(_ value: Float) -> Float { long(short(value)) }
  }

  static let whole = UInt16.max
  static let unseen = UInt16.max - 1
  static let mostLabels = 1 << 18

  let rows: Numbers<Row>
  let entries: Numbers<UInt32>
  /// Multiples of the row's step, from −127 to 127, as bytes from 1 to 255.
  let blocks: Numbers<Block>
  let constants: Constants

  /// What each label scores beside its rows, sixteen labels at a time.
  struct Constants: Sendable {
    var count = 0
    /// Before any feature is seen; −∞ in lanes beyond the last label.
    var bias: [Lanes] = []
    /// For each unit of the sum of word values, and of character values.
    var words: [Lanes] = []
    var characters: [Lanes] = []

    mutating func append(bias: Float, words: Float, characters: Float) {
      if count % 16 == 0 {
        self.bias.append(Lanes(repeating: -.infinity))
        self.words.append(.zero)
        self.characters.append(.zero)
      }
      self.bias[count / 16][count % 16] = bias
      self.words[count / 16][count % 16] = words
      self.characters[count / 16][count % 16] = characters
      count += 1
    }
  }

  var labelCount: Int { constants.count }
  var blocksPerRow: Int { (labelCount + 15) / 16 }

  /// A feature of a question: its row and its value.
  struct Feature: Sendable {
    var row: UInt32
    var value: Float
  }

  /// What a bag of features says for each label, sixteen at a time, and for all of them alike.
  func sums(of features: [Feature]) -> (labels: [Lanes], common: Float) {
    var sums = [Lanes](repeating: .zero, count: blocksPerRow)
    var common: Float = 0
    var whole = WeightedRows(most: features.count)
    // Entries add to single labels, whole rows to all.
    unsafe sums.withUnsafeMutableBytes { memory in
      let sums = unsafe memory.assumingMemoryBound(to: Float.self)
      for feature in features {
        let row = rows[Int(feature.row)]
        // Groups may say nothing of a feature that tells labels apart.
        guard row.isSeen else { continue }
        let factor = row.step * feature.value
        common += row.common * feature.value
        let start = Int(row.start)
        if row.count == Self.whole {
          whole.append(start: row.start * 16, factor: factor)
        } else {
          unsafe entries.withMemory(of: start..<(start + Int(row.count))) { bytes in
            for place in 0..<Int(row.count) {
              let entry = unsafe bytes.loadUnaligned(fromByteOffset: place &* 4, as: UInt32.self)
              // Labels of entries were checked when the model was read or made.
              unsafe sums[Int(entry & 0xff_ffff)] += factor * Float(Int32(bitPattern: entry) >> 24)
            }
          }
        }
      }
    }
    add(whole, to: &sums)
    return (sums, common)
  }

  /// Adds whole rows.
  private func add(_ whole: WeightedRows, to sums: inout [Lanes]) {
    let size = blocksPerRow * 16
    let found = unsafe blocks.withMemory(of: 0..<blocks.count) { memory in
      unsafe whole.sums(in: memory, width: size)
    }
    guard let found else { return }
    unsafe sums.withUnsafeMutableBytes { memory in
      let sums = unsafe memory.assumingMemoryBound(to: Float.self)
      let unit = 1 / found.scale
      for label in 0..<size { unsafe sums[label] += unit * Float(found.columns[label]) }
    }
  }

  /// The weight of one feature for one label.
  func weight(row: Int, label: Int) -> Float {
    let row = rows[row]
    // A row that training never saw has no entries to look among.
    guard row.isSeen else { return row.common }
    let start = Int(row.start)
    if row.count == Self.whole {
      return row.common + row.step * (Float(blocks[start + label / 16][label % 16]) - 128)
    }
    for entry in entries[start..<(start + Int(row.count))] where entry & 0xff_ffff == label {
      return row.common + row.step * Float(Int32(bitPattern: entry) >> 24)
    }
    return row.common
  }
}
