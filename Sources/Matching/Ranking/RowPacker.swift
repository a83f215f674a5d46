/// Turns weights that arrive label by label into packed rows, feature by feature.
struct RowPacker {
  private struct Entry {
    var feature: UInt32
    var label: UInt32
    var weight: Float
  }

  private let featureCount: Int
  private let labelCount: Int
  private var entries: [Entry] = []
  private var rows: [LabelWeights.Row] = []
  private var packed: [UInt32] = []
  private var blocks: [LabelWeights.Block] = []

  init(featureCount: Int, labelCount: Int) {
    self.featureCount = featureCount
    self.labelCount = labelCount
  }

  mutating func add(feature: Int, label: Int, weight: Float) {
    // Far below what is kept in the end: saves sorting them.
    guard abs(weight) > 0.006 else { return }
    entries.append(
      Entry(
        feature: UInt32(truncatingIfNeeded: feature), label: UInt32(truncatingIfNeeded: label),
        weight: weight))
  }

  consuming func packed(
    scales: [Float], constants: LabelWeights.Constants, least: Float
  ) -> LabelWeights {
    var starts = [Int](repeating: 0, count: featureCount + 1)
    for entry in entries { starts[Int(entry.feature) + 1] += 1 }
    for feature in 0..<featureCount { starts[feature + 1] += starts[feature] }
    var sorted = [Entry](
      repeating: Entry(feature: 0, label: 0, weight: 0), count: entries.count)
    var next = starts
    for entry in entries {
      sorted[next[Int(entry.feature)]] = entry
      next[Int(entry.feature)] += 1
    }
    for feature in 0..<featureCount {
      pack(sorted[starts[feature]..<starts[feature + 1]], scale: scales[feature], least: least)
    }
    return LabelWeights(
      rows: Numbers(rows), entries: Numbers(packed), blocks: Numbers(blocks), constants: constants)
  }

  private mutating func pack(_ row: ArraySlice<Entry>, scale: Float, least: Float) {
    guard !row.isEmpty else {
      rows.append(
        LabelWeights.Row(
          start: 0, count: LabelWeights.unseen, step: 0, common: 0, scale: scale))
      return
    }
    let common = LabelWeights.Row.kept(commonWeight(row))
    var all: [(label: Int, weight: Float)]
    if common == 0 {
      all = row.map { (Int($0.label), $0.weight) }
    } else {
      all = (0..<labelCount).map { ($0, -common) }
      for entry in row { all[Int(entry.label)].weight = entry.weight - common }
    }
    let kept = all.filter { abs($0.weight) >= least }
    let largest = kept.reduce(Float(0)) { max($0, abs($1.weight)) }
    // A little more, so that the largest stays within a byte when the step is shortened.
    let step = LabelWeights.Row.kept(largest / 126.4)
    // A whole row costs about as much as one entry in six of it.
    if kept.count * 6 > labelCount, labelCount >= 16 {
      // There small weights cost nothing.
      appendWhole(all, common: common, step: step, scale: scale)
    } else {
      let start = packed.count
      for (label, weight) in kept {
        let byte = UInt32(bitPattern: Int32(Self.units(weight, step))) << 24
        packed.append(UInt32(truncatingIfNeeded: label) | byte)
      }
      rows.append(
        LabelWeights.Row(
          start: start, count: UInt16(truncatingIfNeeded: kept.count), step: step,
          common: common, scale: scale))
    }
  }

  private static func units(_ weight: Float, _ step: Float) -> Int8 {
    Int8(exactly: max(-127, min(127, (weight / step).rounded()))) ?? 0
  }

  private mutating func appendWhole(
    _ kept: [(label: Int, weight: Float)], common: Float, step: Float, scale: Float
  ) {
    let start = blocks.count
    for _ in 0..<((labelCount + 15) / 16) {
      blocks.append(LabelWeights.Block(repeating: 128))
    }
    for (label, weight) in kept {
      let units = Self.units(weight, step)
      blocks[start + label / 16][label % 16] = UInt8(bitPattern: units) &+ 128
    }
    rows.append(
      LabelWeights.Row(
        start: start, count: LabelWeights.whole, step: step,
        common: common, scale: scale))
  }

  /// The middle weight of a row that speaks of most labels, otherwise 0: what all labels share
  /// need not be stored for each.
  private func commonWeight(_ row: ArraySlice<Entry>) -> Float {
    guard row.count * 2 > labelCount, labelCount > 4 else { return 0 }
    return row.map(\.weight).sorted()[row.count / 2]
  }
}
