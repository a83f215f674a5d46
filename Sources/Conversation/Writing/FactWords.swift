import LabValues

/// Facts in words: "phosphate 2.2 mmol/L (6.8 mg/dL), high".
struct FactWords: Sendable {
  let labs: LabCatalogue
  let wording: Wording

  /// A fact as it is named inside a sentence: "phosphate 2.2 mmol/L (6.8 mg/dL)".
  func display(_ fact: StoredFact) -> String {
    let mention = fact.mention
    let label = labs.label(of: fact.id) ?? fact.id
    switch mention.kind {
    case .context: return label
    case .qualitative:
      guard let result = mention.qualitative else { return label }
      var text = "\(label) \(result.value)"
      if let titre = result.titre { text += " 1:\(titre)" }
      if let pattern = result.pattern { text += " \(pattern)" }
      if let zygosity = result.zygosity { text += " \(zygosity)" }
      return text
    case .analyte:
      guard let analyte = labs.analyte(fact.id), let value = mention.value else {
        return [label, mention.wordValue?.rawValue ?? mention.asTyped].joined(separator: " ")
      }
      let sign = sign(of: mention)
      let typed = mention.asTyped.isEmpty ? nil : mention.asTyped
      return "\(label) \(sign)\(analyte.echo(mention.typed ?? value, typed: typed))"
    }
  }

  /// The comparator, unless it stands in what was typed.
  private func sign(of mention: Mention) -> String {
    let isTyped = mention.asTyped.first.map { "<>≤≥~".contains($0) } ?? false
    return mention.comparator == .equal || isTyped ? "" : "\(mention.comparator.rawValue) "
  }

  /// The number of a result as it was typed, else with the decimals of its analyte: "4.1", "> 90".
  func number(of mention: Mention, _ analyte: Analyte) -> String {
    guard let shown = mention.typed ?? mention.value else { return mention.asTyped }
    let sign = mention.comparator == .equal ? "" : "\(mention.comparator.rawValue) "
    let bare = mention.asTyped.drop { !$0.isNumber }
    let typed = String(bare.prefix { $0.isNumber || $0 == "." })
    let isWhole = bare.dropFirst(typed.count).first != "," && Double(typed) == shown.value
    return sign + (isWhole ? typed : analyte.numberText(shown))
  }

  /// A fact in a list of what is remembered: "phosphate 2.2 mmol/L", "not dialysis".
  func remembered(_ fact: StoredFact) -> String {
    fact.isNegated ? "\(wording(.not)) \(display(fact))" : display(fact)
  }

  /// A fact with whose it is, where it is not the speaker's: "calcium 11.4 mg/dL (your mother)".
  func named(_ fact: String, of person: Person?) -> String {
    guard let person else { return fact }
    return wording(.ofPerson, ["fact": fact, "person": wording.name(of: person)])
  }

  /// A fact with its reading: "phosphate 2.2 mmol/L (6.8 mg/dL), high".
  func described(_ fact: StoredFact, in session: Session) -> String {
    let mention = fact.mention
    var text = display(fact)
    if mention.kind == .analyte, mention.value != nil {
      if let target = target(of: fact, in: session), let value = mention.value {
        let key: Wording.Key =
          fact.flag.isCritical
          ? .targetCritical
          : value.value > target.high
            ? .targetAbove : value.value < target.low ? .targetBelow : .targetInside
        text += ", " + wording(key, ["target": targetText(target)])
      } else if fact.flag != .unknown {
        text += ", \(flagWords(fact.flag))"
        if mention.ownInterval != nil || mention.ownFlag != nil {
          text += " \(wording(.numbersOwn))"
        } else if let range = interval(of: fact.id, unit: mention.typed?.unit, in: session) {
          text += " (\(range))"
        }
      }
      if let when = mention.when, when.day != nil { text += ", \(when)" }
    } else if let when = mention.when, when.day != nil {
      text += ", \(when)"
    }
    return text
  }

  /// Whether the unit of a result was not typed and could be another one.
  func isUnitGuessed(_ fact: StoredFact) -> Bool {
    fact.mention.kind == .analyte && fact.mention.value != nil && fact.mention.unitGuessed
      && labs.analyte(fact.id)?.infer.count ?? 0 > 1
  }

  /// "I read it as mg/dL. If the unit is another one, tell me.": one sentence for all results whose unit
  /// was not typed; empty where there are none.
  func unitNote(_ facts: [StoredFact]) -> String {
    var told: Set<String> = []
    let guessed = facts.filter { isUnitGuessed($0) && told.insert($0.id).inserted }
    guard let first = guessed.first else { return "" }
    if guessed.count == 1 {
      return wording(.guessedUnit, ["value": first.mention.typed?.unit ?? ""])
    }
    let named = guessed.map { fact in
      "\(labs.label(of: fact.id) ?? fact.id) \(fact.mention.typed?.unit ?? "")"
    }
    return wording(.guessedUnits, ["facts": list(named)])
  }

  /// A fact with its reading alone: "calcium 13.9 mg/dL (3.47 mmol/L), critically high".
  func brief(_ fact: StoredFact) -> String {
    guard fact.mention.kind == .analyte, fact.flag != .normal, fact.flag != .unknown else {
      return display(fact)
    }
    return "\(display(fact)), \(flagWords(fact.flag))"
  }

  /// The span aimed at with a stated medicine, which stands in place of the plain interval.
  func target(of fact: StoredFact, in session: Session) -> Target? {
    guard let target = labs.analyte(fact.id)?.target, session.holds(target.with),
      fact.mention.ownInterval == nil, fact.mention.ownFlag == nil
    else { return nil }
    return target
  }

  /// "usual target on warfarin 2 to 3"
  func targetText(_ target: Target) -> String {
    "\(target.words) \(number(target.low)) to \(number(target.high))"
  }

  /// "Adult ranges are not applied in pregnancy.", where a result was kept without a reading.
  func adultRangeNotes(_ facts: [StoredFact], in session: Session) -> String {
    let isUnread = facts.contains {
      $0.mention.kind == .analyte && $0.mention.value != nil && $0.flag == .unknown
    }
    guard isUnread else { return "" }
    return labs.context.filter { $0.endsAdultRange && session.holds($0.id) }
      .compactMap { Wording.Key(rawValue: $0.id).map { wording($0) } }.joined(separator: " ")
  }

  /// "usual adult range 2.5 to 4.5 mg/dL", in the unit typed.
  func interval(of id: String, unit: String?, in session: Session) -> String? {
    guard let analyte = labs.analyte(id) else { return nil }
    let own = session.record.range(of: analyte, labs)
    let limits = limits(of: analyte, own: own, unit: unit ?? analyte.canonical)
    guard !limits.isEmpty else { return nil }
    let named = analyte.isUnitless ? "" : " \(unit ?? analyte.canonical)"
    return "\(wording(own == nil ? .usualRange : .rangeFor)) \(limits)\(named)"
  }

  /// The limits of an analyte in a unit: "2.5 to 4.5", "90 or more", "up to 59".
  func limits(of analyte: Analyte, own: ReferenceInterval?, unit: String) -> String {
    let interval = own ?? analyte.reference
    func number(_ value: Double?) -> String? {
      value.flatMap { analyte.convert(Quantity($0, interval.unit), to: unit) }.map {
        analyte.numberText($0)
      }
    }
    switch (number(interval.low), number(interval.high)) {
    case (let low?, let high?): return "\(low) to \(high)"
    case (let low?, nil): return "\(low) or more"
    case (nil, let high?): return "up to \(high)"
    case (nil, nil): return ""
    }
  }

  func flagWords(_ flag: Flag) -> String {
    switch flag {
    case .low: wording(.numbersLow)
    case .high: wording(.numbersHigh)
    case .normal: wording(.numbersInside)
    case .criticalLow: wording(.numbersCriticalLow)
    case .criticalHigh: wording(.numbersCriticalHigh)
    case .unknown: wording(.numbersUnknown)
    }
  }

  /// The mark of a result in a table, by the target where one stands in place of the interval.
  func mark(_ fact: StoredFact, in session: Session) -> String {
    guard let target = target(of: fact, in: session), let value = fact.value,
      !fact.flag.isCritical
    else { return mark(fact.flag) }
    return value > target.high ? "H" : value < target.low ? "L" : ""
  }

  /// The mark of a flag in a table: `H`, `L`, `HH`, `LL` or nothing.
  func mark(_ flag: Flag) -> String {
    switch flag {
    case .low: "L"
    case .high: "H"
    case .criticalLow: "LL"
    case .criticalHigh: "HH"
    case .normal, .unknown: ""
    }
  }

  /// "a", "a and b", "a, b and c"; "; " separates parts that hold commas themselves.
  func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    let comma = parts.contains { $0.contains(",") } ? "; " : ", "
    let joint = comma == "; " ? "; " : " \(wording(.and)) "
    return parts.dropLast().joined(separator: comma) + joint + last
  }

  /// With a capital letter, but "eGFR" as it is.
  func capitalized(_ text: String) -> String {
    if text.dropFirst().first?.isUppercase == true { return text }
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// A number as it is typed again: without a needless fraction.
  func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)"
  }

  /// The heading under which the interval of a fact is cited.
  func heading(_ id: String) -> String { labs.analyte(id)?.name ?? labs.label(of: id) ?? id }
}
