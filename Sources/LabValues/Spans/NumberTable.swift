/// The numbers of a line with the unit right behind each, found by lexeme.
struct NumberTable {
  var numbers: [NumberSpan]
  let units: [NumberUnit]
  private let startAt: [Int32]

  init(_ numbers: [NumberSpan], _ units: [NumberUnit], count: Int) {
    (self.numbers, self.units) = (numbers, units)
    var starts = [Int32](repeating: -1, count: count + 1)
    for k in numbers.indices { starts[numbers[k].start] = Int32(k) }
    startAt = starts
  }

  func index(at i: Int) -> Int? {
    i < startAt.count && startAt[i] >= 0 ? Int(startAt[i]) : nil
  }

  /// Behind the number and its unit.
  func end(_ k: Int) -> Int { max(numbers[k].end, units[k].end) }
}
