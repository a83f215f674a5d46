import Knowledge
import LabValues
import Language
import Matching

/// `/labs` and `/trend`.
extension Assistant {
  /// The table of all results of a person, of the one in focus where nobody is named.
  func labs(_ argument: String, in session: Session) -> Reply {
    guard let session = session.focused(by: argument, knowledge.labs) else {
      return unknownPerson("labs", argument)
    }
    let results = session.current.filter { $0.mention.kind != .context }
    guard !results.isEmpty else { return info(noResults(of: session.person)) }
    var composer = ReplyComposer(.info, knowledge)
    if let person = session.person {
      composer.add(.heading(wording(.resultsOf, ["person": wording.name(of: person)])))
    }
    var rows: [LabTable.Row] = []
    var alerts: [String] = []
    for fact in results {
      rows.append(row(fact, &composer, in: session))
      if fact.flag.isCritical {
        alerts.append(
          wording(
            .criticalAlert,
            [
              "fact": capitalized(knowledge.labs.label(of: fact.id) ?? fact.id),
              "value": fact.mention.asTyped, "flag": flagWords(fact.flag),
            ]))
      }
    }
    let flagged = results.filter { !mark($0, in: session).isEmpty }.count
    let counted = ["count": "\(flagged)", "total": "\(results.count)"]
    let titles: [Wording.Key] = [
      .tableTest, .tableResult, .tableUnit, .tableReference, .tableWhen, .tableSource,
    ]
    composer.add(
      .table(
        LabTable(
          titles: titles.map { wording($0) }, rows: rows, alerts: alerts,
          summary: wording(flagged > 0 ? .outsideRange : .allInside, counted))))
    for text in derived(in: session) { composer.add(text) }
    if !alerts.isEmpty { composer.raise(to: .now) }
    return composer.reply
  }

  private func row(
    _ fact: StoredFact, _ composer: inout ReplyComposer, in session: Session
  ) -> LabTable.Row {
    let mention = fact.mention
    let name = capitalized(knowledge.labs.label(of: fact.id) ?? fact.id)
    let when = mention.when?.day.map { "\($0)" } ?? ""
    guard let analyte = knowledge.labs.analyte(fact.id), let value = mention.value else {
      let result = mention.qualitative.map { result in
        [result.value, result.titre.map { "1:\($0)" }].compactMap { $0 }.joined(separator: " ")
      }
      return LabTable.Row(
        name: name, result: result ?? fact.word ?? mention.asTyped, mark: mark(fact.flag),
        unit: "", reference: "", position: nil, when: when, source: nil)
    }
    let shown = mention.typed ?? value
    let sign = mention.comparator == .equal ? "" : "\(mention.comparator.rawValue) "
    let applies = fact.flag != .unknown || mention.ownInterval != nil
    let target = target(of: fact, in: session)
    let aim = target.map { ReferenceInterval(low: $0.low, high: $0.high, unit: analyte.canonical) }
    let own = mention.ownInterval ?? aim
    let interval = own ?? analyte.reference
    var position: Double?
    if applies, let low = interval.low, let high = interval.high, high > low {
      position = (value.value - low) / (high - low)
    }
    let source =
      applies && mention.ownInterval == nil
      ? composer.number(of: Citation(source: ReplyComposer.labSource, section: analyte.name)) : nil
    return LabTable.Row(
      name: name, result: sign + analyte.numberText(shown), mark: mark(fact, in: session),
      unit: analyte.isUnitless ? "" : shown.unit,
      reference: applies ? limits(of: analyte, own: own, unit: shown.unit) : "",
      position: position, when: when, source: source)
  }

  /// One analyte of a person over time.
  func trend(_ argument: String, in session: Session) -> Reply {
    guard !argument.isEmpty else { return badArgument("trend", "takes the name of a result") }
    let (argument, session) = session.focused(byEndOf: argument, knowledge.labs)
    guard let id = analyteNamed(argument), let analyte = knowledge.labs.analyte(id) else {
      let names = knowledge.labs.analytes.map(\.label)
      let near =
        closest(to: argument.lowercased(), among: names).map { "; did you mean \($0)?" } ?? ""
      return badArgument(
        "trend", "knows no result named \(Line.cleaned(String(argument.prefix(40))))\(near)")
    }
    let dated = session.history(of: id)
    guard let last = dated.last else {
      return info(noResult(analyte.label, of: session.person))
    }
    var composer = ReplyComposer(.info, knowledge)
    let unit = last.mention.typed?.unit ?? analyte.canonical
    let own = last.mention.ownInterval
    let applies = last.flag != .unknown || own != nil
    let interval = own ?? analyte.reference
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
      let day = fact.mention.when?.day
      return LabTrend.Point(
        day: day?.ordinal, date: day.map { "\($0)" } ?? "", value: quantity.value,
        result: analyte.numberText(quantity), mark: mark(fact.flag))
    }
    composer.add(
      .trend(
        LabTrend(
          name: capitalized(named(analyte.label, of: session.person)),
          unit: analyte.isUnitless ? "" : unit, low: low, high: high,
          lowLabel: text(low), highLabel: text(high), points: points,
          summary: trendSummary(points, last, analyte, unit))))
    if applies, own == nil {
      _ = composer.number(of: Citation(source: ReplyComposer.labSource, section: analyte.name))
    }
    return composer.reply
  }

  /// "Has my calcium gone up?": the stated values in their order, and what became of them.
  func tellTrend(
    _ line: UnderstoodLine, _ memory: Memory, _ composer: inout ReplyComposer, in session: Session
  ) -> Bool {
    guard line.findings.has(.trend), memory.questions.isEmpty else { return false }
    let named =
      line.reading.named.first { knowledge.labs.analyte($0) != nil }
      ?? line.reading.mentions.first { $0.kind == .analyte }?.fact
    let several = session.facts.last { session.history(of: $0.id).count > 1 }?.id
    guard let id = named ?? several, let analyte = knowledge.labs.analyte(id) else { return false }
    let values = session.history(of: id)
    guard let last = values.last else {
      guard line.topics.isEmpty, line.normalized.words.contains(where: { $0.text == "my" }) else {
        return false
      }
      composer.settle(.info)
      composer.add(.text(wording(.noLab, ["lab": analyte.label])))
      return true
    }
    let unit = last.mention.typed?.unit ?? analyte.canonical
    let points = values.compactMap { fact -> LabTrend.Point? in
      guard let quantity = fact.mention.value.flatMap({ analyte.convert($0, to: unit) }) else {
        return nil
      }
      let day = fact.mention.when?.day
      return LabTrend.Point(
        day: day?.ordinal, date: day.map { "\($0)" } ?? "", value: quantity.value,
        result: analyte.text(quantity), mark: mark(fact.flag))
    }
    let shown = points.map { $0.date.isEmpty ? $0.result : "\($0.result) (\($0.date))" }
    let number = composer.number(
      of: Citation(source: ReplyComposer.labSource, section: analyte.name))
    composer.settle(.answer)
    composer.reply.intent = "labs/trend"
    composer.add(
      .text(
        "\(capitalized(analyte.label)): \(shown.joined(separator: " → ")). "
          + "\(trendSummary(points, last, analyte, unit)) [\(number)]"))
    composer.add(.text(wording(points.count > 1 ? .trendNone : .anyResult)))
    if !composer.reply.refinedBy.contains(id) { composer.reply.refinedBy.append(id) }
    return true
  }

  /// "Rising 1.4 over 7 months. The last value is above the interval."
  private func trendSummary(
    _ points: [LabTrend.Point], _ last: StoredFact, _ analyte: Analyte, _ unit: String
  ) -> String {
    guard let first = points.first, let end = points.last, points.count > 1 else {
      return wording(.oneValue)
    }
    let change = end.value - first.value
    var span = "\(points.count) values"
    if let start = first.day, let stop = end.day, stop > start {
      let days = stop - start
      span = days < 60 ? "\(days) days" : "\((days + 15) / 30) months"
    }
    let amount = analyte.text(Quantity(abs(change), unit))
    let isFlat = analyte.numberText(Quantity(abs(change), unit)).allSatisfy { "0.".contains($0) }
    let key: Wording.Key = isFlat ? .steady : change > 0 ? .rising : .falling
    var text = wording(key, ["change": amount, "span": span])
    switch last.flag {
    case .high, .criticalHigh: text += " " + wording(.trendAbove)
    case .low, .criticalLow: text += " " + wording(.trendBelow)
    default: break
    }
    return text
  }
}
