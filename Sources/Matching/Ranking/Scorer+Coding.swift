import Language

extension Scorer {
  func write(to writer: inout ModelWriter) {
    features.write(to: &writer)
    writer.write(unknownScale)
    weights.write(to: &writer)
    writer.write(count: groups == nil ? 0 : 1)
    groups?.write(to: &writer)
    writer.write(count: masked == nil ? 0 : 1)
    masked?.write(to: &writer)
    mask.write(to: &writer)
    phrasings.write(to: &writer)
  }

  init(reading reader: inout ModelReader) throws(RankingModelError) {
    features = try FeatureIndex(reading: &reader)
    unknownScale = try reader.float()
    weights = try LabelWeights(reading: &reader)
    groups = try reader.word() == 0 ? nil : GroupWeights(reading: &reader)
    masked = try reader.word() == 0 ? nil : LabelWeights(reading: &reader)
    mask = try NameMask(reading: &reader)
    phrasings = try PhrasingIndex(reading: &reader)
  }

  /// Whether every index in the arrays points into the array it is meant for.
  var isConsistent: Bool {
    features.isConsistent(rows: weights.rows.count) && weights.isConsistent
      && phrasings.isConsistent(labels: weights.labelCount, rows: weights.rows.count)
      && groups?.isConsistent(labels: weights.labelCount, rows: weights.rows.count) ?? true
      && masked.map {
        $0.isConsistent && $0.labelCount == weights.labelCount
          && $0.rows.count == weights.rows.count
      } ?? true
  }
}

extension GroupWeights {
  func write(to writer: inout ModelWriter) {
    weights.write(to: &writer)
    writer.write(count: groupings.count)
    for grouping in groupings { writer.write(grouping) }
    writer.write(Int32(truncatingIfNeeded: outside ?? -1))
  }

  init(reading reader: inout ModelReader) throws(RankingModelError) {
    let weights = try LabelWeights(reading: &reader)
    var groupings: [[Int32]] = []
    for _ in 0..<(try reader.count(of: 4)) { groupings.append(try reader.numbers(Int32.self)) }
    let last = Int32(bitPattern: try reader.word())
    // No place may be wrong before it is looked up.
    let count = Int32(truncatingIfNeeded: weights.labelCount)
    guard groupings.joined().allSatisfy({ $0 >= 0 && $0 < count }), last < count else {
      throw .inconsistent
    }
    self.init(weights: weights, groupings: groupings, outside: last < 0 ? nil : Int(last))
  }

  func isConsistent(labels: Int, rows: Int) -> Bool {
    weights.isConsistent && weights.rows.count == rows && (outside ?? 0) < weights.labelCount
      && groupings.allSatisfy { grouping in
        grouping.count == labels
          && grouping.allSatisfy { $0 >= 0 && $0 < Int32(truncatingIfNeeded: weights.labelCount) }
      }
  }
}

extension LabelWeights {
  func write(to writer: inout ModelWriter) {
    writer.write(rows)
    writer.write(entries)
    writer.write(blocks)
    writer.write(count: labelCount)
    for label in 0..<labelCount {
      let (block, lane) = (label / 16, label % 16)
      writer.write(constants.bias[block][lane])
      writer.write(constants.words[block][lane])
      writer.write(constants.characters[block][lane])
    }
  }

  init(reading reader: inout ModelReader) throws(RankingModelError) {
    rows = try reader.numbers(inPlace: Row.self)
    entries = try reader.numbers(inPlace: UInt32.self)
    blocks = try reader.numbers(inPlace: Block.self)
    var constants = Constants()
    for _ in 0..<(try reader.count(of: 12)) {
      constants.append(
        bias: try reader.float(), words: try reader.float(), characters: try reader.float())
    }
    self.constants = constants
  }

  /// Whether every row lies within the entries or blocks, and every entry speaks of a label that is
  /// there.
  var isConsistent: Bool {
    for row in rows {
      let start = Int(row.start)
      switch row.count {
      case Self.whole: guard start + blocksPerRow <= blocks.count else { return false }
      case Self.unseen: break
      case let count: guard start + Int(count) <= entries.count else { return false }
      }
    }
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
    writer.write(rows)
    writer.write(stemStarts)
    writer.write(lengths)
    writer.write(stems)
    writer.write(inverseLengths)
    writer.write(masks)
    writer.write(sources)
  }

  init(reading reader: inout ModelReader) throws(RankingModelError) {
    wordings = try reader.numbers(inPlace: UInt64.self)
    wordingLabels = try reader.numbers(inPlace: UInt32.self)
    labelStarts = try reader.numbers(inPlace: UInt32.self)
    rows = try reader.numbers(inPlace: UInt32.self)
    stemStarts = try reader.numbers(inPlace: UInt32.self)
    lengths = try reader.numbers(inPlace: UInt8.self)
    stems = try reader.numbers(inPlace: UInt16.self)
    inverseLengths = try reader.numbers(inPlace: Float.self)
    masks = try reader.numbers(inPlace: UInt64.self)
    sources = try reader.numbers(inPlace: UInt32.self)
  }

  func isConsistent(labels: Int, rows: Int) -> Bool {
    guard
      wordings.count == wordingLabels.count, labelStarts.count == labels + 1,
      lengths.count == sources.count, inverseLengths.count == sources.count,
      masks.count == sources.count, Self.rises(labelStarts, to: sources.count),
      stemStarts.count == labels + 1, Self.rises(stemStarts, to: stems.count)
    else { return false }
    for label in 0..<labels {
      let own = Int(labelStarts[label])..<Int(labelStarts[label + 1])
      let most = Int(stemStarts[label + 1] - stemStarts[label])
      guard own.reduce(0, { $0 + Int(lengths[$1]) }) == most else { return false }
    }
    return wordingLabels.allSatisfy { $0 < labels } && stems.allSatisfy { $0 < self.rows.count }
      && self.rows.allSatisfy { $0 < rows }
  }

  /// Whether the numbers begin at 0, never fall, and end at `last`.
  private static func rises(_ numbers: Numbers<UInt32>, to last: Int) -> Bool {
    guard numbers.first == 0, numbers.last.map({ Int($0) }) == last else { return false }
    for index in 1..<max(1, numbers.count) where numbers[index] < numbers[index - 1] {
      return false
    }
    return true
  }
}
