import Knowledge
import LabValues

/// What formulas and rules are computed from.
extension Session {
  /// The newest exact values of the person in focus.
  func statedValues(_ labs: LabCatalogue) -> StatedValues {
    StatedValues(record.current(today), record, labs)
  }

  /// The exact values of the one sample from which the newest value of a result came: an albumin of last
  /// year does not adjust a calcium of today.
  func statedValues(_ labs: LabCatalogue, sampleOf id: String) -> StatedValues {
    guard let newest = newest(id), newest.value != nil else { return statedValues(labs) }
    var ids: [String] = []
    for fact in facts where !ids.contains(fact.id) { ids.append(fact.id) }
    let sample = ids.compactMap { other -> StoredFact? in
      guard let current = self.newest(other), current.value != nil else {
        return self.newest(other)
      }
      return history(of: other).last { $0.isSameSample(as: newest, today) }
    }
    return StatedValues(sample, record, labs)
  }

  /// The sample of the calcium that is adjusted and multiplied: the measured one, else a reported one.
  func calciumSample(_ labs: LabCatalogue) -> StatedValues {
    let rule = labs.derivations.product
    return statedValues(labs, sampleOf: newest(rule.calcium) == nil ? rule.adjusted : rule.calcium)
  }

  /// A stated or computed value, with the ids of the facts that it rests on.
  func value(of name: String, _ labs: LabCatalogue) -> (Double, [String])? {
    let rules = labs.derivations
    switch name {
    case rules.product.id: return product(labs)
    case rules.dialysisHormone.id:
      let id = labs.derivations.dialysisHormone.analyte
      guard let hormone = newest(id), let value = hormone.value,
        let high = hormone.mention.ownInterval?.high ?? labs.analyte(id)?.reference.high, high > 0
      else { return nil }
      return (value / high, [id])
    case DerivedName.age: return age.map { (Double($0), []) }
    default:
      guard let place = record.newestPlace(of: name, today), !facts[place].isNegated,
        let value = facts[place].value
      else { return computed(name, labs) }
      return (value, [name])
    }
  }

  private func product(_ labs: LabCatalogue) -> (Double, [String])? {
    let rule = labs.derivations.product
    guard let calcium = newest(rule.calcium) ?? newest(rule.adjusted), let first = calcium.value,
      let phosphate = history(of: rule.phosphate).last(where: {
        $0.isSameSample(as: calcium, today)
      }), let second = phosphate.value
    else { return nil }
    return (first * second, [calcium.id, phosphate.id])
  }

  /// A quantity that a formula of the data gives, from one sample.
  func value(of formula: Formula, _ labs: LabCatalogue) -> Result<Double, NotDerived> {
    let first = formula.results.first { newest($0)?.value != nil }
    let stated = first.map { statedValues(labs, sampleOf: $0) } ?? statedValues(labs)
    return Derived(labs).value(of: formula, stated)
  }

  /// A quantity by a formula; a filtration from creatinine, age and sex, where the laboratory gave none.
  private func computed(_ name: String, _ labs: LabCatalogue) -> (Double, [String])? {
    if let formula = labs.derivations.formula(name) {
      return (try? value(of: formula, labs).get()).map { ($0, formula.results) }
    }
    guard sex != nil else { return nil }
    let formula = labs.derivations.filtration
    guard name == formula.result, newest(name) == nil, holds(formula.creatinine),
      let filtration = try? Derived(labs).filtration(statedValues(labs)).get().first
    else { return nil }
    return (filtration.value, [formula.creatinine])
  }
}

extension StatedValues {
  /// The exact values among some facts of a person.
  init(_ facts: [StoredFact], _ record: PersonRecord, _ labs: LabCatalogue) {
    self.init(age: record.age, sex: record.sex)
    for fact in facts where !fact.isNegated {
      switch fact.mention.kind {
      case .context:
        context.insert(fact.id)
        if labs.contextFact(fact.id)?.endsAdultRange == true { isAdultRangeOff = true }
      case .qualitative: break
      case .analyte:
        guard fact.mention.comparator == .equal, let value = fact.value else { continue }
        values[fact.id] = value
        typed[fact.id] = fact.mention.typed
        if let high = fact.mention.ownInterval?.high { ownUpperLimits[fact.id] = high }
      }
    }
  }
}
