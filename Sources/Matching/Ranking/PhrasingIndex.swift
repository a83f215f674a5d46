import Language

/// The known phrasings: which were said in just these words, and which of a label is nearest.
struct PhrasingIndex: Sendable {
  /// Hashes of exact wordings in rising order, and the label of each.
  let wordings: Numbers<UInt64>
  let wordingLabels: Numbers<UInt32>
  /// Phrasings of label `l` are `labelStarts[l]..<labelStarts[l + 1]`; there are none where no
  /// decision is asked for.
  let labelStarts: Numbers<UInt32>
  /// Stems of phrasing `p` are `stems[starts[p]..<starts[p + 1]]`, as rows of the weights.
  let starts: Numbers<UInt32>
  let stems: Numbers<UInt32>
  /// One over the length of each phrasing's vector.
  let inverseLengths: Numbers<Float>
  /// One bit for each stem's row number modulo 64.
  let masks: Numbers<UInt64>
  /// Where each phrasing stands among the examples of the training set.
  let sources: Numbers<UInt32>

  /// One bit for each stem.
  private static func mask(of stems: [UInt32]) -> UInt64 {
    stems.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }

  /// One over the length of a phrasing of these stems.
  private static func inverseLength(
    of stems: [UInt32], rows: Numbers<LabelWeights.Row>
  ) -> Float {
    var squares: Float = 0
    for stem in stems {
      let scale = rows[Int(stem)].scale
      squares += scale * scale
    }
    return squares > 0 ? 1 / squares.squareRoot() : 0
  }

  init(_ data: TrainingMatrix, rows: [Int32], scales: Numbers<LabelWeights.Row>) {
    var exact: [(hash: UInt64, label: UInt32)] = []
    var (labelStarts, starts, stems): ([UInt32], [UInt32], [UInt32]) = ([0], [0], [])
    var (inverseLengths, masks, sources): ([Float], [UInt64], [UInt32]) = ([], [], [])
    for members in data.members(of: rows) {
      for row in members {
        let row = Int(row)
        exact.append((data.wordings[row], UInt32(bitPattern: data.labels[row])))
        var seen: [UInt32] = []
        for stem in data.stems[row] {
          guard let id = data.table.id(of: stem) else { continue }
          let number = UInt32(truncatingIfNeeded: id)
          if !seen.contains(number) { seen.append(number) }
        }
        stems += seen
        starts.append(UInt32(truncatingIfNeeded: stems.count))
        inverseLengths.append(Self.inverseLength(of: seen, rows: scales))
        masks.append(Self.mask(of: seen))
        sources.append(data.sources[row])
      }
      labelStarts.append(UInt32(truncatingIfNeeded: sources.count))
    }
    exact.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.label < $1.label }
    let different = exact.indices.filter { $0 == 0 || exact[$0 - 1] != exact[$0] }
    wordings = Numbers(different.map { exact[$0].hash })
    wordingLabels = Numbers(different.map { exact[$0].label })
    self.labelStarts = Numbers(labelStarts)
    self.starts = Numbers(starts)
    self.stems = Numbers(stems)
    self.inverseLengths = Numbers(inverseLengths)
    self.masks = Numbers(masks)
    self.sources = Numbers(sources)
  }

  /// The labels that have a phrasing in exactly these words.
  func labels(worded hash: UInt64) -> [Int] {
    var low = 0
    var high = wordings.count
    while low < high {
      let middle = (low + high) / 2
      if wordings[middle] < hash { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < wordings.count, wordings[end] == hash { end += 1 }
    return (low..<end).map { Int(wordingLabels[$0]) }
  }

  /// The stems of a question, weighted, ready to be compared.
  struct Query {
    private(set) var rows: [UInt32] = []
    private(set) var squares: [Float] = []
    /// One bit for each row number modulo 64.
    private(set) var mask: UInt64 = 0
    /// Sum of squares of all stems, unknown ones included.
    private(set) var total: Float = 0
    /// For each bit of the mask the last stem that set it, and its weight.
    private var slots = [SIMD2<UInt32>](repeating: .zero, count: 64)

    /// Adds a stem: its row, nil if it is unknown, and its scale.
    mutating func add(_ row: Int?, scale: Float) {
      let square = scale * scale
      if let row {
        let row = UInt32(truncatingIfNeeded: row)
        guard !rows.contains(row) else { return }
        rows.append(row)
        squares.append(square)
        mask |= 1 << UInt64(row & 63)
        slots[Int(row & 63)] = SIMD2(row, square.bitPattern)
      }
      total += square
    }

    /// The weight of a stem of a phrasing: 0 if the question does not have it.
    func square(of stem: UInt32) -> Float {
      guard mask >> UInt64(stem & 63) & 1 == 1 else { return 0 }
      let slot = slots[Int(stem & 63)]
      if slot.x == stem { return Float(bitPattern: slot.y) }
      guard let position = rows.firstIndex(of: stem) else { return 0 }
      return squares[position]
    }
  }

  /// The phrasing of a label that is most like the question, by the cosine of their stems.
  func nearest(_ query: Query, label: Int) -> (phrasing: Int, similarity: Float)? {
    nearest(query, label, Self.bounds(query.squares))
  }

  /// How like the question the nearest phrasing of each label is; 0 where it has none.
  func similarities(_ query: Query, labels: [Int]) -> [Float] {
    guard !sources.isEmpty else { return labels.map { _ in 0 } }
    let most = Self.bounds(query.squares)
    return labels.map { nearest(query, $0, most)?.similarity ?? 0 }
  }

  private func nearest(
    _ query: Query, _ label: Int, _ most: [Float]
  ) -> (phrasing: Int, similarity: Float)? {
    guard query.total > 0, label >= 0, label + 1 < labelStarts.count else { return nil }
    // Stems of the question that share their bit with another of its stems.
    let hidden = query.rows.count - query.mask.nonzeroBitCount
    var best: (phrasing: Int, likeness: Float)?
    for phrasing in Int(labelStarts[label])..<Int(labelStarts[label + 1]) {
      // At most so many stems are shared: enough to rule out nearly all phrasings.
      let common = masks[phrasing] & query.mask
      guard common != 0 else { continue }
      let limit = most[min(common.nonzeroBitCount + hidden, most.count - 1)]
      guard limit * inverseLengths[phrasing] > best?.likeness ?? 0 else { continue }
      let likeness = self.shared(query, phrasing) * inverseLengths[phrasing]
      if likeness > best?.likeness ?? 0 { best = (phrasing, likeness) }
    }
    return best.map { ($0.phrasing, min(1, $0.likeness / query.total.squareRoot())) }
  }

  /// The most that 0, 1, 2 … shared stems can weigh.
  private static func bounds(_ squares: [Float]) -> [Float] {
    var bounds: [Float] = [0]
    var sum: Float = 0
    for square in squares.sorted(by: >) {
      sum += square
      bounds.append(sum)
    }
    return bounds
  }

  private func shared(_ query: Query, _ phrasing: Int) -> Float {
    var shared: Float = 0
    for index in Int(starts[phrasing])..<Int(starts[phrasing + 1]) {
      shared += query.square(of: stems[index])
    }
    return shared
  }
}
