/// Reads a line that is only a unit, or only a number with or without one: the answer to a question.
struct BareAnswerReader {
  let line: MarkedLine
  private var scan: LineScan { line.scan }
  private var numbers: [NumberSpan] { line.numbers }
  private var units: [NumberUnit] { line.units }

  func read(into reading: inout Reading) {
    guard scan.count <= 12, scan.names.isEmpty, reading.corrections.isEmpty,
      reading.retractions.isEmpty
    else { return }
    var unit: UnitAnswer?
    var number: Int?
    var unknown = 0
    var person: Int?
    var j = 0
    while j < scan.count {
      if let k = line.numberIndex(at: j), number == nil, !numbers[k].isExcluded, !units[k].isDose,
        !units[k].isOther
      {
        number = k
        j = max(numbers[k].end, units[k].end)
        continue
      }
      if let (end, index) = scan.longest(at: j, { if case .unit(let u) = $0 { u } else { nil } }),
        unit == nil
      {
        unit = .unit(line.catalogue.units[index].id)
        j = end
        continue
      }
      let persons = CueSet(.personOther, .personChild, .personPatient, .personPronoun)
      if let end = scan.end(of: persons, at: j) {
        person = j
        j = end
        continue
      }
      if let end = scan.end(of: CueSet(.systemConventional), at: j) {
        unit = unit ?? .system(.conventional)
        j = end
        continue
      }
      if let end = scan.end(of: CueSet(.systemSI), at: j) {
        unit = unit ?? .system(.si)
        j = end
        continue
      }
      if let date = line.date(covering: j) {
        j = date.end
        continue
      }
      let fillers = CueSet(.answerFiller, .comparatorAbove, .comparatorBelow, .comparatorAbout)
      if let end = scan.end(of: fillers, at: j) {
        j = end
      } else {
        unknown += 1
        j += 1
      }
    }
    // "the hospital here prints mmol/L" answers with the unit; a number must stand alone.
    guard unknown == 0 || number == nil && unit != nil && unknown <= 4 else { return }
    if let number {
      guard reading.age == nil else { return }
      var value = BareValue(number, in: line)
      if let person { value.subject = line.whose(person, person + 1) }
      value.when = line.dates.first { !$0.isOther }?.when
      reading.bareValue = value
    } else {
      reading.unitAnswer = unit
    }
  }
}
