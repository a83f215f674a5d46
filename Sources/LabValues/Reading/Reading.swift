/// What one line says about results, conditions, medicines and the person.
package struct Reading: Sendable, Hashable {
  /// In the order of appearance, whatever their status.
  package var mentions: [Mention] = []
  package var doubts: [Doubt] = []
  package var corrections: [Correction] = []
  package var retractions: [Retraction] = []
  /// The line is only a unit or a family of units: "mmol/L", "US units".
  package var unitAnswer: UnitAnswer?
  /// The line is only a number, with or without a unit: "9.1", "it was 2.2 mmol/L".
  package var bareValue: BareValue?
  /// Conditions and medicines that a short line names without stating them: the answer to "which?".
  package var bareFacts: [String] = []
  /// Results that the line names, with a value or without, in the order of the line.
  package var named: [String] = []
  package var age: Age?
  package var sex: Sex?
  /// What looks like a result and was not read.
  package var unread: [Unread] = []
  /// Results outside the catalogue that are dangerous by their value, in the order of the line.
  package var alarms: [ValueAlarm] = []
  /// The id of the test outside the catalogue whose value was told last, dangerous or not.
  package var watched: String?
  /// Whom the line leaves in focus.
  package var focus = PersonFocus.unchanged
  /// Who has the same as whoever is spoken of: "my brother had it too".
  package var sharing: Person?
  /// Whether "she" or "he" means nobody who was named, in this line or before.
  package var isPointing = false
  /// What was told last belongs to somebody else.
  package var handover: Handover?
  /// Whose age, sex and childhood these are; `nil` for the speaker's own.
  package var aged: Person?
  /// The person spoken of is under 18, or called a child: adult intervals do not apply.
  package var isChild = false

  package init() {}

  /// Nothing at all was found.
  package var isEmpty: Bool {
    mentions.isEmpty && doubts.isEmpty && corrections.isEmpty && retractions.isEmpty
      && bareFacts.isEmpty && unitAnswer == nil && bareValue == nil && age == nil && sex == nil
      && !isChild && unread.isEmpty && alarms.isEmpty && handover == nil
  }

  /// The facts to remember, of everybody: stated ones and denied conditions and medicines.
  package var recorded: [Mention] {
    mentions.filter { $0.status == .stated || ($0.kind == .context && $0.status == .denied) }
  }

  /// Those of them that are the speaker's own.
  package var own: [Mention] { recorded.filter { $0.subject == nil } }

  /// A stated result, or a possible reading of a doubtful one, is in the critical range.
  package var mayBeCritical: Bool {
    own.contains { $0.flag.isCritical } || doubts.contains(where: \.mayBeCritical)
  }
}

package enum FactKind: String, Sendable, Hashable {
  case analyte, qualitative, context
}

/// Whether a mention states a fact.
package enum Status: Sendable, Hashable {
  case stated
  /// "not on dialysis"; a stopped medicine.
  case denied
  /// Asked about, or said of people in general.
  case question
  case hypothetical
  /// A wished-for value, or one from a book: "target below 5.5".
  case target
  /// "suspected", "rule out": never recorded.
  case possible
  /// What is swallowed, not what is measured.
  case dose
  /// Was so once: "had cancer" of something that does not stop by itself is stated, "used to have
  /// hyperparathyroidism" is past.
  case past
}

/// A result told in a word.
package enum WordValue: String, Sendable, Hashable, CaseIterable {
  case low, normal, high
  case criticalLow = "critical-low"
  case criticalHigh = "critical-high"
  case borderline

  /// The flag that the word stands for.
  package var flag: Flag { self == .borderline ? .unknown : Flag(rawValue: rawValue) ?? .unknown }
}

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
  /// adult one. A critical value on the side of their flag keeps its rank.
  package func flag(by analyte: Analyte) -> Flag {
    guard let value else { return .unknown }
    let computed = analyte.flag(value.value, comparator: comparator, own: ownInterval)
    guard let own = ownFlag else { return computed }
    if let a = own.step, let b = computed.step, computed.isCritical, a * b > 0 { return computed }
    return own
  }
}

/// The value of a result in words.
package struct Qualitative: Sendable, Hashable {
  /// One of the test's values: `positive`, `VUS`, `4A`.
  package var value: String
  /// 640 for 1:640.
  package var titre: Int?
  package var pattern: String?
  package var zygosity: String?

  package init(
    value: String, titre: Int? = nil, pattern: String? = nil, zygosity: String? = nil
  ) {
    self.value = value
    self.titre = titre
    self.pattern = pattern
    self.zygosity = zygosity
  }
}
