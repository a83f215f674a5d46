/// How far a denial goes on over a list.
///
///     denies warfarin, dialysis, or kidney disease       every item is denied
///     no dialysis, warfarin stopped 2019, now apixaban   the first item only: no word joins the list
///     not on dialysis, on warfarin                       the first item only: "on" begins anew
struct ListDenials {
  /// Lexemes of a list that a denial in front of it covers, behind its first item.
  private(set) var isDenied: [Bool]
  /// The same where nothing joins the list, so that it may be meant or not.
  private(set) var isUnclear: [Bool]

  private static let ends = CueSet(
    .having, .taking, .speaker, .owning, .ended, .later, .negation, .hypothetical, .question)
  /// No item of a list is longer.
  private static let longestItem = 5

  init(_ scan: LineScan) {
    isDenied = [Bool](repeating: false, count: scan.count)
    isUnclear = isDenied
    guard scan.names.count > 1 else { return }
    var i = 0
    while i < scan.count {
      guard scan.nameAt[i] < 0, let end = scan.end(of: CueSet(.negation), at: i),
        end >= scan.end(of: CueSet(.taking, .having, .unreal, .lookAlike), at: i) ?? 0
      else {
        i += 1
        continue
      }
      i = max(i + 1, mark(from: end, scan))
    }
  }

  /// Marks the items of the list that begins at a lexeme; the lexeme behind the list.
  private mutating func mark(from start: Int, _ scan: LineScan) -> Int {
    var items: [Range<Int>] = []
    var itemStart = start
    var isJoined = false
    var j = start
    while j < scan.count {
      let isComma = scan.lexemes[j].pause == .clause && j > start
      if scan.lexemes[j].pause == .sentence, j > start { break }
      if j - itemStart > Self.longestItem { break }
      let joiner = scan.nameAt[j] < 0 ? scan.end(of: CueSet(.joiner), at: j) : nil
      if isComma || joiner != nil {
        if itemStart < j { items.append(itemStart..<j) }
        itemStart = joiner ?? j
        isJoined = isJoined || joiner != nil && !items.isEmpty
        if let joiner { j = joiner }
        guard j < scan.count, !begins(j, scan) else { break }
        if joiner != nil { continue }
      }
      j = scan.name(at: j)?.end ?? j + 1
    }
    let end = min(j, scan.count)
    if itemStart < end, end - itemStart <= Self.longestItem,
      itemStart >= scan.count || !begins(itemStart, scan)
    {
      items.append(itemStart..<end)
    }
    for item in items.dropFirst() {
      for i in item { if isJoined { isDenied[i] = true } else { isUnclear[i] = true } }
    }
    return end
  }

  /// A new statement begins: "…, on warfarin".
  private func begins(_ i: Int, _ scan: LineScan) -> Bool {
    scan.nameAt[i] < 0 && scan.end(of: Self.ends, at: i) != nil
  }
}
