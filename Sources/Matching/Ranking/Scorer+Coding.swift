extension Scorer {
  func write(to writer: inout ModelWriter) {
    let features = table.inOrder
    writer.write(features.hashes)
    writer.write(features.ids)
    writer.write(unknownScale)
    weights.write(to: &writer)
    phrasings.write(to: &writer)
  }

  init(reading reader: inout ModelReader) throws(RankingModelError) {
    let hashes = try reader.numbers(UInt32.self)
    guard let table = FeatureTable(hashes: hashes, ids: try reader.numbers(UInt32.self)) else {
      throw .inconsistent
    }
    unknownScale = try reader.float()
    weights = try LabelWeights(reading: &reader)
    self.table = table
    phrasings = try PhrasingIndex(reading: &reader, rows: weights.rows)
  }

  /// Whether every index in the arrays points into the array it is meant for.
  var isConsistent: Bool {
    table.count == weights.rows.count && weights.isConsistent
      && phrasings.isConsistent(labels: weights.labelCount)
  }
}

extension LabelWeights {
  func write(to writer: inout ModelWriter) {
    writer.write(rows.map(\.count))
    writer.write(rows.map(\.halves.x))
    writer.write(rows.map(\.halves.y))
    writer.write(rows.map(\.halves.z))
    writer.write(entries)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(blocks.count * 16)
    for block in blocks { for lane in 0..<16 { bytes.append(block[lane]) } }
    writer.write(bytes)
    writer.write(count: labelCount)
    for label in 0..<labelCount {
      let (block, lane) = (label / 16, label % 16)
      writer.write(constants.bias[block][lane])
      writer.write(constants.words[block][lane])
      writer.write(constants.characters[block][lane])
    }
  }

  init(reading reader: inout ModelReader) throws(RankingModelError) {
    let counts = try reader.numbers(UInt16.self)
    let steps = try reader.numbers(UInt16.self)
    let commons = try reader.numbers(UInt16.self)
    let scales = try reader.numbers(UInt16.self)
    guard
      steps.count == counts.count, commons.count == counts.count, scales.count == counts.count
    else { throw .inconsistent }
    entries = try reader.numbers(UInt32.self)
    blocks = Self.blocks(try reader.raw())
    for _ in 0..<(try reader.count(of: 12)) {
      constants.append(
        bias: try reader.float(), words: try reader.float(), characters: try reader.float())
    }
    // The rows follow each other without a gap.
    var (entry, block) = (0, 0)
    rows.reserveCapacity(counts.count)
    for index in counts.indices {
      let isWhole = counts[index] == Self.whole
      rows.append(
        Row(
          start: isWhole ? block : entry, count: counts[index],
          halves: SIMD4(steps[index], commons[index], scales[index], 0)))
      if isWhole {
        block += blocksPerRow
      } else if counts[index] != Self.unseen {
        entry += Int(counts[index])
      }
    }
    guard entry == entries.count, block == blocks.count else { throw .inconsistent }
  }

  private static func blocks(_ bytes: ArraySlice<UInt8>) -> [Block] {
    let count = bytes.count / 16
    return unsafe [Block](unsafeUninitializedCapacity: count) { buffer, filled in
      unsafe bytes.withUnsafeBytes { raw in
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: raw[..<(count * 16)]))
      }
      filled = count
    }
  }

  /// Whether every entry speaks of a label that is there; where rows start is right by the reading.
  var isConsistent: Bool {
    let limit = UInt32(truncatingIfNeeded: labelCount)
    var highest: UInt32 = 0
    for entry in entries { highest = max(highest, entry & 0xff_ffff) }
    return entries.isEmpty || highest < limit
  }
}

extension PhrasingIndex {
  func write(to writer: inout ModelWriter) {
    writer.write(wordings)
    writer.write(wordingLabels)
    writer.write(labelStarts)
    writer.write(starts)
    writer.write(stems)
    writer.write(sources)
  }

  /// Reads the phrasings; lengths and masks follow from their stems.
  init(reading reader: inout ModelReader, rows: [LabelWeights.Row]) throws(RankingModelError) {
    wordings = try reader.numbers(UInt64.self)
    wordingLabels = try reader.numbers(UInt32.self)
    labelStarts = try reader.numbers(UInt32.self)
    starts = try reader.numbers(UInt32.self)
    stems = try reader.numbers(UInt32.self)
    sources = try reader.numbers(UInt32.self)
    for stem in stems where stem >= rows.count { throw .inconsistent }
    guard starts.count == sources.count + 1, Self.rises(starts, to: stems.count) else {
      throw .inconsistent
    }
    inverseLengths.reserveCapacity(sources.count)
    masks.reserveCapacity(sources.count)
    for phrasing in sources.indices {
      let range = Int(starts[phrasing])..<Int(starts[phrasing + 1])
      inverseLengths.append(Self.inverseLength(of: stems[range], rows: rows))
      masks.append(Self.mask(of: stems[range]))
    }
  }

  func isConsistent(labels: Int) -> Bool {
    guard
      wordings.count == wordingLabels.count, labelStarts.count == labels + 1,
      Self.rises(labelStarts, to: sources.count)
    else { return false }
    return wordingLabels.allSatisfy { $0 < labels }
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
