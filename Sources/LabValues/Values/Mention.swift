/// One fact at one place of the line.
package struct Mention: Sendable, Hashable {
  /// An id of the catalogue.
  package var fact: String
  package var kind: FactKind
  package var status: Status
  /// Whose fact it is; `nil` for the speaker's own.
  package var subject: Person?
  /// UTF-8 offsets in the line, from the name to the end of what belongs to it.
  package var range: Range<Int>
  /// In the canonical unit.
  package var value: Quantity?
  /// The number and unit as the person wrote them, the unit in its catalogue spelling.
  package var typed: Quantity?
  /// The text of value and unit: `2.2 mmol/L`; for a result in words the word.
  package var asTyped: String = ""
  package var comparator: Comparator = .equal
  package var wordValue: WordValue?
  package var qualitative: Qualitative?
  /// The interval printed beside the value, in the canonical unit.
  package var ownInterval: ReferenceInterval?
  /// The flag printed beside the value.
  package var ownFlag: Flag?
  package var when: When?
  /// Said to be older than another value of the same fact in this line.
  package var isEarlier = false
  /// True of an earlier time by its words or its date: it neither alarms nor refines.
  package var isPast = false
  /// The rule of labs.md section 3 by which the number was bound to the name: `unit`, `only number`.
  package var rule = ""
  /// No unit was written and only one was plausible: echo it.
  package var unitGuessed = false
  /// Theirs where they gave one, else by the adult table; unknown for children and in pregnancy.
  package var flag: Flag = .unknown
  /// Taken as given by a question: "why is my calcium high?".
  package var isPresumed = false
  /// Replaces the value before it instead of joining the trend.
  package var isCorrection = false

  package init(fact: String, kind: FactKind, status: Status, range: Range<Int>) {
    self.fact = fact
    self.kind = kind
    self.status = status
    self.range = range
  }
}

extension Mention {
  /// The flag of its value, where it has one: theirs if they gave one, else by their interval or the
  /// adult one. A critical value keeps its rank unless their flag is on the other side.
  package func flag(by analyte: Analyte) -> Flag {
    guard let value else { return .unknown }
    let computed = analyte.flag(value.value, comparator: comparator, own: ownInterval)
    guard let own = ownFlag else { return computed }
    if let a = own.step, let b = computed.step, computed.isCritical, a * b >= 0 { return computed }
    return own
  }
}
