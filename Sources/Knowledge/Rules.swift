/// Named alternatives that patterns may use as `<name>`.
///
///     breath: [breath*, air, "out of puff"]          <breath> in a pattern is any of these
package struct PatternGroup: Sendable, Hashable, Codable {
  package var name: String
  package var alternatives: [Written]

  package init(name: String, alternatives: [Written]) {
    self.name = name
    self.alternatives = alternatives
  }
}

/// Phrases that together recognise one thing in a line.
///
/// Any of the patterns is enough. `PatternSyntax` in Language has their grammar.
package struct Recognizer: Sendable, Hashable, Codable {
  package var id: String
  /// What it recognises, in words a person understands.
  package var title: String
  package var patterns: [Written]
  package var place: Place

  package init(id: String, title: String, patterns: [Written], place: Place) {
    self.id = id
    self.title = title
    self.patterns = patterns
    self.place = place
  }
}

/// A danger that is recognised on the raw line, before anything else is done with it.
///
/// Recognised is not yet told: a question about knowledge, a supposition, the past or a denial may
/// lower it.
package struct RedFlag: Sendable, Hashable, Codable {
  package var recognizer: Recognizer
  /// What the medical specification calls it: "E1".
  package var number: String?
  /// The language in which it is told, where that is not English.
  package var language: String?
  package var urgency: Urgency
  /// The key of the message that is shown.
  package var message: String
  /// Whether nothing else may be said in that reply.
  package var isAlone: Bool
  /// Whether it fires even in a question about knowledge or a supposition.
  package var isUnconditional: Bool

  package init(
    recognizer: Recognizer, number: String? = nil, language: String? = nil, urgency: Urgency,
    message: String, isAlone: Bool, isUnconditional: Bool
  ) {
    self.recognizer = recognizer
    self.number = number
    self.language = language
    self.urgency = urgency
    self.message = message
    self.isAlone = isAlone
    self.isUnconditional = isUnconditional
  }
}

/// A request that is declined, with what is said instead.
package struct Refusal: Sendable, Hashable, Codable {
  package var recognizer: Recognizer
  package var text: String
  /// Whether what the documents say on the subject follows.
  package var answersToo: Bool
  /// The id of the refusal that is told instead where a child is spoken of.
  package var forChild: String?
  /// What is said to a clinician, where that differs.
  package var clinical: String?

  package init(
    recognizer: Recognizer, text: String, answersToo: Bool, forChild: String? = nil,
    clinical: String? = nil
  ) {
    self.recognizer = recognizer
    self.text = text
    self.answersToo = answersToo
    self.forChild = forChild
    self.clinical = clinical
  }

  /// What is said, to a clinician or to anybody else.
  package func text(toClinician isClinician: Bool) -> String {
    isClinician ? clinical ?? text : text
  }
}

/// The rules that are decided before retrieval.
package struct SafetyRules: Sendable, Hashable, Codable {
  package var groups: [PatternGroup]
  /// Words that deny what follows them: "no", "without".
  package var negations: [String]
  /// Recognisers by role: `knowledge`, `person`, `past`, `hypothetical`.
  package var guards: [Recognizer]
  package var redFlags: [RedFlag]
  /// Texts by the key that dangers name; several dangers may share one.
  package var messages: [String: String]
  /// What is said instead, by the same keys, to a clinician who speaks of a patient.
  package var clinicalMessages: [String: String] = [:]
  /// Keys of the messages for somebody who may harm themselves: what reminds of them names a line to call.
  package var crisisMessages: [String] = []
  package var refusals: [Refusal]

  package init(
    groups: [PatternGroup], negations: [String], guards: [Recognizer], redFlags: [RedFlag],
    messages: [String: String], refusals: [Refusal]
  ) {
    self.groups = groups
    self.negations = negations
    self.guards = guards
    self.redFlags = redFlags
    self.messages = messages
    self.refusals = refusals
  }

  /// The text under a key, as it is said to a clinician or to anybody else; `nil` for an unknown key.
  package func message(_ key: String, toClinician isClinician: Bool) -> String? {
    isClinician ? clinicalMessages[key] ?? messages[key] : messages[key]
  }
}

/// A subject that the documents do not cover, so that the reply can name the gap.
package struct OutsideSubject: Sendable, Hashable, Codable {
  package var recognizer: Recognizer
  /// What is said; `nil` for the usual sentence with the subject's title.
  package var text: CitedText?
  /// The topic that a line on it is about, so that what follows is read within that.
  package var about: String?

  package init(recognizer: Recognizer, text: CitedText?, about: String? = nil) {
    self.recognizer = recognizer
    self.text = text
    self.about = about
  }
}

/// What lies outside the documents.
package struct Scope: Sendable, Hashable, Codable {
  package var outside: [OutsideSubject]
  /// Lines that belong to nothing here, for learning when to abstain.
  package var examples: [Written]

  package init(outside: [OutsideSubject], examples: [Written]) {
    self.outside = outside
    self.examples = examples
  }
}

/// A greeting, thanks or another line that is answered with a fixed text.
package struct SmallTalk: Sendable, Hashable, Codable {
  package var recognizer: Recognizer
  package var text: String

  package init(recognizer: Recognizer, text: String) {
    self.recognizer = recognizer
    self.text = text
  }
}

/// Fear, pain, grief or anger in a line, and a plain sentence for each time that it is heard.
package struct Kindness: Sendable, Hashable, Codable {
  package var recognizer: Recognizer
  /// Said in turn, so that none is heard twice in a row.
  package var texts: [String]
  /// What is said where the line asks nothing besides, each once.
  package var alone: [String]
  /// Whether more on the subject in focus is offered then.
  package var offers: Bool

  package init(recognizer: Recognizer, texts: [String], alone: [String], offers: Bool = true) {
    self.recognizer = recognizer
    self.texts = texts
    self.alone = alone
    self.offers = offers
  }
}

/// What a line can ask of the conversation itself.
///
/// The raw value is the name of its file in `acts/`. What each does is for `Conversation`.
package enum DialogueAct: String, Sendable, Codable, CaseIterable {
  /// More on the subject in focus.
  case more
  /// The reason behind the last answer.
  case why
  /// Which documents the last answer stands on.
  case sources
  /// A comparison of two kinds.
  case compare
  /// The facts stated so far.
  case facts
  /// What the stated values mean.
  case numbers
  /// Which kind would fit the stated facts.
  case type
  /// How serious the stated facts or the subject in focus are.
  case danger
  /// What to ask a doctor.
  case doctor
  /// How a result changed.
  case trend
  /// Agreement with what was asked.
  case yes
  /// A reference to the subject in focus ("and for …", "what about …", "it").
  case follow
  /// An overview of a topic or of everything.
  case overview
  /// The last answer once more ("again", "what did you say?").
  case repeatLast = "repeat"
  /// The last answer in one sentence, or in plainer words.
  case shorter, simpler
  /// The last answer was not understood.
  case lost
  /// The sentence on which the last answer stands.
  case sentence
  /// Which of the last two is better.
  case better
  /// What to do now.
  case next
  /// What alarmed is over, or was never meant.
  case over
}

/// The lines that speak about the conversation itself, and every fixed wording.
package struct Dialogue: Sendable, Hashable, Codable {
  package struct Act: Sendable, Hashable, Codable {
    package var act: DialogueAct
    package var recognizer: Recognizer

    package init(act: DialogueAct, recognizer: Recognizer) {
      self.act = act
      self.recognizer = recognizer
    }
  }

  package var smallTalk: [SmallTalk]
  package var acts: [Act]
  package var kindness: [Kindness]
  /// Small lists of words by which a line is read, by key.
  package var lists: [String: [String]]
  /// Fixed sentences by key, with `{placeholders}`.
  package var wording: [String: String]
  /// Words that make a line one about somebody: it stays out of a history file.
  package var personal: [String]
  package var place: Place

  package init(
    smallTalk: [SmallTalk], acts: [Act], kindness: [Kindness] = [], lists: [String: [String]] = [:],
    wording: [String: String], personal: [String] = [], place: Place
  ) {
    self.smallTalk = smallTalk
    self.acts = acts
    self.kindness = kindness
    self.lists = lists
    self.wording = wording
    self.personal = personal
    self.place = place
  }
}

/// How a stated fact changes an answer: when the condition holds, the text is added.
///
///     id: R08     when: calcium_total >= 10.5 and calcium_total < 12     urgency: soon
package struct Refinement: Sendable, Hashable, Codable {
  package var id: String
  package var title: String
  /// The lower one is shown first.
  /// Rules of one priority come in the order of the file.
  package var priority: Int
  package var urgency: Urgency
  package var when: Condition
  /// Whether it answers "which kind would fit?".
  package var isOnKind: Bool
  package var body: CitedText
  package var cautions: [String]
  package var place: Place

  package init(
    id: String, title: String, priority: Int, urgency: Urgency, when: Condition, isOnKind: Bool,
    body: CitedText, cautions: [String], place: Place
  ) {
    self.id = id
    self.title = title
    self.priority = priority
    self.urgency = urgency
    self.when = when
    self.isOnKind = isOnKind
    self.body = body
    self.cautions = cautions
    self.place = place
  }
}

/// A question back to the person, asked where its answer would refine the reply.
package struct BackQuestion: Sendable, Hashable, Codable {
  package var id: String
  package var when: Condition
  package var text: String
  package var place: Place

  package init(id: String, when: Condition, text: String, place: Place) {
    self.id = id
    self.when = when
    self.text = text
    self.place = place
  }
}

/// Everything by which stated facts refine answers.
///
/// Ids here are those of results, conditions and signals; the loader has checked every one.
package struct Refinements: Sendable, Hashable, Codable {
  /// Findings that people describe ("lumps on my fingers") and that a session remembers.
  package var signals: [Recognizer]
  /// Findings that "not" denies in front of their last word too: "the lump is not red".
  package var deniable: [String]
  /// Signals of what is asked and not told, which no list of what was told holds.
  package var asked: [String]
  /// What "it" means once a finding was described, by the id of its signal: "lump".
  package var nouns: [String: String]
  /// What a stated fact adds to a later line when dangers are looked for: "i am pregnant".
  package var clauses: [String: String]
  /// The topic that a stated fact is about, for a question that names none.
  package var about: [String: String]
  /// The stated facts that take no conversation away from its subject.
  package var background: [String]
  package var rules: [Refinement]
  package var asks: [BackQuestion]
  /// When a result that a line names, and that was stated, is told beside the answer.
  package var ownResults: Condition?

  package init(
    signals: [Recognizer], deniable: [String] = [], asked: [String] = [],
    nouns: [String: String] = [:], clauses: [String: String] = [:],
    about: [String: String] = [:], background: [String] = [], rules: [Refinement],
    asks: [BackQuestion],
    ownResults: Condition? = nil
  ) {
    self.signals = signals
    self.deniable = deniable
    self.asked = asked
    self.nouns = nouns
    self.clauses = clauses
    self.about = about
    self.background = background
    self.rules = rules
    self.asks = asks
    self.ownResults = ownResults
  }
}

/// Words that are equivalent, often misspelled, or empty.
///
/// As an author writes them; `Lexicon` in Language is what is made of them.
package struct WordLists: Sendable, Hashable, Codable {
  /// The first of each list is the form that the others are replaced by.
  package var synonyms: [[Written]]
  package var misspellings: [String: String]
  package var stopwords: [String]
  /// Common words that must never be corrected into one of ours.
  package var plain: [String]

  package init(
    synonyms: [[Written]], misspellings: [String: String], stopwords: [String], plain: [String]
  ) {
    self.synonyms = synonyms
    self.misspellings = misspellings
    self.stopwords = stopwords
    self.plain = plain
  }
}
