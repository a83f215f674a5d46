/// The numbers of one name in their order, each with its date: "… 3.1 in May, now 2.2".
struct ValueSeries {
  private(set) var entries: [Entry]

  /// Follows the first number of a name to the others that belong to it.
  init(
    _ first: Entry, of test: Int, _ name: NameSpan, in line: MarkedLine,
    _ taken: inout TakenNumbers
  ) {
    entries = [first]
    follow(test, line, &taken)
    order(name, line)
  }

  /// "… 3.1 in May, now 2.2": more numbers of the same name, each with a date or a word of time.
  private mutating func follow(_ test: Int, _ line: MarkedLine, _ taken: inout TakenNumbers) {
    let (scan, numbers, units) = (line.scan, line.numbers, line.units)
    while entries.count < 8 {
      let last = entries[entries.count - 1]
      var next = Entry(number: 0, tail: last.tail, binding: Binding())
      var j = last.tail.end
      var isTimed = false
      var found: Int?
      walk: while j < min(scan.count, last.tail.end + 14) {
        if scan.nameAt[j] >= 0
          || line.scopes.isHypothetical[j]
            && !line.scopes.isHypothetical[numbers[last.number].start]
        {
          break
        }
        if let date = line.date(covering: j) {
          // A date right behind the value before belongs to that value.
          if date.isOther {
            j = date.end
            continue
          }
          if entries[entries.count - 1].when == nil, !next.saysEarlier, !next.saysLater, !isTimed {
            entries[entries.count - 1].when = date.when
          } else {
            next.when = date.when
          }
          isTimed = true
          j = date.end
          continue
        }
        if let k = line.numberIndex(at: j) {
          if numbers[k].isExcluded || taken[k] || units[k].isDose || units[k].isOther {
            break walk
          }
          if let unit = units[k].lab, !line.fits(unit, test) { break walk }
          if Self.isRisen(k, line) { next.saysLater = true }
          if next.saysEarlier || next.saysLater || isTimed || Self.isTwin(k, last, test, line) {
            found = k
          }
          break
        }
        if scan.end(of: CueSet(.target, .ownRange), at: j) != nil,
          scan.end(of: CueSet(.later, .earlier), at: j) == nil
        {
          break
        }
        if scan.end(of: CueSet(.personOther, .personPronoun), at: j) != nil { break }
        let later = scan.end(of: CueSet(.later), at: j)
        let earlier = scan.end(of: CueSet(.earlier), at: j)
        if let later, later >= earlier ?? 0 {
          next.saysLater = true
          j = later
        } else if let earlier {
          next.saysEarlier = true
          j = earlier
        } else if let (comparator, end) = scan.comparator(at: j) {
          next.binding.comparator = comparator
          j = end
        } else if let end = scan.end(of: CueSet(.connector, .valueFiller, .opener), at: j) {
          j = end
        } else {
          break
        }
      }
      guard let found else { return }
      next.number = found
      next.tail = line.tail(behind: found, test)
      if next.tail.unit == nil, let unit = entries[0].tail.unit { next.tail.unit = unit }
      if entries[0].tail.unit == nil, let unit = next.tail.unit { entries[0].tail.unit = unit }
      if numbers[found].comparator != .equal { next.binding.comparator = numbers[found].comparator }
      taken.take(found)
      entries.append(next)
    }
  }

  /// "3.4 -> 3.1": the arrow makes the second one current.
  private static func isRisen(_ k: Int, _ line: MarkedLine) -> Bool {
    let gap = line.scan.gap(before: line.numbers[k].start)
    return gap.contains(0x3E) && gap.contains(0x2D)
  }

  /// "9.8 and 10.4 mg/dL": two numbers for one unit, and nothing says which is the later one.
  private static func isTwin(
    _ k: Int, _ last: Entry, _ test: Int, _ line: MarkedLine
  ) -> Bool {
    guard last.tail.unit == nil, let unit = line.units[k].lab, line.fits(unit, test) else {
      return false
    }
    return line.numbers[k].start - last.tail.end <= 1
  }

  /// Dates the entries and says which are older.
  private mutating func order(_ name: NameSpan, _ line: MarkedLine) {
    for i in entries.indices where entries[i].when == nil {
      entries[i].when = Self.date(
        of: entries[i], name, line, isFirst: i == 0, isLast: i == entries.count - 1)
    }
    guard entries.count > 1 else { return }
    if entries.allSatisfy({ !$0.saysEarlier && !$0.saysLater && $0.when == nil }) { return }
    let newest: Int
    if let now = entries.indices.last(where: { entries[$0].saysLater }) {
      newest = now
    } else if entries.dropFirst().allSatisfy(\.saysEarlier) {
      newest = 0
    } else {
      newest = entries.count - 1
      let days = entries.compactMap(\.when?.day)
      if days.count == entries.count, let latest = days.max() {
        for i in entries.indices { entries[i].isEarlier = days[i] < latest }
        return
      }
    }
    for i in entries.indices { entries[i].isEarlier = i != newest }
  }

  /// The date behind the value, between name and value, or in front of the name.
  private static func date(
    of entry: Entry, _ name: NameSpan, _ line: MarkedLine, isFirst: Bool, isLast: Bool
  ) -> When? {
    let scan = line.scan
    let number = line.numbers[entry.number]
    var j = entry.tail.end
    var steps = 0
    while isLast, j < scan.count, scan.nameAt[j] < 0, steps < 8, !scan.isSentenceStart(j) {
      if let date = line.date(covering: j), !date.isOther { return date.when }
      if line.numberIndex(at: j) != nil { break }
      j += 1
      steps += 1
    }
    guard isFirst else { return nil }
    let low = min(name.end, number.end)
    let high = max(name.start, number.start)
    if let date = line.dates.first(where: {
      $0.start >= low && $0.end <= high && !$0.isOther
    }) {
      return date.when
    }
    j = min(name.start, number.start)
    steps = 0
    while j > 0, steps < 10, !scan.isSentenceStart(j) || j == 0 {
      j -= 1
      steps += 1
      if scan.nameAt[j] >= 0 || line.numberIndex(at: j) != nil { return nil }
      if let date = line.date(covering: j) {
        return opensClause(date.start, scan) && !date.isOther ? date.when : nil
      }
    }
    return nil
  }

  /// "in May my phosphate was 7", but not "on dialysis since 2020, my phosphate is 7".
  private static func opensClause(_ i: Int, _ scan: LineScan) -> Bool {
    i == 0 || scan.lexemes[i].pause != .none
      || scan.start(of: CueSet(.opener, .connector, .weekdayOpener), endingAt: i) != nil
  }
}
