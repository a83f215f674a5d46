import Language

/// Rows of weights in bytes: each a multiple of `step` from −127 to 127, with 128 added.
///
///     row 0   │ 1  weight of column 0 │ 1  column 1 │ …   `width` bytes, a multiple of 16
///     row 1   │ …
struct KindLayer: Sendable, Equatable {
  let bytes: Numbers<UInt8>
  let width: Int
  let step: Float

  static let empty = KindLayer(bytes: Numbers([]), width: 16, step: 0)
  static let zero: Int32 = 128

  /// So many columns, and those that fill the last sixteen.
  static func padded(_ columns: Int) -> Int { (columns + 15) / 16 * 16 }

  init(bytes: Numbers<UInt8>, width: Int, step: Float) {
    (self.bytes, self.width, self.step) = (bytes, width, step)
  }

  /// Rounds weights to bytes; `weights` holds rows of `width` numbers.
  init(_ weights: [Float], width: Int) {
    let largest = weights.reduce(Float(1e-6)) { max($0, abs($1)) }
    let step = largest / 127
    self.init(
      bytes: Numbers(
        weights.map { UInt8(clamping: Int32(($0 / step).rounded()) + Self.zero) }), width: width,
      step: step)
  }

  /// How many whole rows there are; −1 where bytes are left over.
  var rowCount: Int { bytes.count % width == 0 ? bytes.count / width : -1 }

  /// Σ factor · row.
  func sums(of rows: [(row: Int, factor: Float)]) -> [Float] {
    var used = WeightedRows(most: rows.count)
    for (row, factor) in rows {
      used.append(start: UInt32(truncatingIfNeeded: row * width), factor: factor)
    }
    let found = unsafe bytes.withMemory(of: 0..<bytes.count) { memory in
      unsafe used.sums(in: memory, width: width)
    }
    guard let found else { return [Float](repeating: 0, count: width) }
    return found.columns.map { Float($0) * (step / found.scale) }
  }

  static func == (one: KindLayer, two: KindLayer) -> Bool {
    one.width == two.width && one.step == two.step && one.bytes.elementsEqual(two.bytes)
  }
}
