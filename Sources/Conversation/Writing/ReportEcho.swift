import LabValues

/// Tells what was noted of a whole report: what is out of its range first, a line for each reading.
///
///     Noted, of 2026-05-19:
///     - High by your own lab's range: creatinine 1.92 mg/dL, calcium 10.7 mg/dL
///     - In range: albumin 4.1 g/dL, ALP 118 U/L
struct ReportEcho {
  let words: FactWords
  private var wording: Wording { words.wording }

  /// From so many results on a sentence is no longer read.
  private static let fewest = 5

  /// - Parameter facts: what a message stated of one person
  /// - Returns: the lines; `nil` for less than a report. Earlier values are counted.
  func text(of facts: [StoredFact], for person: Person?, in session: Session) -> String? {
    var newest: [StoredFact] = []
    var earlier = 0
    let results = facts.filter { $0.mention.kind == .analyte && $0.value != nil }
    for fact in results {
      if session.record.newest(fact.id, session.today) == fact {
        newest.append(fact)
      } else {
        earlier += 1
      }
    }
    guard newest.count >= Self.fewest else { return nil }
    let days = Set(newest.map { $0.mention.when?.day })
    let day = days.count == 1 ? newest[0].mention.when : nil
    let date = day.flatMap { $0.day == nil ? nil : wording(.reportDate, ["date": "\($0)"]) } ?? ""
    let key: Wording.Key = person == nil ? .reportNoted : .reportNotedFor
    var lines = [wording(key, ["date": date, "person": wording.name(of: person)])]
    for flag in [Flag.criticalHigh, .criticalLow, .high, .low, .unknown, .normal] {
      lines += group(newest.filter { $0.flag == flag }, flag, isDated: day == nil, session)
    }
    if earlier > 0 { lines.append("- " + wording(.reportEarlier, ["count": "\(earlier)"])) }
    let others = facts.filter { !results.contains($0) }
    if !others.isEmpty {
      lines.append("- " + words.capitalized(words.list(others.map { words.display($0) })))
    }
    return lines.joined(separator: "\n")
  }

  /// The results of one reading: a line for those that the laboratory's own range or flag judges, one for the others.
  private func group(
    _ facts: [StoredFact], _ flag: Flag, isDated: Bool, _ session: Session
  ) -> [String] {
    let own = facts.filter { $0.mention.ownInterval != nil || $0.mention.ownFlag != nil }
    let rest = facts.filter { !own.contains($0) }
    return [(own, true), (rest, false)].compactMap { facts, isOwn in
      guard !facts.isEmpty else { return nil }
      let title =
        words.capitalized(words.flagWords(flag)) + (isOwn ? " " + wording(.numbersOwn) : "")
      let named = facts.map { fact in
        let range =
          isOwn || !fact.flag.isOutside
          ? nil : words.interval(of: fact.id, unit: fact.mention.typed?.unit, in: session)
        let shown = words.display(fact) + (range.map { " (\($0))" } ?? "")
        let when = fact.mention.when.flatMap { $0.day == nil ? nil : "\($0)" }
        return isDated ? [shown, when].compactMap(\.self).joined(separator: ", ") : shown
      }
      return "- \(title): \(words.list(named))"
    }
  }
}
