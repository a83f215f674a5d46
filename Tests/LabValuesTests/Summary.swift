import LabValues

/// A reading in one line, as the tables of these tests write it:
///
///     phosphate 6.8 mg/dL high; dialysis; -warfarin; ana positive 1:640; ?calcium_total missingUnit!
///
/// A `-` denies, a `?` doubts, a `!` says that a reading would be critical. Facts that are not
/// recorded (questions, doses) are left out; what is somebody's begins with who.
func summary(_ reading: Reading, _ catalogue: LabCatalogue = CatalogueFile.catalogue) -> String {
  var parts = reading.recorded.map { mention($0, catalogue) }
  parts += reading.doubts.map { doubt in
    who(doubt.subject) + "?" + doubt.fact + " " + name(doubt.reason)
      + (doubt.mayBeCritical ? "!" : "")
  }
  if let age = reading.age { parts.append(who(reading.aged) + "age \(age.years)") }
  if let sex = reading.sex { parts.append(sex.rawValue) }
  parts += reading.corrections.map { correction in
    var text = "correction"
    if let fact = correction.fact { text += " of " + fact }
    if let value = correction.value { text += " to " + value.asTyped }
    if let old = correction.old { text += " not " + decimalText(old, decimals: 1) }
    return text
  }
  parts += reading.retractions.map(name)
  if let handover = reading.handover {
    parts.append("hand over to " + (handover.person?.rawValue ?? "me"))
  }
  switch reading.unitAnswer {
  case .unit(let unit): parts.append("unit " + unit)
  case .system(let system): parts.append("system " + system.rawValue)
  case nil: break
  }
  if let bare = reading.bareValue { parts.append("bare " + bare.asTyped) }
  return parts.joined(separator: "; ")
}

/// `mother: ` in front of what is somebody else's.
private func who(_ subject: Person?) -> String { subject.map { $0.rawValue + ": " } ?? "" }

private func mention(_ mention: Mention, _ catalogue: LabCatalogue) -> String {
  var text = who(mention.subject) + (mention.status == .denied ? "-" : "") + mention.fact
  if let value = mention.value, let analyte = catalogue.analyte(mention.fact) {
    text += " " + mention.comparator.rawValue + analyte.text(value)
  }
  if let word = mention.wordValue { text += " " + word.rawValue }
  if let value = mention.qualitative {
    text += " " + value.value
    if let titre = value.titre { text += " 1:\(titre)" }
    if let pattern = value.pattern { text += " " + pattern }
    if let zygosity = value.zygosity { text += " " + zygosity }
  }
  if mention.value != nil { text += " " + mention.flag.rawValue }
  if let when = mention.when { text += " @" + when.description }
  if mention.isEarlier { text += " earlier" }
  return text
}

private func name(_ reason: Doubt.Reason) -> String {
  switch reason {
  case .missingUnit: "missingUnit"
  case .unitDoesNotFit: "unitDoesNotFit"
  case .unitToConfirm: "unitToConfirm"
  case .implausible: "implausible"
  case .whichOne: "whichOne"
  case .contradiction: "contradiction"
  }
}

private func name(_ retraction: Retraction) -> String {
  switch retraction {
  case .fact(let id): "forget " + id
  case .everything: "forget everything"
  case .labs: "forget labs"
  case .conditions: "forget conditions"
  case .medicines: "forget medicines"
  case .last: "forget last"
  }
}
