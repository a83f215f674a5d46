import Knowledge
import LabValues

/// The results of a person as a table, and one of them over time, for a door to lay out.
struct ResultTables: Sendable {
  private let words: FactWords
  private var labs: LabCatalogue { words.labs }
  private var wording: Wording { words.wording }

  init(_ words: FactWords) { self.words = words }

  /// The table of all results of the person in focus; `nil` where there are none.
  func table(of session: Session, _ composer: inout ReplyComposer) -> LabTable? {
    let results = session.current.filter { $0.mention.kind != .context }
    guard !results.isEmpty else { return nil }
    var rows: [LabTable.Row] = []
    var alerts: [String] = []
    for fact in results {
      rows.append(row(fact, &composer, in: session))
      if fact.flag.isCritical {
        alerts.append(
          wording(
            .criticalAlert,
            [
              "fact": words.capitalized(labs.label(of: fact.id) ?? fact.id),
              "value": fact.mention.asTyped, "flag": words.flagWords(fact.flag),
            ]))
      }
    }
    let flagged = results.filter { !words.mark($0, in: session).isEmpty }.count
    let counted = ["count": "\(flagged)", "total": "\(results.count)"]
    let titles: [Wording.Key] = [
      .tableTest, .tableResult, .tableUnit, .tableReference, .tableWhen, .tableSource,
    ]
    return LabTable(
      titles: titles.map { wording($0) }, rows: rows, alerts: alerts,
      summary: wording(flagged > 0 ? .outsideRange : .allInside, counted),
      legend: flagged > 0 ? wording(.markLegend) : "")
  }

  private func row(
    _ fact: StoredFact, _ composer: inout ReplyComposer, in session: Session
  ) -> LabTable.Row {
    let mention = fact.mention
    let name = words.capitalized(labs.label(of: fact.id) ?? fact.id)
    let when = mention.when.flatMap { $0.day == nil ? nil : "\($0)" } ?? ""
    guard let analyte = labs.analyte(fact.id), let value = mention.value else {
      let result = mention.qualitative.map { result in
        [result.value, result.titre.map { "1:\($0)" }].compactMap { $0 }.joined(separator: " ")
      }
      return LabTable.Row(
        name: name, result: result ?? fact.word ?? mention.asTyped, mark: words.mark(fact.flag),
        unit: "", reference: "", position: nil, when: when, source: nil)
    }
    let shown = mention.typed ?? value
    let applies = fact.flag != .unknown || mention.ownInterval != nil
    let target = words.target(of: fact, in: session)
    let aim = target.map { ReferenceInterval(low: $0.low, high: $0.high, unit: analyte.canonical) }
    let own = mention.ownInterval ?? aim ?? session.record.range(of: analyte, labs)
    let interval = own ?? analyte.reference
    var position: Double?
    if applies, let low = interval.low, let high = interval.high, high > low {
      position = (value.value - low) / (high - low)
    }
    let source =
      applies && mention.ownInterval == nil
      ? composer.number(of: Citation(source: ReplyCitation.labSource, section: analyte.name)) : nil
    return LabTable.Row(
      name: name, result: words.number(of: mention, analyte), mark: words.mark(fact, in: session),
      unit: analyte.isUnitless ? "" : shown.unit,
      reference: applies ? words.limits(of: analyte, own: own, unit: shown.unit) : "",
      position: position, when: when, source: source)
  }

  /// Every result of the person in focus of which more than one value was told, in the order they were told in.
  func trends(in session: Session, _ composer: inout ReplyComposer) -> [LabTrend] {
    var ids: [String] = []
    for fact in session.facts where fact.value != nil && !ids.contains(fact.id) {
      if session.history(of: fact.id).count > 1 { ids.append(fact.id) }
    }
    return ids.compactMap { trend(of: $0, in: session, &composer) }
  }

  /// One analyte of the person in focus over time; `nil` where no value was told.
  func trend(
    of id: String, in session: Session, _ composer: inout ReplyComposer
  ) -> LabTrend? {
    let dated = session.history(of: id)
    guard let analyte = labs.analyte(id), let last = dated.last else { return nil }
    let unit = last.mention.typed?.unit ?? analyte.canonical
    let own = last.mention.ownInterval
    let applies = last.flag != .unknown || own != nil
    let interval = own ?? session.record.range(of: analyte, labs) ?? analyte.reference
    func shown(_ value: Double?) -> Double? {
      value.flatMap { analyte.convert(Quantity($0, interval.unit), to: unit)?.value }
    }
    func text(_ value: Double?) -> String {
      value.map { analyte.numberText(Quantity($0, unit)) } ?? ""
    }
    let low = applies ? shown(interval.low) : nil
    let high = applies ? shown(interval.high) : nil
    let points = dated.compactMap { fact -> LabTrend.Point? in
      guard let quantity = fact.mention.value.flatMap({ analyte.convert($0, to: unit) }) else {
        return nil
      }
      let when = fact.mention.when
      return LabTrend.Point(
        day: when?.day?.ordinal, date: when.flatMap { $0.day == nil ? nil : "\($0)" } ?? "",
        value: quantity.value,
        result: analyte.numberText(quantity), mark: words.mark(fact.flag))
    }
    if applies, own == nil {
      _ = composer.number(of: Citation(source: ReplyCitation.labSource, section: analyte.name))
    }
    return LabTrend(
      name: words.capitalized(words.named(analyte.label, of: session.person)),
      unit: analyte.isUnitless ? "" : unit, low: low, high: high,
      lowLabel: text(low), highLabel: text(high), points: points,
      summary: TrendWords(words).summary(points, last, analyte, unit))
  }
}
