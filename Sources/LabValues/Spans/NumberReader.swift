/// Finds the numbers of a line outside names and dates, each whole or not at all.
///
///     9.1   9,1   1,234   1'250   1 234 pg/mL   .9   2 .45 mmol/L   1.25e3   1.25 x 10^3   1O.4
struct NumberReader {
  private let digits: DigitReader
  private let neighbours: NumberNeighbours
  private let words = NumberWords()
  private var scan: LineScan { digits.scan }

  init(scan: LineScan, layout: Layout) {
    digits = DigitReader(scan: scan, layout: layout)
    neighbours = NumberNeighbours(scan: scan, layout: layout)
  }

  func numbers(outside dates: [DateSpan]) -> [NumberSpan] {
    var found: [NumberSpan] = []
    var date = 0
    var i = 0
    while i < scan.count {
      while date < dates.count, dates[date].end <= i { date += 1 }
      if date < dates.count, dates[date].start <= i {
        i = dates[date].end
        continue
      }
      guard scan.nameAt[i] < 0 else {
        i += 1
        continue
      }
      guard scan.lexemes[i].isDigits else {
        if scan.lexemes[i].word >= 0, let spoken = spoken(at: i, dates) {
          found.append(spoken)
          i = spoken.end
        } else {
          i += 1
        }
        continue
      }
      var number = digits.number(at: i)
      neighbours.judge(&number)
      found.append(number)
      // The digits inside a unit ("1.73m2") are no numbers of their own.
      i = max(number.end, scan.unitEnd(at: number.end) ?? 0)
    }
    markFractions(&found)
    return found
  }

  /// `9 1/2`: the number in front of a fraction is no whole value.
  private func markFractions(_ numbers: inout [NumberSpan]) {
    for k in numbers.indices.dropFirst(2) {
      let (a, b) = (numbers[k - 1], numbers[k])
      guard b.start == a.end, scan.gap(before: b.start).elementsEqual([0x2F]), a.value < b.value,
        b.value <= 8, a.start == numbers[k - 2].end, scan.gap(before: a.start).elementsEqual([0x20])
      else { continue }
      numbers[k - 2].isUnclear = true
    }
  }

  // MARK: - Number words

  /// "nine point eight", "three hundred and forty": with a point, in front of a unit, or all that is said of a
  /// result.
  private func spoken(at i: Int, _ dates: [DateSpan]) -> NumberSpan? {
    guard let read = words.number(at: i, in: scan) else { return nil }
    guard
      read.hasPoint || scan.unitEnd(at: read.end) != nil || isSaid(i..<read.end, read.value, dates)
    else { return nil }
    var number = NumberSpan(
      start: i, end: read.end, bytes: scan.byteRange(i..<read.end), value: read.value)
    number.decimals = read.decimals
    return number
  }

  /// "my calcium is thirteen": between the name of a result and the end of a clause; "the calcium one" is none.
  private func isSaid(_ words: Range<Int>, _ value: Double, _ dates: [DateSpan]) -> Bool {
    guard value > 1 else { return false }
    var start = words.lowerBound
    while start > 0, scan.lexemes[start].pause == .none, scan.nameAt[start - 1] < 0,
      let before = scan.start(of: CueSet(.connector, .valueFiller, .earlier), endingAt: start)
    {
      start = before.start
    }
    guard start > 0, scan.lexemes[start].pause < .sentence,
      scan.name(at: start - 1)?.analyte != nil
    else { return false }
    let end = words.upperBound
    return end >= scan.count || scan.lexemes[end].pause != .none || scan.has(.opener, at: end)
      || dates.contains { $0.start == end }
  }
}
