/// Of whom a place of the line speaks.
extension MarkedLine {
  /// Whether the place speaks of a pet: its values are nobody's.
  func isAnimal(_ i: Int) -> Bool {
    guard case .other(let start, let stop) = scopes.subject[i] else { return false }
    return (start..<stop).contains { scan.has(.personPet, at: $0) }
  }

  /// The person that the place speaks of, if it is not one of the session.
  func otherPerson(_ i: Int, _ end: Int) -> Person? {
    if case .other = scopes.subject[i] { return scopes.who[i] ?? .other }
    // "calcium of 12 in my mother"
    guard scopes.subject[i] == .implied else { return nil }
    var j = end
    var steps = 0
    while j < scan.count, steps < 8 {
      if scan.isSentenceStart(j), j > end { return nil }
      if scan.nameAt[j] >= 0 { return nil }
      if case .other(let start, _) = scopes.subject[j],
        scan.has(.forPerson, at: start - 1)
          || (start > 1 && scan.has(.forPerson, at: start - 2)) || scan.lexemes[start].gap == .paren
      {
        return scopes.who[j] ?? .other
      }
      j += 1
      steps += 1
    }
    return nil
  }

  /// Whose a fact at a place is: a person named before it or behind it, else the one in focus.
  func whose(_ i: Int, _ end: Int) -> Person? {
    if let other = otherPerson(i, end) { return other }
    switch scopes.subject[i] {
    case .child, .patient: return scopes.who[i] ?? .patient
    case .implied: return context.focus
    default: return nil
    }
  }
}
