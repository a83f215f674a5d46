/// Names in a list, and behind the last of them as many numbers in a list: each name has its own.
///
///     PTH, calcium: 85 pg/mL, 9.9 mg/dL      calcium, phosphate, PTH 9.8, 5.2, 400
extension ReportWalk {
  /// Gives each name of a list the number that stands in its place.
  func share(_ found: inout [Stretch]) {
    var first = 0
    while first < found.count {
      var last = first
      while last + 1 < found.count, isListed(found[last], before: found[last + 1]) { last += 1 }
      let names = first...last
      if names.count > 1, Set(names.map { found[$0].test }).count == names.count,
        let numbers = numbers(of: found[last], names.count), fit(numbers, found[names])
      {
        deal(numbers, to: &found, names)
      }
      first = last + 1
    }
  }

  /// Nothing but the marks of a list stands between two names of results.
  private func isListed(_ one: Stretch, before two: Stretch) -> Bool {
    guard one.test != nil, two.test != nil, !one.hasNumber, let name = two.name else {
      return false
    }
    let start = scan.names[name].start
    guard scan.lexemes[start].pause < .sentence else { return false }
    return one.spans.isEmpty ? scan.isListGap(before: start) : one.spans.allSatisfy(isJoiner)
  }

  private func isJoiner(_ span: RowSpan) -> Bool {
    scan.end(of: CueSet(.opener), at: span.start) == span.end
  }

  /// The places of the numbers behind a name, where they are a list of so many.
  private func numbers(of stretch: Stretch, _ count: Int) -> [Int]? {
    var found: [Int] = []
    var isJoined = true
    for (place, span) in stretch.spans.enumerated() {
      if isFree(span) {
        guard isJoined || scan.isListGap(before: span.start) else { break }
        if found.count == count { return nil }
        found.append(place)
        isJoined = false
      } else if isJoiner(span) {
        isJoined = !found.isEmpty
      } else if found.isEmpty ? span.kind != .word : span.kind != .unit {
        break
      }
    }
    return found.count == count ? found : nil
  }

  /// Every unit is one of the test in whose place it stands.
  private func fit(_ numbers: [Int], _ names: ArraySlice<Stretch>) -> Bool {
    guard let spans = names.last?.spans else { return false }
    return zip(numbers, names).allSatisfy { place, stretch in
      let unit = line.table.units[spans[place].index]
      guard let test = stretch.test, !unit.isOther, !(unit.isDose && unit.lab == nil) else {
        return false
      }
      return unit.lab.map { line.fits($0, test) } ?? true
    }
  }

  /// A unit said once holds for the numbers before it, and a date behind the list for all of it.
  private func deal(_ numbers: [Int], to found: inout [Stretch], _ names: ClosedRange<Int>) {
    let spans = found[names.upperBound].spans
    let dates = spans[numbers[numbers.count - 1]...].filter { $0.kind == .date }
    for (k, n) in names.enumerated() {
      let number = spans[numbers[k]]
      found[n].hasNumber = true
      guard n < names.upperBound else {
        found[n].spans = Array(spans[numbers[k]...])
        continue
      }
      found[n].spans = [number]
      let next = numbers[k...].lazy.compactMap { line.table.units[spans[$0].index].lab }.first
      if line.table.units[number.index].lab == nil, let unit = next, let test = found[n].test,
        line.fits(unit, test)
      {
        found[n].spans.append(
          RowSpan(kind: .unit, start: number.end, end: number.end, index: unit))
      }
      found[n].spans += dates
    }
  }

  // MARK: - Names first, then numbers

  /// As many rows of numbers as names: they belong together in their order, and so do the units.
  mutating func settleStack() {
    defer { stack = [] }
    guard !stack.isEmpty, open.count > 1 else { return }
    let numbers = stack.filter { $0.contains(where: isFree) }
    let others = stack.filter { !$0.contains(where: isFree) }
    guard numbers.count >= open.count, numbers.count % open.count == 0 else {
      if let last = open.last {
        for spans in stack { stretches[last].spans += spans }
      }
      open = []
      return
    }
    for (k, place) in open.enumerated() {
      for group in stride(from: k, to: numbers.count, by: open.count) {
        stretches[place].spans += numbers[group]
      }
      if others.count == open.count { stretches[place].spans += others[k] }
    }
    open = []
  }
}
