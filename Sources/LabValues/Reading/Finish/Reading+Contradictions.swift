extension Reading {
  /// Two results of one analyte that are neither dated nor ordered, or a fact both stated and
  /// denied.
  mutating func findContradictions() {
    var drop: Set<Int> = []
    for (i, one) in mentions.enumerated() where one.status == .stated && !drop.contains(i) {
      for k in (i + 1)..<max(i + 1, mentions.count) where !drop.contains(k) {
        let two = mentions[k]
        guard two.fact == one.fact, two.subject == one.subject else { continue }
        if one.kind == .context, two.status == .denied, two.when == nil, one.when == nil {
          note(contradiction: [one, two])
          drop.formUnion([i, k])
        } else if one.kind == .context, two.status == .stated {
          drop.insert(k)
        } else if one.kind == .analyte, two.status == .stated {
          switch Self.relation(one, two) {
          case .same: drop.insert(k)
          case .ordered: break
          case .opposed:
            note(contradiction: [one, two])
            drop.formUnion([i, k])
          }
        } else if one.kind == .qualitative, two.status == .stated,
          one.qualitative == two.qualitative
        {
          drop.insert(k)
        }
      }
    }
    for (i, one) in mentions.enumerated()
    where one.kind == .context && one.status == .denied {
      for k in (i + 1)..<max(i + 1, mentions.count)
      where mentions[k].fact == one.fact && mentions[k].subject == one.subject
        && !drop.contains(k) && !drop.contains(i)
      {
        let two = mentions[k]
        if two.status == .denied { drop.insert(k) }
        if two.status == .stated, one.when == nil, two.when == nil {
          note(contradiction: [one, two])
          drop.formUnion([i, k])
        }
      }
    }
    guard !drop.isEmpty else { return }
    mentions = mentions.enumerated().filter { !drop.contains($0.offset) }.map(
      \.element)
  }

  private enum Relation { case same, ordered, opposed }

  private static func relation(_ one: Mention, _ two: Mention) -> Relation {
    guard let a = one.value, let b = two.value else {
      if one.wordValue != nil, two.wordValue != nil, one.wordValue != two.wordValue {
        return one.when == two.when && !one.isEarlier && !two.isEarlier ? .opposed : .ordered
      }
      return one.value == nil && two.value == nil ? .same : .ordered
    }
    if one.isEarlier || two.isEarlier || one.isCorrection != two.isCorrection { return .ordered }
    if let first = one.when?.day, let second = two.when?.day, first != second { return .ordered }
    if one.when != nil, two.when != nil, one.when != two.when { return .ordered }
    if (a.value - b.value).magnitude <= 0.03 * max(a.value.magnitude, b.value.magnitude) {
      return .same
    }
    return one.when == nil && two.when == nil ? .opposed : .ordered
  }

  private mutating func note(contradiction pair: [Mention]) {
    guard let first = pair.first, let last = pair.last else { return }
    let candidates = pair.compactMap { mention -> Doubt.Candidate? in
      guard let typed = mention.typed, let value = mention.value else { return nil }
      return Doubt.Candidate(typed: typed, canonical: value, flag: mention.flag)
    }
    doubts.append(
      Doubt(
        fact: first.fact, reason: .contradiction,
        range: first.range.lowerBound..<max(first.range.upperBound, last.range.upperBound),
        asTyped: pair.map(\.asTyped).joined(separator: ", "), candidates: candidates))
  }
}
