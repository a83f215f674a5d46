import Knowledge
import LabValues

/// Quantities computed from stated results, with their formulas.
extension Assistant {
  /// What can be computed under the conditions of the reference table.
  func derived(in session: Session) -> [CitedText] {
    let stated = session.statedValues(knowledge.labs)
    let compute = Derived(knowledge.labs)
    var texts: [CitedText] = []
    let adjusted = try? compute.adjustedCalcium(stated).get()
    if let adjusted { texts.append(text(adjusted)) }
    if let product = try? compute.product(stated).get() {
      var shown = [product.text(0), product.text(1)].filter { !$0.isEmpty }
      if let adjusted, let other = try? compute.product(stated, adjusted: adjusted).get() {
        shown[0] += " (\(wording(.withAdjusted)) \(other.text(0)))"
      }
      texts.append(
        computed(
          .product, ["result": shown.joined(separator: ", ")], "Calcium × phosphate product"))
    }
    if let filtrations = try? compute.filtration(stated).get() {
      let unit = knowledge.labs.analyte(knowledge.labs.derivations.filtration.result)?.canonical
      for filtration in filtrations {
        let sex = wording(filtration.sex == .female ? .female : .male)
        let value = "\(decimalText(filtration.value, decimals: 0)) \(unit ?? "")"
        texts.append(
          computed(
            .filtration,
            [
              "result": filtrations.count > 1 ? "\(value) (\(sex))" : value,
              "stage": filtration.stage.name, "words": filtration.stage.words,
            ], "eGFR (CKD-EPI 2021)"))
      }
    }
    if let target = try? compute.dialysisTarget(stated).get() {
      let span =
        "\(decimalText(target.low, decimals: 0)) to \(decimalText(target.high, decimals: 0))"
      texts.append(computed(.target, ["result": span], "PTH on dialysis"))
    }
    if let (id, band) = compute.calciumGrade(stated), !stated.isAdultRangeOff {
      let label = capitalized(knowledge.labs.label(of: id) ?? id)
      let value = session.newest(id)?.mention.asTyped ?? ""
      texts.append(
        computed(
          .band, ["fact": label, "value": value, "band": band.name], "Grades of high calcium"))
    }
    return texts
  }

  private func text(_ adjusted: AdjustedCalcium) -> CitedText {
    let labs = knowledge.labs
    let analyte = labs.analyte(labs.derivations.adjustedCalcium.result)
    let measured = labs.analyte(labs.derivations.adjustedCalcium.calcium)
    var cited = computed(
      .adjusted,
      [
        "calcium": measured?.text(adjusted.measured) ?? "",
        "result": (analyte?.echo(adjusted.value) ?? "") + ", \(flagWords(adjusted.flag))",
      ], "Albumin-adjusted calcium")
    if !adjusted.roughWith.isEmpty { cited.text += " " + wording(.roughAdjusted) }
    return cited
  }

  private func computed(
    _ key: Wording.Key, _ values: [String: String], _ heading: String
  ) -> CitedText {
    CitedText(
      wording(key, values) + " [1]",
      citations: [Citation(source: ReplyComposer.labSource, section: heading)])
  }
}

extension Session {
  /// The newest exact values, for formulas.
  func statedValues(_ labs: LabCatalogue) -> StatedValues {
    var stated = StatedValues(age: age, sex: sex)
    for fact in current where !fact.isNegated {
      switch fact.mention.kind {
      case .context:
        stated.context.insert(fact.id)
        if labs.contextFact(fact.id)?.endsAdultRange == true { stated.isAdultRangeOff = true }
      case .qualitative: break
      case .analyte:
        guard fact.mention.comparator == .equal, let value = fact.value else { continue }
        stated.values[fact.id] = value
        stated.typed[fact.id] = fact.mention.typed
        if let high = fact.mention.ownInterval?.high { stated.ownUpperLimits[fact.id] = high }
      }
    }
    return stated
  }
}
