import Knowledge
import LabValues

/// Quantities computed from stated results, with their formulas, in words.
struct DerivedWords: Sendable {
  let labs: LabCatalogue
  let words: FactWords
  private var wording: Wording { words.wording }

  init(_ words: FactWords) {
    labs = words.labs
    self.words = words
  }

  /// What can be computed under the conditions of the reference table.
  func derived(in session: Session) -> [CitedText] {
    let stated = session.statedValues(labs)
    let compute = Derived(labs)
    var texts: [CitedText] = []
    if let adjusted = try? compute.adjustedCalcium(session.calciumSample(labs)).get() {
      texts.append(text(adjusted))
    }
    if let product = product(in: session) { texts.append(product) }
    texts += filtrations(stated)
    texts += labs.derivations.formulas.compactMap { text(of: $0, in: session) }
    if let target = try? compute.dialysisTarget(stated).get() {
      let span =
        "\(decimalText(target.low, decimals: 0)) to \(decimalText(target.high, decimals: 0))"
      texts.append(computed(.target, ["result": span], wording(.headingTarget)))
    }
    if let (id, band) = compute.calciumGrade(stated), !stated.isAdultRangeOff,
      let flag = session.newest(id)?.flag, flag == .high || flag == .criticalHigh
    {
      let label = words.capitalized(labs.label(of: id) ?? id)
      let value = session.newest(id)?.mention.asTyped ?? ""
      texts.append(
        computed(
          .band,
          ["fact": label, "value": value, "band": band.words.isEmpty ? band.name : band.words],
          wording(.headingGrades)))
    }
    return texts
  }

  /// What a condition computes from stated results, with its formula.
  func derived(for condition: Condition, in session: Session) -> [CitedText] {
    var names: [String] = []
    condition.visitNames { role, name in if role == "value" { names.append(name) } }
    let stated = session.statedValues(labs)
    var texts: [CitedText] = []
    if names.contains(labs.derivations.product.id), let product = product(in: session) {
      texts.append(product)
    }
    let filtration = labs.derivations.filtration.result
    if names.contains(filtration), stated.values[filtration] == nil { texts += filtrations(stated) }
    texts += labs.derivations.formulas.filter { names.contains($0.id) }
      .compactMap { text(of: $0, in: session) }
    return texts
  }

  /// What is computed from one of these results.
  func derived(about ids: [String], in session: Session) -> [CitedText] {
    let stated = session.statedValues(labs)
    let rules = labs.derivations
    var texts: [CitedText] = []
    if ids.contains(rules.adjustedCalcium.calcium) || ids.contains(rules.adjustedCalcium.result),
      let adjusted = try? Derived(labs)
        .adjustedCalcium(session.calciumSample(labs)).get()
    {
      texts.append(text(adjusted))
    }
    texts += rules.formulas.filter { $0.results.contains(where: ids.contains) }
      .compactMap { text(of: $0, in: session) }
    if ids.contains(rules.filtration.creatinine) || ids.contains(rules.filtration.result) {
      texts += filtrations(stated)
    }
    return texts
  }

  /// Why a quantity that a line asks for cannot be computed.
  func notDerived(_ named: [String], in session: Session) -> [CitedText] {
    let stated = session.statedValues(labs)
    let compute = Derived(labs)
    var texts: [CitedText] = []
    let filtration = labs.derivations.filtration.result
    if named.contains(filtration), case .failure(let reason) = compute.filtration(stated) {
      if let text = text(reason, of: filtration, wording(.headingFiltration)) { texts.append(text) }
    }
    let adjusted = labs.derivations.adjustedCalcium.result
    if named.contains(adjusted),
      case .failure(let reason) = compute.adjustedCalcium(session.calciumSample(labs))
    {
      if let text = text(reason, of: adjusted, wording(.headingAdjusted)) { texts.append(text) }
    }
    for formula in labs.derivations.formulas where named.contains(formula.id) {
      guard case .failure(let reason) = session.value(of: formula, labs) else { continue }
      if let text = text(reason, of: formula.id, formula.label) { texts.append(text) }
    }
    return texts
  }

  /// "Transferrin saturation: 12 %, low (20 to 45 %); from iron and TIBC."
  private func text(of formula: Formula, in session: Session) -> CitedText? {
    guard case .success(let value) = session.value(of: formula, labs) else { return nil }
    var result = formula.text(value)
    if let flag = formula.flag(value) {
      let span = [formula.low, formula.high].map { limit in
        limit.map { decimalText($0, decimals: formula.decimals) } ?? "…"
      }.joined(separator: "–")
      result += ", \(words.flagWords(flag)) (\(span))"
    }
    let names = formula.results.map { labs.label(of: $0) ?? $0 }
    return computed(
      .formula,
      [
        "fact": words.capitalized(formula.label), "result": result, "facts": words.list(names),
      ], formula.label)
  }

  private func text(_ reason: NotDerived, of id: String, _ heading: String) -> CitedText? {
    func label(_ id: String) -> String { labs.label(of: id) ?? id }
    var values = ["fact": words.capitalized(label(id))]
    let key: Wording.Key
    switch reason {
    case .missing(let ids):
      values["facts"] = words.list(ids.map(label))
      key = .needsFacts
    case .ageMissing: key = .needsAge
    case .notAdult: key = .notForChildren
    case .ruledOut(let other) where labs.contextFact(other)?.endsAdultRange == true:
      key = .notForChildren
    case .ruledOut(let other):
      values["facts"] = label(other)
      key = .notComputedWith
    case .reported(let other):
      if other == id { return nil }
      values["facts"] = label(other)
      key = .betterReported
    case .notNeeded: key = .notNeeded
    }
    return computed(key, values, heading)
  }

  private func product(in session: Session) -> CitedText? {
    let stated = session.calciumSample(labs)
    let compute = Derived(labs)
    guard let product = try? compute.product(stated).get() else { return nil }
    var shown = [product.text(0), product.text(1)].filter { !$0.isEmpty }
    if let adjusted = try? compute.adjustedCalcium(stated).get(),
      let other = try? compute.product(stated, adjusted: adjusted).get()
    {
      shown[0] += " (\(wording(.withAdjusted)) \(other.text(0)))"
    }
    return computed(
      .product, ["result": shown.joined(separator: ", ")], wording(.headingProduct))
  }

  private func filtrations(_ stated: StatedValues) -> [CitedText] {
    let compute = Derived(labs)
    let rule = labs.derivations.filtration
    if let reported = stated.values[rule.result], let stage = compute.stage(of: reported),
      !stated.isAdultRangeOff, !rule.notWith.contains(where: stated.context.contains)
    {
      return [
        computed(
          .band,
          [
            "fact": labs.label(of: rule.result) ?? rule.result,
            "value": decimalText(reported, decimals: 0),
            "band": "\(wording(.stage)) \(stage.name) (\(stage.words))",
          ], wording(.headingStages))
      ]
    }
    guard let filtrations = try? compute.filtration(stated).get() else { return [] }
    let unit = labs.analyte(labs.derivations.filtration.result)?.canonical
    return filtrations.map { filtration in
      let sex = wording(filtration.sex == .female ? .female : .male)
      let value = "\(decimalText(filtration.value, decimals: 0)) \(unit ?? "")"
      return computed(
        .filtration,
        [
          "result": filtrations.count > 1 ? "\(value) (\(sex))" : value,
          "stage": filtration.stage.name, "words": filtration.stage.words,
        ], wording(.headingFiltration))
    }
  }

  private func text(_ adjusted: AdjustedCalcium) -> CitedText {
    let analyte = labs.analyte(labs.derivations.adjustedCalcium.result)
    let measured = labs.analyte(labs.derivations.adjustedCalcium.calcium)
    var cited = computed(
      .adjusted,
      [
        "measured": measured?.text(adjusted.measured) ?? "",
        "result": (analyte?.echo(adjusted.value) ?? "") + ", \(words.flagWords(adjusted.flag))",
      ], wording(.headingAdjusted))
    if !adjusted.roughWith.isEmpty { cited.text += " " + wording(.roughAdjusted) }
    return cited
  }

  private func computed(
    _ key: Wording.Key, _ values: [String: String], _ heading: String
  ) -> CitedText {
    CitedText(
      wording(key, values) + " [1]",
      citations: [Citation(source: ReplyCitation.labSource, section: heading)])
  }
}
