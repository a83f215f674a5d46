/// The numbers of a line with the unit right behind each, found by lexeme.
struct NumberTable {
  let numbers: [NumberSpan]
  let units: [NumberUnit]
  /// The number that starts at a lexeme, -1 for none; empty where there are no numbers.
  private var startAt: [Int32] = []
  /// The number that ends, with or without its unit, in front of a lexeme.
  private var endBefore: [Int32] = []

  init(_ numbers: [NumberSpan], in scan: LineScan) {
    self.numbers = numbers
    units = numbers.map { scan.unit(behind: $0.end) }
    guard !numbers.isEmpty else { return }
    startAt = [Int32](repeating: -1, count: scan.count + 1)
    endBefore = startAt
    for k in numbers.indices {
      startAt[numbers[k].start] = Int32(k)
      endBefore[numbers[k].end] = Int32(k)
      endBefore[units[k].end] = Int32(k)
      // The unit may end in the name itself, and then the number stands before that name.
      if let name = scan.name(at: units[k].end - 1), name.start > numbers[k].end {
        endBefore[name.start] = Int32(k)
      }
    }
  }

  func index(at i: Int) -> Int? {
    i < startAt.count && startAt[i] >= 0 ? Int(startAt[i]) : nil
  }

  /// The number that ends, with or without its unit, in front of lexeme `i`.
  func index(endingAt i: Int) -> Int? {
    i < endBefore.count && endBefore[i] >= 0 ? Int(endBefore[i]) : nil
  }

  /// Behind the number and its unit.
  func end(_ k: Int) -> Int { max(numbers[k].end, units[k].end) }
}
