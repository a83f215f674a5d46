/// Reads numbers that are written out: "three point seven", "nine hundred and forty".
struct NumberWords {
  struct Read {
    var value: Double
    var end: Int
    var hasPoint = false
    var decimals = 0
  }

  /// The longest number in words at a lexeme.
  ///
  ///     number := whole ["point" digit+]
  ///     whole  := small ["hundred" ["and"] [small]] | small "thousand" …
  func number(at i: Int, in scan: LineScan) -> Read? {
    guard let first = value(at: i, scan) else { return nil }
    var total = 0.0
    var current = first.value
    var end = first.end
    while end < scan.count, scan.lexemes[end].pause == .none {
      if let scale = scaleWord(at: end, scan) {
        current *= Double(scale.value)
        end = scale.end
        if scale.value >= 1000 {
          total += current
          current = 0
        }
        continue
      }
      var next = end
      if current >= 100 || current == 0, let joined = scan.end(of: CueSet(.numberAnd), at: next) {
        next = joined
      }
      guard let part = value(at: next, scan),
        joins(current, part.value) || current == 0 && total > 0 && part.value > 0
      else { break }
      current += part.value
      end = part.end
    }
    var read = Read(value: total + current, end: end)
    readFraction(&read, scan)
    return read
  }

  /// Tens take a digit, hundreds take tens and digits.
  private func joins(_ whole: Double, _ part: Double) -> Bool {
    let rest = whole.truncatingRemainder(dividingBy: 100)
    if whole >= 100, rest == 0 { return part > 0 }
    return rest >= 20 && rest.truncatingRemainder(dividingBy: 10) == 0 && part > 0 && part < 10
  }

  private func readFraction(_ read: inout Read, _ scan: LineScan) {
    guard let point = scan.end(of: CueSet(.numberPoint), at: read.end) else { return }
    var end = point
    var scale = 1.0
    while end < scan.count, scale < 1e4, let digit = value(at: end, scan), digit.value < 10 {
      scale *= 10
      read.value += digit.value / scale
      read.decimals += 1
      end = digit.end
    }
    guard read.decimals > 0 else { return }
    let power = scale
    read.value = (read.value * power).rounded() / power
    read.hasPoint = true
    read.end = end
  }

  private func value(at i: Int, _ scan: LineScan) -> (value: Double, end: Int)? {
    guard i < scan.count, scan.nameAt[i] < 0 else { return nil }
    return scan.longest(at: i) { if case .number(let n) = $0, n < 100 { n } else { nil } }
      .map { (Double($0.value), $0.end) }
  }

  private func scaleWord(at i: Int, _ scan: LineScan) -> (value: Int, end: Int)? {
    scan.longest(at: i) { if case .number(let n) = $0, n >= 100 { n } else { nil } }
      .map { ($0.value, $0.end) }
  }
}
