/// The known phrasings: which were said in just these words, and which of a label is nearest.
struct PhrasingIndex: Sendable {
  /// Hashes of exact wordings in rising order, and the label of each.
  var wordings: [UInt64] = []
  var wordingLabels: [UInt32] = []
  /// Phrasings of label `l` are `labelStarts[l]..<labelStarts[l + 1]`.
  var labelStarts: [UInt32] = [0]
  /// Stems of phrasing `p` are `stems[starts[p]..<starts[p + 1]]`, as rows of the weights.
  var starts: [UInt32] = [0]
  var stems: [UInt32] = []
  /// One over the length of each phrasing's vector.
  var inverseLengths: [Float] = []
  /// Where each phrasing stands among the examples of the training set.
  var sources: [UInt32] = []

  static func wording(of words: [Word]) -> UInt64 {
    var hash: UInt64 = 0x2545_f491_4f6c_dd1d
    for word in words { hash = SplitMix64.mixed(hash ^ word.textHash) &+ 0x9e37_79b9 }
    return hash
  }

  init() {}

  init(_ data: TrainingMatrix, rows: [Int32]) {
    var exact: [(hash: UInt64, label: UInt32)] = []
    for members in data.members(of: rows) {
      for row in members {
        let row = Int(row)
        exact.append((data.wordings[row], UInt32(bitPattern: data.labels[row])))
        var squares: Float = 0
        var seen: [Int] = []
        for stem in data.stems[row] {
          guard let id = data.table.id(of: stem), !seen.contains(id) else { continue }
          seen.append(id)
          squares += data.scales[id] * data.scales[id]
        }
        stems += seen.map { UInt32(truncatingIfNeeded: $0) }
        starts.append(UInt32(truncatingIfNeeded: stems.count))
        inverseLengths.append(squares > 0 ? 1 / squares.squareRoot() : 0)
        sources.append(data.sources[row])
      }
      labelStarts.append(UInt32(truncatingIfNeeded: sources.count))
    }
    exact.sort { $0.hash != $1.hash ? $0.hash < $1.hash : $0.label < $1.label }
    for (position, entry) in exact.enumerated()
    where position == 0 || exact[position - 1] != entry {
      wordings.append(entry.hash)
      wordingLabels.append(entry.label)
    }
  }

  /// The labels that have a phrasing in exactly these words.
  func labels(worded hash: UInt64) -> ArraySlice<UInt32> {
    var low = 0
    var high = wordings.count
    while low < high {
      let middle = (low + high) / 2
      if wordings[middle] < hash { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < wordings.count, wordings[end] == hash { end += 1 }
    return wordingLabels[low..<end]
  }

  /// The stems of a question, weighted, ready to be compared.
  struct Query {
    var rows: [UInt32] = []
    var squares: [Float] = []
    /// One bit for each row number modulo 64.
    var mask: UInt64 = 0
    /// Sum of squares of all stems, unknown ones included.
    var total: Float = 0
  }

  /// The phrasing of a label that is most like the question, by the cosine of their stems.
  func nearest(_ query: Query, label: Int) -> (phrasing: Int, similarity: Float)? {
    var best: (phrasing: Int, similarity: Float)?
    for phrasing in Int(labelStarts[label])..<Int(labelStarts[label + 1]) {
      var shared: Float = 0
      for index in Int(starts[phrasing])..<Int(starts[phrasing + 1]) {
        let stem = stems[index]
        guard query.mask >> UInt64(stem & 63) & 1 == 1 else { continue }
        for position in query.rows.indices where query.rows[position] == stem {
          shared += query.squares[position]
        }
      }
      let likeness = shared * inverseLengths[phrasing]
      if likeness > (best?.similarity ?? 0) { best = (phrasing, likeness) }
    }
    guard let best, query.total > 0 else { return nil }
    return (best.phrasing, min(1, best.similarity / query.total.squareRoot()))
  }
}
