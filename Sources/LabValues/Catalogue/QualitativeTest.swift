/// A result that is a word.
package struct QualitativeTest: Sendable, Hashable, Codable {
  package var id: String
  package var name: String
  package var label: String
  package var reads: ValueFamily
  /// True when a dilution such as 1:640 is read.
  package var hasTitre: Bool
  package var names: [String]
  package var abbreviations: [Abbreviation]
  package var companions: [String]
  package var never: [String]
  package var values: [String]
  package var loinc: [LoincCode]
  package var facts: [String]
  package var notes: String

  package init(
    id: String, name: String, label: String, reads: ValueFamily, hasTitre: Bool = false,
    names: [String], abbreviations: [Abbreviation] = [], companions: [String] = [],
    never: [String] = [], values: [String], loinc: [LoincCode] = [], facts: [String] = [],
    notes: String = ""
  ) {
    self.id = id
    self.name = name
    self.label = label
    self.reads = reads
    self.hasTitre = hasTitre
    self.names = names
    self.abbreviations = abbreviations
    self.companions = companions
    self.never = never
    self.values = values
    self.loinc = loinc
    self.facts = facts
    self.notes = notes
  }
}

/// Which words are values of a qualitative result.
package enum ValueFamily: String, Sendable, Hashable, CaseIterable, Codable {
  /// positive, negative, equivocal, not done
  case antibody
  /// pathogenic … no variant found
  case gene
  /// The values of the result itself: `4A`.
  case category
}
