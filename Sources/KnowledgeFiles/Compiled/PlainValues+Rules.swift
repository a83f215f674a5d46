import Knowledge

// The knowledge as a whole: see PlainValues.swift. A field of the type is a field here, twice.
extension Tape {
  private func source() throws -> Source {
    var source = Source(
      id: try text(), title: try text(), label: try text(), author: try optional { try text() },
      publisher: try optional { try text() }, year: try optional { try integer() },
      trust: try text(), isDocument: try flag(), address: try optional { try text() },
      place: try place())
    source.reviewed = try optional { try text() }
    source.updated = try optional { try text() }
    source.rank = try integer()
    source.facts = try list { SourceFact(id: try text(), text: try text(), place: try place()) }
    return source
  }

  private func topic() throws -> Topic {
    Topic(
      id: try text(), name: try text(), names: try texts(), isKind: try flag(), blurb: try text(),
      near: try texts(), isGeneral: try flag(), place: try place())
  }

  private func facet() throws -> Facet {
    Facet(
      id: try text(), name: try text(), names: try texts(), question: try text(),
      templates: try list(written), isRefined: try flag(),
      roles: try list { try choice(Facet.Role.self) },
      rows: try list { Facet.Row(section: try text(), name: try text()) }, place: try place())
  }

  private func note() throws -> Note {
    Note(
      id: try text(), severity: try choice(Note.Severity.self), title: try text(), text: try text(),
      clinical: try optional { try text() }, leads: try optional { try text() },
      says: try list(citedText), corrects: try texts(),
      matters: try optional { try condition() }, place: try place())
  }

  private func patternGroup() throws -> PatternGroup {
    PatternGroup(name: try text(), alternatives: try list(written))
  }

  private func recognizer() throws -> Recognizer {
    Recognizer(id: try text(), title: try text(), patterns: try list(written), place: try place())
  }

  private func redFlag() throws -> RedFlag {
    RedFlag(
      recognizer: try recognizer(), number: try optional { try text() },
      language: try optional { try text() },
      urgency: try choice(Urgency.self), message: try text(),
      isAlone: try flag(), isUnconditional: try flag())
  }

  private func refusal() throws -> Refusal {
    Refusal(
      recognizer: try recognizer(), text: try text(), answersToo: try flag(),
      forChild: try optional { try text() }, clinical: try optional { try text() })
  }

  private func safetyRules() throws -> SafetyRules {
    var rules = SafetyRules(
      groups: try list(patternGroup), negations: try texts(), guards: try list(recognizer),
      redFlags: try list(redFlag), messages: try texts { try text() }, refusals: try list(refusal))
    rules.clinicalMessages = try texts { try text() }
    rules.crisisMessages = try texts()
    return rules
  }

  private func lineExamples() throws -> LineExamples {
    LineExamples(
      kinds: try list(lineKind), others: try list(written), followUps: try list(followUp))
  }

  private func followUp() throws -> LineExamples.FollowUp {
    LineExamples.FollowUp(topic: try text(), target: try text(), line: try written())
  }

  private func lineKind() throws -> LineExamples.Kind {
    LineExamples.Kind(
      role: try choice(LineExamples.Role.self), id: try text(), lines: try list(written),
      calm: try list(written), place: try place())
  }

  private func outsideSubject() throws -> OutsideSubject {
    OutsideSubject(
      recognizer: try recognizer(), text: try optional(citedText),
      about: try optional { try text() })
  }

  private func scope() throws -> Scope {
    Scope(outside: try list(outsideSubject), examples: try list(written))
  }

  private func smallTalk() throws -> SmallTalk {
    SmallTalk(recognizer: try recognizer(), text: try text())
  }

  private func act() throws -> Dialogue.Act {
    Dialogue.Act(act: try choice(DialogueAct.self), recognizer: try recognizer())
  }

  private func dialogue() throws -> Dialogue {
    Dialogue(
      smallTalk: try list(smallTalk), acts: try list(act), kindness: try list(kindness),
      lists: try texts { try texts() }, wording: try texts { try text() },
      personal: try texts(), place: try place())
  }

  private func kindness() throws -> Kindness {
    Kindness(
      recognizer: try recognizer(), texts: try texts(), alone: try texts(), offers: try flag())
  }

  private func refinement() throws -> Refinement {
    Refinement(
      id: try text(), title: try text(), priority: try integer(), urgency: try choice(Urgency.self),
      when: try condition(), isOnKind: try flag(), body: try citedText(),
      cautions: try texts(), place: try place())
  }

  private func backQuestion() throws -> BackQuestion {
    BackQuestion(
      id: try text(), when: try condition(), text: try text(), place: try place())
  }

  private func refinements() throws -> Refinements {
    Refinements(
      signals: try list(recognizer), deniable: try texts(), asked: try texts(),
      nouns: try texts { try text() },
      clauses: try texts { try text() }, about: try texts { try text() },
      background: try texts(), rules: try list(refinement), asks: try list(backQuestion),
      ownResults: try optional { try condition() })
  }

  private func wordLists() throws -> WordLists {
    WordLists(
      synonyms: try list { try list(written) }, misspellings: try texts { try text() },
      stopwords: try texts(), plain: try texts())
  }

  func knowledge() throws -> Knowledge {
    Knowledge(
      title: try text(), sources: try list(source), topics: try list(topic),
      facets: try list(facet), sections: try list(section), notes: try list(note),
      safety: try safetyRules(), examples: try lineExamples(), scope: try scope(),
      dialogue: try dialogue(),
      refinements: try refinements(), words: try wordLists(), labs: try labCatalogue())
  }
}

extension Sink {
  private func add(_ value: Source) {
    add(value.id)
    add(value.title)
    add(value.label)
    add(value.author) { add($0) }
    add(value.publisher) { add($0) }
    add(value.year) { add($0) }
    add(value.trust)
    add(value.isDocument)
    add(value.address) { add($0) }
    add(value.place)
    add(value.reviewed) { add($0) }
    add(value.updated) { add($0) }
    add(value.rank)
    add(value.facts) {
      add($0.id)
      add($0.text)
      add($0.place)
    }
  }

  private func add(_ value: Topic) {
    add(value.id)
    add(value.name)
    add(value.names)
    add(value.isKind)
    add(value.blurb)
    add(value.near)
    add(value.isGeneral)
    add(value.place)
  }

  private func add(_ value: Facet) {
    add(value.id)
    add(value.name)
    add(value.names)
    add(value.question)
    add(value.templates) { add($0) }
    add(value.isRefined)
    add(value.roles) { add(choice: $0) }
    add(value.rows) {
      add($0.section)
      add($0.name)
    }
    add(value.place)
  }

  private func add(_ value: Note) {
    add(value.id)
    add(choice: value.severity)
    add(value.title)
    add(value.text)
    add(value.clinical) { add($0) }
    add(value.leads) { add($0) }
    add(value.says) { add($0) }
    add(value.corrects)
    add(value.matters) { add($0) }
    add(value.place)
  }

  private func add(_ value: PatternGroup) {
    add(value.name)
    add(value.alternatives) { add($0) }
  }

  private func add(_ value: Recognizer) {
    add(value.id)
    add(value.title)
    add(value.patterns) { add($0) }
    add(value.place)
  }

  private func add(_ value: RedFlag) {
    add(value.recognizer)
    add(value.number) { add($0) }
    add(value.language) { add($0) }
    add(choice: value.urgency)
    add(value.message)
    add(value.isAlone)
    add(value.isUnconditional)
  }

  private func add(_ value: Refusal) {
    add(value.recognizer)
    add(value.text)
    add(value.answersToo)
    add(value.forChild) { add($0) }
    add(value.clinical) { add($0) }
  }

  private func add(_ value: SafetyRules) {
    add(value.groups) { add($0) }
    add(value.negations)
    add(value.guards) { add($0) }
    add(value.redFlags) { add($0) }
    add(value.messages) { add($0) }
    add(value.refusals) { add($0) }
    add(value.clinicalMessages) { add($0) }
    add(value.crisisMessages)
  }

  private func add(_ value: LineExamples) {
    add(value.kinds) { add($0) }
    add(value.others) { add($0) }
    add(value.followUps) {
      add($0.topic)
      add($0.target)
      add($0.line)
    }
  }

  private func add(_ value: LineExamples.Kind) {
    add(choice: value.role)
    add(value.id)
    add(value.lines) { add($0) }
    add(value.calm) { add($0) }
    add(value.place)
  }

  private func add(_ value: OutsideSubject) {
    add(value.recognizer)
    add(value.text) { add($0) }
    add(value.about) { add($0) }
  }

  private func add(_ value: Scope) {
    add(value.outside) { add($0) }
    add(value.examples) { add($0) }
  }

  private func add(_ value: SmallTalk) {
    add(value.recognizer)
    add(value.text)
  }

  private func add(_ value: Dialogue.Act) {
    add(choice: value.act)
    add(value.recognizer)
  }

  private func add(_ value: Kindness) {
    add(value.recognizer)
    add(value.texts)
    add(value.alone)
    add(value.offers)
  }

  private func add(_ value: Dialogue) {
    add(value.smallTalk) { add($0) }
    add(value.acts) { add($0) }
    add(value.kindness) { add($0) }
    add(value.lists) { add($0) }
    add(value.wording) { add($0) }
    add(value.personal)
    add(value.place)
  }

  private func add(_ value: Refinement) {
    add(value.id)
    add(value.title)
    add(value.priority)
    add(choice: value.urgency)
    add(value.when)
    add(value.isOnKind)
    add(value.body)
    add(value.cautions)
    add(value.place)
  }

  private func add(_ value: BackQuestion) {
    add(value.id)
    add(value.when)
    add(value.text)
    add(value.place)
  }

  private func add(_ value: Refinements) {
    add(value.signals) { add($0) }
    add(value.deniable)
    add(value.asked)
    add(value.nouns) { add($0) }
    add(value.clauses) { add($0) }
    add(value.about) { add($0) }
    add(value.background)
    add(value.rules) { add($0) }
    add(value.asks) { add($0) }
    add(value.ownResults) { add($0) }
  }

  private func add(_ value: WordLists) {
    add(value.synonyms) { add($0) { add($0) } }
    add(value.misspellings) { add($0) }
    add(value.stopwords)
    add(value.plain)
  }

  func add(_ value: Knowledge) {
    add(value.title)
    add(value.sources) { add($0) }
    add(value.topics) { add($0) }
    add(value.facets) { add($0) }
    add(value.sections) { add($0) }
    add(value.notes) { add($0) }
    add(value.safety)
    add(value.examples)
    add(value.scope)
    add(value.dialogue)
    add(value.refinements)
    add(value.words)
    add(value.labs)
  }
}
