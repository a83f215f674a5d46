/// The candidate with the smallest edit distance to a mistyped name, where one is near enough.
///
/// Ties go to the alphabetically first: the answer never depends on the order of the candidates.
package func nearest(to name: String, among candidates: [String]) -> String? {
  let limit = max(1, name.count / 3)
  var best: (distance: Int, name: String)?
  for candidate in candidates {
    let distance = editDistance(name, candidate, limit: limit)
    guard distance <= limit else { continue }
    if best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true {
      best = (distance, candidate)
    }
  }
  return best?.name
}

/// Insertions, deletions, replacements and exchanges of neighbours that lead from one name to another; more
/// than `limit` is reported as `limit + 1`.
private func editDistance(_ a: String, _ b: String, limit: Int) -> Int {
  let a = Array(a.utf8.prefix(64)), b = Array(b.utf8.prefix(64))
  guard abs(a.count - b.count) <= limit else { return limit + 1 }
  var before: [Int] = []
  var row = Array(0...b.count)
  for i in a.indices {
    var next = [i + 1] + Array(repeating: 0, count: b.count)
    for j in b.indices {
      next[j + 1] = min(row[j + 1] + 1, next[j] + 1, row[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        next[j + 1] = min(next[j + 1], before[j - 1] + 1)
      }
    }
    (before, row) = (row, next)
  }
  return min(row[b.count], limit + 1)
}
