import Language

/// The known phrasings: which were said in just these words, and which of a label is nearest.
struct PhrasingIndex: Sendable {
  /// Hashes of exact wordings in rising order, and the label of each.
  let wordings: Numbers<UInt64>
  let wordingLabels: Numbers<UInt32>
  /// Phrasings of label `l` are `labelStarts[l]..<labelStarts[l + 1]`; there are none where no
  /// decision is asked for.
  let labelStarts: Numbers<UInt32>
  /// The stems that are known here, as rows of the weights in rising order; what follows names them by their
  /// place.
  let rows: Numbers<UInt32>
  /// The stems of all phrasings, one after the other: where those of each label begin, and how many each
  /// phrasing has.
  let stemStarts: Numbers<UInt32>
  let lengths: Numbers<UInt8>
  let stems: Numbers<UInt16>
  /// One over the length of each phrasing's vector.
  let inverseLengths: Numbers<Float>
  /// One bit for each stem's number modulo 64.
  let masks: Numbers<UInt64>
  /// Where each phrasing stands among the examples of the training set.
  let sources: Numbers<UInt32>

  /// One bit for each stem.
  private static func mask(of stems: [UInt16]) -> UInt64 {
    stems.reduce(0) { $0 | 1 << UInt64($1 & 63) }
  }

  /// One over the length of a phrasing of stems in these rows.
  private static func inverseLength(
    of stems: [UInt32], scales: Numbers<LabelWeights.Row>
  ) -> Float {
    var squares: Float = 0
    for stem in stems {
      let scale = scales[Int(stem)].scale
      squares += scale * scale
    }
    return squares > 0 ? 1 / squares.squareRoot() : 0
  }

  init(_ data: TrainingMatrix, rows: [Int32], scales: Numbers<LabelWeights.Row>) {
    var exact: [(hash: UInt64, label: UInt32)] = []
    var (labelStarts, stemStarts): ([UInt32], [UInt32]) = ([0], [0])
    var (lengths, stems): ([UInt8], [UInt16]) = ([], [])
    let known = Self.known(data, rows: rows)
    let numbers = Dictionary(
      known.enumerated().map { ($1, UInt16(truncatingIfNeeded: $0)) },
      uniquingKeysWith: { first, _ in first })
    var (inverseLengths, masks, sources): ([Float], [UInt64], [UInt32]) = ([], [], [])
    for members in data.members(of: rows) {
      for row in members {
        let row = Int(row)
        exact.append((data.wordings[row], UInt32(bitPattern: data.labels[row])))
        var seen: [UInt32] = []
        for stem in data.stems[row] {
          guard let id = data.table.id(of: stem) else { continue }
          let row = UInt32(truncatingIfNeeded: id)
          if !seen.contains(row) { seen.append(row) }
        }
        let named = seen.compactMap { numbers[$0] }
        stems += named
        // A text has no more words than fit into a byte.
        lengths.append(UInt8(clamping: named.count))
        inverseLengths.append(Self.inverseLength(of: seen, scales: scales))
        masks.append(Self.mask(of: named))
        sources.append(data.sources[row])
      }
      labelStarts.append(UInt32(truncatingIfNeeded: sources.count))
      stemStarts.append(UInt32(truncatingIfNeeded: stems.count))
    }
    exact.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.label < $1.label }
    let different = exact.indices.filter { $0 == 0 || exact[$0 - 1] != exact[$0] }
    wordings = Numbers(different.map { exact[$0].hash })
    wordingLabels = Numbers(different.map { exact[$0].label })
    self.rows = Numbers(known)
    self.labelStarts = Numbers(labelStarts)
    self.stemStarts = Numbers(stemStarts)
    self.lengths = Numbers(lengths)
    self.stems = Numbers(stems)
    self.inverseLengths = Numbers(inverseLengths)
    self.masks = Numbers(masks)
    self.sources = Numbers(sources)
  }

  /// The rows of the stems of these lines in rising order: of more than there are numbers for, those that come
  /// later in the lines say nothing of likeness.
  private static func known(_ data: TrainingMatrix, rows: [Int32]) -> [UInt32] {
    var known = Set<UInt32>()
    for row in rows where data.labels[Int(row)] >= 0 {
      for stem in data.stems[Int(row)] where known.count < Int(UInt16.max) {
        if let id = data.table.id(of: stem) { known.insert(UInt32(truncatingIfNeeded: id)) }
      }
    }
    return known.sorted()
  }

  /// The number of the stem in a row; `nil` where no phrasing has it.
  func number(ofRow row: Int) -> UInt16? {
    let row = UInt32(truncatingIfNeeded: row)
    let place = rows.place(of: row)
    return place < rows.count && rows[place] == row ? UInt16(truncatingIfNeeded: place) : nil
  }

  /// The labels that have a phrasing in exactly these words.
  func labels(worded hash: UInt64) -> [Int] {
    let start = wordings.place(of: hash)
    var end = start
    while end < wordings.count, wordings[end] == hash { end += 1 }
    return (start..<end).map { Int(wordingLabels[$0]) }
  }

  /// The stems of a question, weighted, ready to be compared.
  struct Query {
    private var rows: [Int] = []
    /// The stems that phrasings have too, and what each weighs.
    private(set) var stems: [UInt16] = []
    private(set) var squares: [Float] = []
    /// One bit for each of these stems, by its number modulo 64.
    private(set) var mask: UInt64 = 0
    /// Sum of squares of all stems, unknown ones included.
    private(set) var total: Float = 0
    /// For each bit of the mask the last stem that set it, and its weight.
    private var slots = [SIMD2<UInt32>](repeating: .zero, count: 64)
    /// For each bit of the mask what all stems that set it weigh together.
    private var most = [Float](repeating: 0, count: 64)

    /// Adds a stem: its row, nil if it is unknown, its number, nil where no phrasing has it, and its scale.
    mutating func add(row: Int?, _ stem: UInt16?, scale: Float) {
      let square = scale * scale
      if let row {
        guard !rows.contains(row) else { return }
        rows.append(row)
      }
      total += square
      guard let stem else { return }
      stems.append(stem)
      squares.append(square)
      mask |= 1 << UInt64(stem & 63)
      slots[Int(stem & 63)] = SIMD2(UInt32(stem), square.bitPattern)
      most[Int(stem & 63)] += square
    }

    /// The most that stems of these bits weigh: what is shared cannot weigh more.
    func most(of bits: UInt64) -> Float {
      var (rest, sum) = (bits, Float(0))
      while rest != 0 {
        sum += most[rest.trailingZeroBitCount]
        rest &= rest &- 1
      }
      return sum
    }

    /// The weight of a stem of a phrasing: 0 if the question does not have it.
    func square(of stem: UInt16) -> Float {
      guard mask >> UInt64(stem & 63) & 1 == 1 else { return 0 }
      let slot = slots[Int(stem & 63)]
      if slot.x == UInt32(stem) { return Float(bitPattern: slot.y) }
      guard let position = stems.firstIndex(of: stem) else { return 0 }
      return squares[position]
    }
  }

  /// How like the question the nearest phrasing of each label is; 0 where it has none.
  func similarities(_ query: Query, labels: [Int]) -> [Float] {
    guard !sources.isEmpty else { return labels.map { _ in 0 } }
    return labels.map { nearest(query, label: $0)?.similarity ?? 0 }
  }

  /// The phrasing of a label that is most like the question, by the cosine of their stems.
  func nearest(_ query: Query, label: Int) -> (phrasing: Int, similarity: Float)? {
    guard query.total > 0, label >= 0, label + 1 < labelStarts.count else { return nil }
    var best: (phrasing: Int, likeness: Float)?
    var end = Int(stemStarts[label])
    for phrasing in Int(labelStarts[label])..<Int(labelStarts[label + 1]) {
      let start = end
      end += Int(lengths[phrasing])
      // Enough to rule out nearly all phrasings.
      let common = masks[phrasing] & query.mask
      guard common != 0,
        query.most(of: common) * inverseLengths[phrasing] * Self.slack > best?.likeness ?? 0
      else { continue }
      let likeness = shared(query, start..<end) * inverseLengths[phrasing]
      if likeness > best?.likeness ?? 0 { best = (phrasing, likeness) }
    }
    return best.map { ($0.phrasing, min(1, $0.likeness / query.total.squareRoot())) }
  }

  /// Sums of the same numbers in another order differ by a little.
  private static let slack: Float = 1.0001

  private func shared(_ query: Query, _ range: Range<Int>) -> Float {
    var shared: Float = 0
    for index in range { shared += query.square(of: stems[index]) }
    return shared
  }
}
