import LabValues

/// The few words around results that the stages are tested with.
enum SmallWords {
  static let vocabulary = Vocabulary(
    lists: lists, choices: choices, relativeDates: relativeDates,
    persons: [
      .mother: ["mother", "mum"], .husband: ["husband"], .son: ["son"], .daughter: ["daughter"],
      .sister: ["sister"], .patient: ["patient"], .child: ["baby"],
    ],
    numberWords: [
      NumberWord("one", 1), NumberWord("two", 2), NumberWord("three", 3), NumberWord("four", 4),
      NumberWord("five", 5), NumberWord("six", 6), NumberWord("seven", 7), NumberWord("eight", 8),
      NumberWord("nine", 9), NumberWord("thirteen", 13), NumberWord("twenty", 20),
      NumberWord("forty", 40), NumberWord("hundred", 100), NumberWord("thousand", 1000),
    ],
    months: [
      ["january", "jan"], ["february", "feb"], ["march", "mar"], ["april", "apr"], ["may"],
      ["june", "jun"], ["july", "jul"], ["august", "aug"], ["september", "sep"],
      ["october", "oct"], ["november", "nov"], ["december", "dec"],
    ],
    weekdays: [
      ["monday"], ["tuesday"], ["wednesday"], ["thursday"], ["friday"], ["saturday"], ["sunday"],
    ])

  private static let lists: [Cue: [String]] = values.merging(people) { $0 + $1 }
    .merging(statements) { $0 + $1 }.merging(reports) { $0 + $1 }

  /// Words between a name and its value.
  private static let values: [Cue: [String]] = [
    .connector: ["is", "are", "it's", "was", "of", "at", "to", "came back"],
    .valueFiller: ["level", "the", "a", "for"],
    .comparatorAbove: ["above", "over"], .comparatorBelow: ["below", "under"],
    .comparatorAbout: ["about", "around"], .wordLow: ["low"], .wordNormal: ["normal"],
    .wordHigh: ["high", "raised"], .wordCriticalHigh: ["critically high"],
    .wordBorderline: ["borderline"], .target: ["target", "goal"], .notAValue: ["stage"],
    .notAUnit: ["st", "nd", "rd", "th", "times"], .clock: ["am", "pm", "h"],
    .earlier: ["was", "from", "used to be"], .later: ["now", "then", "to"],
    .numberPoint: ["point"], .numberAnd: ["and"], .titre: ["titre"], .geneFinding: ["mutation"],
    .doseUnit: ["mg", "tablets"], .doseCue: ["daily"], .intake: ["take", "taking"],
    .answerFiller: ["it", "it's", "is", "was", "in", "my"], .systemConventional: ["us units"],
    .systemSI: ["si units"],
  ]

  private static let people: [Cue: [String]] = [
    .speaker: ["i", "i'm", "mine"], .firstPerson: ["i", "i'm", "my", "me"],
    .pronounFemale: ["she"], .pronounMale: ["he"], .returning: ["i have", "my"],
    .clinician: ["my pt"], .profession: ["nurse"],
    .presentProfession: ["nurse here"], .speaking: ["i was asking", "i meant", "should i give"],
    .lacking: ["have no", "look like"],
    .ofPerson: ["of"], .calling: ["son"], .owning: ["my"],
    .ownPronoun: ["mine"], .personPronoun: ["she", "he", "her", "his"], .personPet: ["cat"],
    .personOther: ["neighbour"], .personGeneric: ["people", "patients"], .forPerson: ["in", "for"],
    .reporting: ["told me"], .likewise: ["too"], .selfDescription: ["i am a", "i'm a"],
    .female: ["f", "female", "woman", "she"], .male: ["m", "male", "man", "he"],
    .ageYears: ["yo", "year old", "years old", "y"], .ageMonths: ["months old"],
    .ageWeeks: ["weeks old"], .ageDays: ["days old"], .ageWord: ["aged", "i am", "i'm", "is"],
    .familyHistory: ["fh", "family history"], .notMine: ["that was my", "not mine"],
    .isMine: ["those are mine"],
  ]

  private static let statements: [Cue: [String]] = [
    .question: ["is", "do", "should", "what", "am"], .presupposing: ["why"],
    .opener: ["and", "so", "hi", "but", "or", "please"], .hypothetical: ["if", "suppose"],
    .notHypothetical: ["as if"], .negation: ["not", "no", "never", "denies"],
    .bareNegation: ["not"], .ended: ["stopped", "off"], .notEnded: ["never stopped"],
    .endedAfter: ["stopped"], .deniedAfter: ["was ruled out"], .lookAlike: ["not only"],
    .having: ["have", "i have", "has", "diagnosed with"], .taking: ["on", "i take", "i'm on"],
    .withWord: ["with"], .list: ["meds", "history"], .unreal: ["need", "do i have"],
    .possible: ["suspected", "rule out"], .factFiller: ["the", "bad", "a"],
    .bearer: ["patient"], .joiner: ["or", "nor", "and"],
    .correction: ["sorry", "not", "correction"],
    .openingCorrection: ["no"], .retraction: ["forget", "delete"],
    .retractAll: ["everything"], .retractLabs: ["results", "labs"],
    .retractConditions: ["conditions"], .retractMedicines: ["medicines"],
    .retractLast: ["it", "that"], .yesField: ["yes", "y"], .noField: ["no", "n", "neg"],
    .unknownField: ["unknown"],
  ]

  private static let reports: [Cue: [String]] = [
    .flagHigh: ["h", "high"], .flagLow: ["l", "low"], .flagNormal: ["normal"],
    .flagCriticalHigh: ["hh"], .flagCriticalLow: ["ll"], .flagAbnormal: ["abnormal"],
    .ownRange: ["ref", "range", "normal range", "normal"], .upperLimit: ["upper limit"],
    .lowerLimit: ["lower limit"], .rowWord: ["result", "test", "unit"],
    .specimenOther: ["urine", "u"], .specimenBlood: ["serum", "blood"],
    .noResult: ["pending", "qns"], .dateSample: ["collected"], .dateOther: ["reported", "born"],
    .previous: ["previous"], .rangeTo: ["to", "bis"], .rangeOpen: ["between"],
    .interpretive: ["deficiency"], .skippedRow: ["comment"], .ago: ["ago"],
    .spanDays: ["days", "day"], .spanWeeks: ["weeks", "week"], .spanMonths: ["months", "month"],
    .spanYears: ["years", "year"], .monthOpener: ["in", "since", "of"],
    .weekdayOpener: ["on", "last"],
  ]

  private static let choices: [ChoiceList: [Choice]] = [
    .antibody: [
      Choice(value: "positive", words: ["positive", "pos", "+"]),
      Choice(value: "negative", words: ["negative", "neg", "-"]),
      Choice(value: "equivocal", words: ["weak", "weakly positive"]),
    ],
    .gene: [
      Choice(value: "pathogenic", words: ["pathogenic"]), Choice(value: "VUS", words: ["vus"]),
      Choice(value: "no variant found", words: ["no variant found", "negative"]),
    ],
    .zygosity: [Choice(value: "homozygous", words: ["homozygous"])],
    .pattern: [Choice(value: "speckled", words: ["speckled"])],
  ]

  private static let relativeDates: [RelativeDate] = {
    var longAgo = RelativeDate(back: nil, names: ["last summer"])
    longAgo.isLongAgo = true
    return [
      RelativeDate(back: .init(unit: .days, count: 1), names: ["yesterday"]),
      RelativeDate(back: .init(unit: .weeks, count: 1), names: ["last week"]),
      RelativeDate(back: .init(unit: .months, count: 1), names: ["last month"]),
      RelativeDate(back: .init(unit: .years, count: 1), names: ["last year"]),
      RelativeDate(back: nil, names: ["recently"]), longAgo,
    ]
  }()
}
