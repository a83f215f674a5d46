/// All training texts as sparse rows of numbered features: row `i` is `starts[i]..<starts[i + 1]`.
///
/// In each row the word features come first; the characters start at `borders[i]`.
struct ExampleMatrix: Sendable {
  private(set) var starts: [Int] = [0]
  private(set) var borders: [Int] = []
  private(set) var features: [UInt32] = []
  private(set) var values: [Float] = []

  var count: Int { borders.count }

  mutating func append(_ text: TextFeatures, into table: inout FeatureTable) {
    append(text.words, into: &table)
    borders.append(features.count)
    append(text.characters, into: &table)
    starts.append(features.count)
  }

  private mutating func append(
    _ bag: [TextFeatures.Feature], into table: inout FeatureTable
  ) {
    for feature in bag {
      features.append(UInt32(truncatingIfNeeded: table.insert(feature.hash)))
      values.append(feature.value)
    }
  }

  /// Rows where they stand, for loops that go over them many times; a row that is there has features
  /// and values.
  func withRows<Result>(_ body: (Rows) throws -> Result) rethrows -> Result {
    try unsafe features.withUnsafeBufferPointer { features in
      try unsafe values.withUnsafeBufferPointer { values in
        try unsafe body(Rows(starts: starts, features: features, values: values))
      }
    }
  }

  /// See ``withRows(_:)``.
  @unsafe struct Rows {
    let starts: [Int]
    let features: UnsafeBufferPointer<UInt32>
    let values: UnsafeBufferPointer<Float>
  }

  func row(_ index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }

  /// Leaves out features; returns a table that numbers the others anew.
  mutating func keep(in table: FeatureTable, where isKept: (Int) -> Bool) -> FeatureTable {
    var hashes = [UInt32](repeating: 0, count: table.count)
    for place in table.hashes.indices where table.hashes[place] != 0 {
      hashes[Int(table.ids[place])] = table.hashes[place]
    }
    var kept = FeatureTable()
    let numbers = hashes.indices.map { feature in
      isKept(feature) ? Int32(truncatingIfNeeded: kept.insert(hashes[feature])) : -1
    }
    var next = 0
    var start = 0
    for row in 0..<count {
      let border = borders[row]
      let end = starts[row + 1]
      for index in start..<end {
        if index == border { borders[row] = next }
        let number = numbers[Int(features[index])]
        guard number >= 0 else { continue }
        features[next] = UInt32(bitPattern: number)
        values[next] = values[index]
        next += 1
      }
      if border == end { borders[row] = next }
      start = end
      starts[row + 1] = next
    }
    features.removeLast(features.count - next)
    values.removeLast(values.count - next)
    return kept
  }

  /// Multiplies every value by the scale of its feature and makes each bag unit length again.
  mutating func rescale(by scales: [Float]) {
    for row in 0..<count {
      rescale(starts[row]..<borders[row], by: scales)
      rescale(borders[row]..<starts[row + 1], by: scales)
    }
  }

  private mutating func rescale(_ range: Range<Int>, by scales: [Float]) {
    var squares: Float = 0
    for index in range {
      values[index] *= scales[Int(features[index])]
      squares += values[index] * values[index]
    }
    guard squares > 0 else { return }
    let factor = 1 / squares.squareRoot()
    for index in range { values[index] *= factor }
  }
}
