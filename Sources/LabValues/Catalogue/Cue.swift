/// A list of words around a fact.
package enum Cue: UInt8, Sendable, Hashable, CaseIterable, Codable {
  case comparatorAbove
  case comparatorBelow
  case comparatorAbout
  case wordLow
  case wordNormal
  case wordHigh
  case wordCriticalLow
  case wordCriticalHigh
  case wordBorderline
  case flagLow
  case flagNormal
  case flagHigh
  case flagCriticalLow
  case flagCriticalHigh
  case flagAbnormal
  case geneFinding
  case titre
  case speaker
  case reporting
  case owning
  case ownPronoun
  case personOther
  case personPronoun
  /// Pronouns for a woman, for a man.
  case pronounFemale
  case pronounMale
  case personPet
  case personPatient
  /// Goes over to somebody else whom the speaker treats.
  case otherPatient
  /// Speaks of a patient as clinicians do; what clinicians are called; the same with "here".
  case clinician
  case profession
  case presentProfession
  case personChild
  case personGeneric
  case forPerson
  case inGeneral
  case question
  case presupposing
  /// Begins a question in the middle of a clause.
  case turnedQuestion
  case opener
  case hypothetical
  case notHypothetical
  case target
  case ownRange
  case upperLimit
  case lowerLimit
  case connector
  case valueFiller
  case notAValue
  case notAUnit
  case earlier
  case later
  case negation
  case bareNegation
  case ended
  case notEnded
  /// In front of an ending these put it off: "wants him off".
  case planned
  case endedAfter
  case deniedAfter
  case having
  case taking
  case withWord
  case list
  case unreal
  case factFiller
  case bearer
  case doseUnit
  case doseCue
  case intake
  case correction
  /// Opens a line that puts a number right, and nothing else: "no 15.4".
  case openingCorrection
  case retraction
  case retractAll
  case retractLabs
  case retractConditions
  case retractMedicines
  case retractLast
  case notMine
  case answerFiller
  case systemConventional
  case systemSI
  case female
  case male
  case ageYears
  case ageMonths
  case ageWeeks
  case ageDays
  case ageWord
  case ago
  case spanDays
  case spanWeeks
  case spanMonths
  case spanYears
  case monthOpener
  case weekdayOpener
  case clock
  case numberPoint
  case numberAnd
  case rowWord
  case specimenOther
  case specimenBlood
  case noResult
  case dateSample
  case dateOther
  case previous
  case rangeTo
  case interpretive
  case firstPerson
  /// The speaker only speaks, or acts for somebody.
  case speaking
  /// Nobody of that kind is there, or is only compared with; whose somebody is; words by which somebody is called.
  case lacking
  case ofPerson
  case calling
  /// The speaker tells or asks of themselves, after somebody else.
  case returning
  case likewise
  case yesField
  case noField
  case unknownField
  case familyHistory
  case possible
  case lookAlike
  case isMine
  case skippedRow
  case rangeOpen
  case denialBreak
  case denialSubject
  case denialVerb
  case denialLink
  case joiner
  case selfDescription

  /// Where the list stands below `words:` in the file.
  package var path: String {
    switch self {
    case .comparatorAbove: "comparators.above"
    case .comparatorBelow: "comparators.below"
    case .comparatorAbout: "comparators.about"
    case .wordLow: "word_values.low"
    case .wordNormal: "word_values.normal"
    case .wordHigh: "word_values.high"
    case .wordCriticalLow: "word_values.critical_low"
    case .wordCriticalHigh: "word_values.critical_high"
    case .wordBorderline: "word_values.borderline"
    case .flagLow: "report_flags.low"
    case .flagNormal: "report_flags.normal"
    case .flagHigh: "report_flags.high"
    case .flagCriticalLow: "report_flags.critical_low"
    case .flagCriticalHigh: "report_flags.critical_high"
    case .flagAbnormal: "report_flags.abnormal"
    case .geneFinding: "gene_findings"
    case .titre: "titre"
    case .speaker: "speaker"
    case .selfDescription: "self_descriptions"
    case .reporting: "reporting"
    case .owning: "owning"
    case .ownPronoun: "own_pronouns"
    case .personOther: "persons.other"
    case .personPronoun: "persons.pronoun"
    case .pronounFemale: "pronoun_sexes.female"
    case .pronounMale: "pronoun_sexes.male"
    case .personPet: "persons.pet"
    case .personPatient: "persons.patient"
    case .otherPatient: "other_patients"
    case .clinician: "clinicians"
    case .profession: "professions"
    case .presentProfession: "professions_here"
    case .personChild: "persons.child"
    case .personGeneric: "persons.generic"
    case .inGeneral: "in_general"
    case .forPerson: "for_person"
    case .question: "questions"
    case .presupposing: "presupposing"
    case .turnedQuestion: "turned_questions"
    case .opener: "openers"
    case .hypothetical: "hypothetical"
    case .notHypothetical: "not_hypothetical"
    case .target: "targets"
    case .ownRange: "own_range"
    case .upperLimit: "upper_limit"
    case .lowerLimit: "lower_limit"
    case .connector: "connectors"
    case .valueFiller: "value_fillers"
    case .notAValue: "not_a_value"
    case .notAUnit: "not_a_unit"
    case .earlier: "earlier"
    case .later: "later"
    case .negation: "negations"
    case .bareNegation: "bare_negations"
    case .ended: "ended"
    case .notEnded: "not_ended"
    case .planned: "planned"
    case .endedAfter: "ended_after"
    case .deniedAfter: "denied_after"
    case .having: "having"
    case .taking: "taking"
    case .withWord: "with_words"
    case .list: "lists"
    case .unreal: "unreal"
    case .factFiller: "fact_fillers"
    case .bearer: "bearers"
    case .doseUnit: "dose_units"
    case .doseCue: "dose_cues"
    case .intake: "intake"
    case .correction: "corrections"
    case .openingCorrection: "opening_corrections"
    case .retraction: "retractions"
    case .retractAll: "retract_all"
    case .retractLabs: "retract_labs"
    case .retractConditions: "retract_conditions"
    case .retractMedicines: "retract_medicines"
    case .retractLast: "retract_last"
    case .notMine: "not_mine"
    case .answerFiller: "answer_fillers"
    case .systemConventional: "unit_systems.conventional"
    case .systemSI: "unit_systems.si"
    case .female: "sexes.female"
    case .male: "sexes.male"
    case .ageYears: "age_units.years"
    case .ageMonths: "age_units.months"
    case .ageWeeks: "age_units.weeks"
    case .ageDays: "age_units.days"
    case .ageWord: "age_words"
    case .ago: "dates.ago"
    case .spanDays: "dates.spans.days"
    case .spanWeeks: "dates.spans.weeks"
    case .spanMonths: "dates.spans.months"
    case .spanYears: "dates.spans.years"
    case .monthOpener: "dates.month_openers"
    case .weekdayOpener: "dates.weekday_openers"
    case .clock: "clock"
    case .numberPoint: "numbers.point"
    case .numberAnd: "numbers.and"
    case .rowWord: "rows.words"
    case .specimenOther: "rows.other_specimens"
    case .specimenBlood: "rows.blood"
    case .noResult: "rows.no_result"
    case .dateSample: "rows.sample_dates"
    case .dateOther: "rows.other_dates"
    case .previous: "rows.previous"
    case .rangeTo: "rows.range_to"
    case .interpretive: "rows.interpretive"
    case .firstPerson: "first_person"
    case .speaking: "speaking"
    case .lacking: "lacking"
    case .ofPerson: "of_person"
    case .calling: "calling"
    case .returning: "returning"
    case .likewise: "likewise"
    case .yesField: "fields.said_yes"
    case .noField: "fields.said_no"
    case .unknownField: "fields.unknown"
    case .familyHistory: "family_history"
    case .possible: "possible"
    case .lookAlike: "look_alikes"
    case .isMine: "is_mine"
    case .skippedRow: "rows.skipped"
    case .rangeOpen: "rows.range_open"
    case .denialBreak: "denials.breaks"
    case .denialSubject: "denials.subjects"
    case .denialVerb: "denials.verbs"
    case .denialLink: "denials.links"
    case .joiner: "joiners"
    }
  }

  package init?(path: String) {
    guard let cue = Self.allCases.first(where: { $0.path == path }) else { return nil }
    self = cue
  }
}
