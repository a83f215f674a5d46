extension Scorer {
  func write(to writer: inout ModelWriter) {
    writer.write(table.hashes)
    writer.write(table.ids)
    writer.write(unknownScale)
    weights.write(to: &writer)
    phrasings.write(to: &writer)
  }

  init(reading reader: inout ModelReader) throws(RankingModelError) {
    guard let table = FeatureTable(hashes: try reader.words(), ids: try reader.words()) else {
      throw .inconsistent
    }
    self.init(
      table: table, unknownScale: try reader.float(), weights: try LabelWeights(reading: &reader),
      phrasings: try PhrasingIndex(reading: &reader))
  }

  /// Whether every index in the arrays points into the array it is meant for.
  var isConsistent: Bool {
    table.count == weights.rows.count && weights.isConsistent
      && phrasings.isConsistent(rows: weights.rows.count, labels: weights.labelCount)
  }
}

extension LabelWeights {
  func write(to writer: inout ModelWriter) {
    writer.write(rows.map(\.start))
    writer.write(rows.map(\.count))
    writer.write(rows.map(\.step))
    writer.write(rows.map(\.common))
    writer.write(rows.map(\.scale))
    writer.write(entries)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(blocks.count * 16)
    for block in blocks {
      for lane in 0..<16 { bytes.append(UInt8(bitPattern: Int8(clamped(block[lane])))) }
    }
    writer.write(raw: bytes)
    writer.write(count: labelCount)
    for label in 0..<labelCount {
      let (block, lane) = (label / 16, label % 16)
      writer.write(constants.bias[block][lane])
      writer.write(constants.words[block][lane])
      writer.write(constants.characters[block][lane])
    }
  }

  private func clamped(_ value: Float) -> Float { max(-127, min(127, value)) }

  init(reading reader: inout ModelReader) throws(RankingModelError) {
    let starts = try reader.words()
    let counts = try reader.words()
    let steps = try reader.words()
    let commons = try reader.words()
    let scales = try reader.words()
    guard
      counts.count == starts.count, steps.count == starts.count, commons.count == starts.count,
      scales.count == starts.count
    else { throw .inconsistent }
    rows.reserveCapacity(starts.count)
    for index in starts.indices {
      rows.append(
        Row(
          start: starts[index], count: counts[index], step: Float(bitPattern: steps[index]),
          common: Float(bitPattern: commons[index]), scale: Float(bitPattern: scales[index])))
    }
    entries = try reader.words()
    blocks = Self.blocks(try reader.raw())
    for _ in 0..<(try reader.count(of: 12)) {
      constants.append(
        bias: try reader.float(), words: try reader.float(), characters: try reader.float())
    }
  }

  private static func blocks(_ bytes: [UInt8]) -> [Lanes] {
    var blocks: [Lanes] = []
    blocks.reserveCapacity(bytes.count / 16)
    for start in stride(from: 0, to: bytes.count - bytes.count % 16, by: 16) {
      var block = Lanes.zero
      for lane in 0..<16 { block[lane] = Float(Int8(bitPattern: bytes[start + lane])) }
      blocks.append(block)
    }
    return blocks
  }

  var isConsistent: Bool {
    for row in rows where row.isSeen {
      let room = row.count == Self.whole ? blocks.count - blocksPerRow : entries.count
      let need = row.count == Self.whole ? Int(row.start) : Int(row.start) + Int(row.count)
      guard need <= room else { return false }
    }
    for row in rows where !row.isSeen { guard row.count == 0 else { return false } }
    let limit = UInt32(truncatingIfNeeded: labelCount)
    for entry in entries where entry & 0xff_ffff >= limit { return false }
    return true
  }
}

extension PhrasingIndex {
  func write(to writer: inout ModelWriter) {
    writer.write(wordings)
    writer.write(wordingLabels)
    writer.write(labelStarts)
    writer.write(starts)
    writer.write(stems)
    writer.write(inverseLengths)
    writer.write(masks)
    writer.write(sources)
  }

  init(reading reader: inout ModelReader) throws(RankingModelError) {
    wordings = try reader.longs()
    wordingLabels = try reader.words()
    labelStarts = try reader.words()
    starts = try reader.words()
    stems = try reader.words()
    inverseLengths = try reader.floats()
    masks = try reader.longs()
    sources = try reader.words()
  }

  func isConsistent(rows: Int, labels: Int) -> Bool {
    guard
      wordings.count == wordingLabels.count, labelStarts.count == labels + 1,
      starts.count == sources.count + 1, inverseLengths.count == sources.count,
      masks.count == sources.count, Self.rises(labelStarts, to: sources.count),
      Self.rises(starts, to: stems.count)
    else { return false }
    for label in wordingLabels where label >= labels { return false }
    for stem in stems where stem >= rows { return false }
    return true
  }

  /// Whether the numbers begin at 0, never fall, and end at `last`.
  private static func rises(_ numbers: [UInt32], to last: Int) -> Bool {
    guard numbers.first == 0, numbers.last.map({ Int($0) }) == last else { return false }
    for index in 1..<max(1, numbers.count) where numbers[index] < numbers[index - 1] {
      return false
    }
    return true
  }
}
