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
  /// The same of a day long ago: they alarm nobody, and are told.
  package var pastAlarms: [ValueAlarm] = []
  /// The id of the test outside the catalogue whose value was told last, dangerous or not.
  package var watched: String?
  /// Results outside the catalogue, dangerous or not, in the order of the line.
  package var watchedResults: [WatchedResult] = []
  /// Whom the line leaves in focus.
  package var focus = PersonFocus.unchanged
  /// Who has the same as whoever is spoken of: "my brother had it too".
  package var sharing: Person?
  /// Whether "she" or "he" means nobody who was named, in this line or before.
  package var isPointing = false
  /// Whether it goes over to another patient, of whom nothing was told yet.
  package var turnsToAnother = false
  /// Whether the speaker shows that they are a clinician.
  package var isByClinician = false
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
