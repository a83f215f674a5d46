/// What each feature says for each label: one row of signed bytes a feature.
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
  typealias Bytes = SIMD16<Int8>

  struct Row: Sendable, Equatable {
    /// First entry of the row, or first block of a whole row.
    var start: UInt32
    /// Number of entries; `whole` marks a row that is kept whole.
    var count: UInt32
    /// What one unit of a byte is worth.
    var step: Float
    /// What the row says for every label, beside its entries.
    var common: Float
    /// How telling the feature is: rarer among labels is more.
    var scale: Float
  }

  static let whole = UInt32.max
  static let mostLabels = 1 << 24

  var rows: [Row] = []
  var entries: [UInt32] = []
  var blocks: [Bytes] = []
  /// Of each label: what it scores before any feature is seen, and for each unit of the sum of
  /// word values and of character values.
  var constants: [SIMD4<Float>] = []

  var labelCount: Int { constants.count }
  var blocksPerRow: Int { (labelCount + 15) / 16 }

  /// A feature of a question: its row and its value.
  struct Feature: Sendable {
    var row: UInt32
    var value: Float
  }

  /// What a bag of features says for each label, and for all of them alike.
  func sums(of features: [Feature]) -> (labels: [Float], common: Float) {
    var lanes = [Lanes](repeating: .zero, count: blocksPerRow)
    var sums = [Float](repeating: 0, count: blocksPerRow * 16)
    var common: Float = 0
    for feature in features {
      let row = rows[Int(feature.row)]
      let factor = row.step * feature.value
      common += row.common * feature.value
      let start = Int(row.start)
      if row.count == Self.whole {
        for block in 0..<lanes.count {
          lanes[block].addProduct(factor, Lanes(blocks[start + block]))
        }
      } else {
        for index in start..<(start + Int(row.count)) {
          let entry = entries[index]
          sums[Int(entry & 0xff_ffff)] += factor * Float(Int32(bitPattern: entry) >> 24)
        }
      }
    }
    for block in lanes.indices {
      let lane = lanes[block]
      for position in 0..<16 { sums[block * 16 + position] += lane[position] }
    }
    return (sums, common)
  }

  /// The weight of one feature for one label.
  func weight(row: Int, label: Int) -> Float {
    let row = rows[row]
    let start = Int(row.start)
    if row.count == Self.whole {
      return row.common + row.step * Float(blocks[start + label / 16][label % 16])
    }
    for entry in entries[start..<(start + Int(row.count))] where entry & 0xff_ffff == label {
      return row.common + row.step * Float(Int32(bitPattern: entry) >> 24)
    }
    return row.common
  }
}
