/// One step of walking through what was expected and what came, side by side.
package enum AlignmentStep: Sendable, Hashable {
  case same(expected: Int, actual: Int)
  case replaced(expected: Int, actual: Int)
  case missing(expected: Int)
  case extra(actual: Int)
  /// An elision with what it stands for.
  case elided(expected: Int, actual: Range<Int>)
}

/// Aligns an expected sequence, which may hold elisions, with an actual one at the least cost.
///
/// An elision takes in one element for `absorb`, which is cheaper than an extra element and dearer
/// than a match; a missing expected element costs more than replacing it. So a changed element
/// beside an elision is replaced and not swallowed.
///
///     expected  a  ...  b           a matches, ... stands for x y, b was replaced by z
///     actual    a  x y  z
///
/// The table of least costs is that of Needleman and Wunsch (Journal of Molecular Biology 48,
/// 1970), with an elision as a gap that costs little. Time and memory are the product of both
/// lengths, at most 250,000 cells; beyond that, equal ends are taken off first, and what is still
/// too large counts as changed.
struct Alignment {
  var expectedCount: Int
  var actualCount: Int
  var isElision: (Int) -> Bool
  /// 0 for a match, `nil` where one must not replace the other.
  var pair: (_ expected: Int, _ actual: Int) -> Int?
  var missing: (Int) -> Int
  var extra: (Int) -> Int
  var absorb: Int

  /// More cells than this are not computed: 500 lines against 500.
  static let largestTable = 250_000

  /// - Returns: every expected and every actual element in exactly one step, in order.
  func steps() -> [AlignmentStep] {
    var head = 0
    var tail = 0
    let shorter = min(expectedCount, actualCount)
    if (expectedCount + 1) * (actualCount + 1) > Self.largestTable {
      while head < shorter, !isElision(head), pair(head, head) == 0 { head += 1 }
      while tail < shorter - head, !isElision(expectedCount - 1 - tail),
        pair(expectedCount - 1 - tail, actualCount - 1 - tail) == 0
      { tail += 1 }
    }
    var steps = (0..<head).map { AlignmentStep.same(expected: $0, actual: $0) }
    steps += middle(head..<(expectedCount - tail), head..<(actualCount - tail))
    for place in stride(from: tail, to: 0, by: -1) {
      steps.append(.same(expected: expectedCount - place, actual: actualCount - place))
    }
    return steps
  }

  private func middle(_ rows: Range<Int>, _ columns: Range<Int>) -> [AlignmentStep] {
    let width = columns.count + 1
    guard (rows.count + 1) * width <= Self.largestTable else {
      let nothing = columns.lowerBound..<columns.lowerBound
      return rows.map { row in
        isElision(row) ? .elided(expected: row, actual: nothing) : .missing(expected: row)
      } + columns.map { .extra(actual: $0) }
    }
    // costs[i * width + j]: the least cost of aligning what follows row i and column j.
    var costs = [Int](repeating: 0, count: (rows.count + 1) * width)
    for j in stride(from: columns.count - 1, through: 0, by: -1) {
      costs[rows.count * width + j] =
        costs[rows.count * width + j + 1] + extra(columns.lowerBound + j)
    }
    for i in stride(from: rows.count - 1, through: 0, by: -1) {
      let row = rows.lowerBound + i
      let elides = isElision(row)
      for j in stride(from: columns.count, through: 0, by: -1) {
        let below = costs[(i + 1) * width + j]
        let right = j < columns.count ? costs[i * width + j + 1] : nil
        var best: Int
        if elides {
          best = below
          if let right { best = min(best, right + absorb) }
        } else {
          best = below + missing(row)
          if let right {
            best = min(best, right + extra(columns.lowerBound + j))
            if let cost = pair(row, columns.lowerBound + j) {
              best = min(best, cost + costs[(i + 1) * width + j + 1])
            }
          }
        }
        costs[i * width + j] = best
      }
    }
    return walk(costs, rows, columns)
  }

  /// Ties go to a pair first, then to a missing element, then to an extra one.
  private func walk(_ costs: [Int], _ rows: Range<Int>, _ columns: Range<Int>) -> [AlignmentStep] {
    let width = columns.count + 1
    var steps: [AlignmentStep] = []
    var i = 0
    var j = 0
    while i < rows.count || j < columns.count {
      let row = rows.lowerBound + i
      let column = columns.lowerBound + j
      if i < rows.count, isElision(row) {
        while j < columns.count, costs[i * width + j] == costs[i * width + j + 1] + absorb {
          j += 1
        }
        steps.append(.elided(expected: row, actual: column..<(columns.lowerBound + j)))
        i += 1
        continue
      }
      let cost = costs[i * width + j]
      if i < rows.count, j < columns.count, let price = pair(row, column),
        cost == price + costs[(i + 1) * width + j + 1]
      {
        steps.append(
          price == 0
            ? .same(expected: row, actual: column) : .replaced(expected: row, actual: column))
        i += 1
        j += 1
      } else if i < rows.count, cost == costs[(i + 1) * width + j] + missing(row) {
        steps.append(.missing(expected: row))
        i += 1
      } else {
        steps.append(.extra(actual: column))
        j += 1
      }
    }
    return steps
  }
}
