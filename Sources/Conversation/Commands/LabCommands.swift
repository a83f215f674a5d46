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
    let flagged = results.filter { !words.mark($0, in: session).isEmpty }.count
    let counted = ["count": "\(flagged)", "total": "\(results.count)"]
    let titles: [Wording.Key] = [
      .tableTest, .tableResult, .tableUnit, .tableReference, .tableWhen, .tableSource,
    ]
    composer.add(
      .table(
        LabTable(
          titles: titles.map { wording($0) }, rows: rows, alerts: alerts,
          summary: wording(flagged > 0 ? .outsideRange : .allInside, counted))))
    for text in DerivedWords(words).derived(in: session) { composer.add(text) }
    if !alerts.isEmpty { composer.raise(to: .now) }
    return composer.reply
  }

  private func row(
    _ fact: StoredFact, _ composer: inout ReplyComposer, in session: Session
  ) -> LabTable.Row {
    let mention = fact.mention
    let name = capitalized(knowledge.labs.label(of: fact.id) ?? fact.id)
    let when = mention.when.flatMap { $0.day == nil ? nil : "\($0)" } ?? ""
    guard let analyte = knowledge.labs.analyte(fact.id), let value = mention.value else {
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
      name: name, result: words.number(of: mention, analyte), mark: words.mark(fact, in: session),
      unit: analyte.isUnitless ? "" : shown.unit,
      reference: applies ? words.limits(of: analyte, own: own, unit: shown.unit) : "",
      position: position, when: when, source: source)
  }

  /// One analyte of a person over time.
  func trend(_ argument: String, in session: Session) -> Reply {
    guard !argument.isEmpty else { return badArgument("trend", "takes the name of a result") }
    let (argument, session) = session.focused(byEndOf: argument, knowledge.labs)
    guard let id = analyteNamed(argument), let analyte = knowledge.labs.analyte(id) else {
      let names = knowledge.labs.analytes.map(\.label)
      let near =
        NearestName.meant(by: argument.lowercased(), among: names).map { "; did you mean \($0)?" }
        ?? ""
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
        result: analyte.numberText(quantity), mark: words.mark(fact.flag))
    }
    composer.add(
      .trend(
        LabTrend(
          name: capitalized(named(analyte.label, of: session.person)),
          unit: analyte.isUnitless ? "" : unit, low: low, high: high,
          lowLabel: text(low), highLabel: text(high), points: points,
          summary: TrendWords(words).summary(points, last, analyte, unit))))
    if applies, own == nil {
      _ = composer.number(of: Citation(source: ReplyComposer.labSource, section: analyte.name))
    }
    return composer.reply
  }
}
