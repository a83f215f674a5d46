import LabValues

/// Facts in words, for the remembering that is still written on the assistant itself.
extension Assistant {
  func described(_ fact: StoredFact, in session: Session) -> String {
    words.described(fact, in: session)
  }
  func remembered(_ fact: StoredFact) -> String { words.remembered(fact) }
  func display(_ fact: StoredFact) -> String { words.display(fact) }
  func list(_ parts: [String]) -> String { words.list(parts) }
  func flagWords(_ flag: Flag) -> String { words.flagWords(flag) }
  func capitalized(_ text: String) -> String { words.capitalized(text) }
  func number(_ value: Double) -> String { words.number(value) }
  func adultRangeNotes(_ facts: [StoredFact], in session: Session) -> String {
    words.adultRangeNotes(facts, in: session)
  }
}
