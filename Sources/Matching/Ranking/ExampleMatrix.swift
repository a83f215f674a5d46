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

  func row(_ index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }

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
