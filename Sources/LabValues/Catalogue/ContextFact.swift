/// A condition, a medicine, or a state of the person.
package struct ContextFact: Sendable, Hashable, Codable {
  package var id: String
  package var kind: ContextKind
  package var label: String
  /// "stopped" and "used to" deny it. Every medicine is stoppable.
  package var isStoppable: Bool
  /// The adult intervals are off once this is stated.
  package var endsAdultRange: Bool
  /// Any stated age below this states the fact.
  package var belowAge: Int?
  package var names: [String]
  package var abbreviations: [Abbreviation]
  package var companions: [String]
  /// Words in the line that forbid an abbreviation.
  package var refutedBy: [String]
  package var never: [String]
  /// Names too vague to record: calciq asks which.
  package var askWhich: [String]
  /// Names that are the statement themselves: "I am pregnant".
  package var saysItself: [String]
  /// Facts that hold too where this one does: kidney disease with dialysis.
  package var implies: [String]

  package init(
    id: String, kind: ContextKind, label: String, isStoppable: Bool, endsAdultRange: Bool = false,
    belowAge: Int? = nil,
    names: [String], abbreviations: [Abbreviation] = [], companions: [String] = [],
    refutedBy: [String] = [], never: [String] = [], askWhich: [String] = [],
    saysItself: [String] = [], implies: [String] = []
  ) {
    self.id = id
    self.kind = kind
    self.label = label
    self.isStoppable = isStoppable || kind == .medicine
    self.endsAdultRange = endsAdultRange
    self.belowAge = belowAge
    self.names = names
    self.abbreviations = abbreviations
    self.companions = companions
    self.refutedBy = refutedBy
    self.never = never
    self.askWhich = askWhich
    self.saysItself = saysItself
    self.implies = implies
  }
}

/// What sort of thing a context fact is.
package enum ContextKind: String, Sendable, Hashable, CaseIterable, Codable {
  case condition
  case medicine
  /// True of the person: pregnant, a child.
  case person
}
