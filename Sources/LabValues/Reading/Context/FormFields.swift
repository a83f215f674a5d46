/// Fields of a form: a label, and whether it holds.
///
///     Dialysis: No      Warfarin - yes      Lupus? neg      Steroids (prednisone): never
struct FormFields {
  enum Value { case yes, no, unknown }

  let scan: LineScan

  /// What stands behind a label that ends at a lexeme.
  func value(behind end: Int, name n: Int) -> Value? {
    var j = end
    // A name in brackets is the label once more.
    while let next = scan.name(at: j), scan.lexemes[j].gap == .paren { j = next.end }
    // "Dialysis (y/n): n"
    if j < scan.count, scan.gap(before: j).contains(0x28) {
      var k = j + 1
      while k < min(scan.count, j + 5), !scan.gap(before: k).contains(0x29) { k += 1 }
      if k < scan.count, scan.gap(before: k).contains(0x29) { j = k }
    }
    guard j < scan.count, marks(scan.gap(before: j)) else { return nil }
    for (cue, value) in [(Cue.yesField, Value.yes), (.noField, .no), (.unknownField, .unknown)] {
      if let behind = scan.end(of: CueSet(cue), at: j), closes(behind) { return value }
    }
    return nil
  }

  /// A colon, an equals sign, a question mark or a dash with space around it.
  private func marks(_ gap: ArraySlice<UInt8>) -> Bool {
    if gap.contains(where: { $0 == 0x3A || $0 == 0x3D || $0 == 0x3F || $0 == 0x7C || $0 == 0x09 }) {
      return true
    }
    return gap.contains(0x2D) && gap.first == 0x20
  }

  /// Nothing of the same clause follows.
  private func closes(_ end: Int) -> Bool {
    guard end < scan.count else { return true }
    return scan.lexemes[end].pause != .none
      || scan.gap(before: end).contains { $0 == 0x7C || $0 == 0x09 }
      || scan.lexemes[end].gap == .slash
  }
}
