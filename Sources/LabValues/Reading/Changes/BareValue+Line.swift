extension BareValue {
  /// A number of a line with its unit and its sign.
  init(_ k: Int, in line: MarkedLine) {
    let (scan, units) = (line.scan, line.units)
    let number = line.numbers[k]
    let unitID = units[k].lab.map { line.catalogue.units[$0].id }
    let end =
      units[k].lab == nil ? number.bytes.upperBound : Int(scan.lexemes[units[k].end - 1].end)
    var comparator = number.comparator
    if comparator == .equal,
      let (start, _) = scan.start(
        of: CueSet(.comparatorAbove, .comparatorBelow, .comparatorAbout), endingAt: number.start)
    {
      comparator = scan.comparator(at: start)?.0 ?? .equal
    }
    let text = scan.text.written(number.bytes.lowerBound..<end)
    self.init(
      value: number.value, unit: unitID, comparator: comparator,
      asTyped: comparator == .equal ? text : comparator.rawValue + text)
  }
}
