/// Values of a test that lists its own: "category 4A".
extension QualitativeBinding {
  mutating func bindCategory(
    _ name: NameSpan, _ index: Int, _ line: MarkedLine, _ taken: inout TakenNumbers
  ) {
    let scan = line.scan
    let values = line.catalogue.qualitative[index].values
    // The value may end the name itself: "category 3".
    if scan.lexemes[name.end - 1].isDigits
      || scan.lexemes[name.end - 1].gap == .none && name.end - name.start > 2
    {
      for s in name.lexemes {
        if let (end, value) = scan.category(at: s, index), end == name.end {
          self.value = values[value]
          self.end = scan.category(at: s, index)?.end ?? end
          return
        }
      }
    }
    var j = name.end
    while j < min(scan.count, name.end + 5), scan.lexemes[j].pause < .sentence {
      if let (end, value) = scan.category(at: j, index) {
        self.value = values[value]
        self.end = end
        if let k = line.numberIndex(at: j) { taken.take(k) }
        return
      }
      guard let end = scan.end(of: CueSet(.valueFiller, .connector, .notAValue), at: j) else {
        return
      }
      j = end
    }
  }
}
