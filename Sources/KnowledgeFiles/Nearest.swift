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

/// Insertions, deletions and replacements that lead from one name to another; more than `limit`
/// is reported as `limit + 1`.
private func editDistance(_ a: String, _ b: String, limit: Int) -> Int {
  let a = Array(a.utf8.prefix(64)), b = Array(b.utf8.prefix(64))
  guard abs(a.count - b.count) <= limit else { return limit + 1 }
  var row = Array(0...b.count)
  for i in a.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let change = diagonal + (a[i] == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
    }
  }
  return min(row[b.count], limit + 1)
}
