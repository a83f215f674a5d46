import Knowledge

// The knowledge as a whole: see PlainValues.swift. A field of the type is a field here.
extension Tape {
  private func source(_ it: Source?) throws -> Source {
    var source = Source(
      id: try text(it?.id), title: try text(it?.title), label: try text(it?.label),
      author: try optional(it?.author, text), publisher: try optional(it?.publisher, text),
      year: try optional(it?.year, integer), trust: try text(it?.trust),
      isDocument: try flag(it?.isDocument), address: try optional(it?.address, text),
      place: try place(it?.place))
    source.reviewed = try optional(it?.reviewed, text)
    source.updated = try optional(it?.updated, text)
    source.rank = try integer(it?.rank)
    source.facts = try list(it?.facts, sourceFact)
    return source
  }

  private func sourceFact(_ it: SourceFact?) throws -> SourceFact {
    SourceFact(id: try text(it?.id), text: try text(it?.text), place: try place(it?.place))
  }

  private func topic(_ it: Topic?) throws -> Topic {
    Topic(
      id: try text(it?.id), name: try text(it?.name), names: try texts(it?.names),
      isKind: try flag(it?.isKind), blurb: try text(it?.blurb), near: try texts(it?.near),
      isGeneral: try flag(it?.isGeneral), place: try place(it?.place))
  }

  private func facet(_ it: Facet?) throws -> Facet {
    Facet(
      id: try text(it?.id), name: try text(it?.name), names: try texts(it?.names),
      question: try text(it?.question), templates: try list(it?.templates, written),
      isRefined: try flag(it?.isRefined), roles: try list(it?.roles, choice),
      rows: try list(it?.rows, row), place: try place(it?.place))
  }

  private func row(_ it: Facet.Row?) throws -> Facet.Row {
    Facet.Row(section: try text(it?.section), name: try text(it?.name))
  }

  private func note(_ it: Note?) throws -> Note {
    Note(
      id: try text(it?.id), severity: try choice(it?.severity), title: try text(it?.title),
      text: try text(it?.text), clinical: try optional(it?.clinical, text),
      leads: try optional(it?.leads, text), says: try list(it?.says, citedText),
      corrects: try texts(it?.corrects), matters: try optional(it?.matters, condition),
      place: try place(it?.place))
  }

  private func patternGroup(_ it: PatternGroup?) throws -> PatternGroup {
    PatternGroup(name: try text(it?.name), alternatives: try list(it?.alternatives, written))
  }

  private func recognizer(_ it: Recognizer?) throws -> Recognizer {
    Recognizer(
      id: try text(it?.id), title: try text(it?.title), patterns: try list(it?.patterns, written),
      place: try place(it?.place))
  }

  private func redFlag(_ it: RedFlag?) throws -> RedFlag {
    RedFlag(
      recognizer: try recognizer(it?.recognizer), number: try optional(it?.number, text),
      language: try optional(it?.language, text), urgency: try choice(it?.urgency),
      message: try text(it?.message), isAlone: try flag(it?.isAlone),
      isUnconditional: try flag(it?.isUnconditional))
  }

  private func refusal(_ it: Refusal?) throws -> Refusal {
    Refusal(
      recognizer: try recognizer(it?.recognizer), text: try text(it?.text),
      answersToo: try flag(it?.answersToo), forChild: try optional(it?.forChild, text),
      clinical: try optional(it?.clinical, text))
  }

  private func safetyRules(_ it: SafetyRules?) throws -> SafetyRules {
    var rules = SafetyRules(
      groups: try list(it?.groups, patternGroup), negations: try texts(it?.negations),
      guards: try list(it?.guards, recognizer), redFlags: try list(it?.redFlags, redFlag),
      messages: try map(it?.messages, text), refusals: try list(it?.refusals, refusal))
    rules.clinicalMessages = try map(it?.clinicalMessages, text)
    rules.crisisMessages = try texts(it?.crisisMessages)
    return rules
  }

  private func lineExamples(_ it: LineExamples?) throws -> LineExamples {
    LineExamples(
      kinds: try list(it?.kinds, lineKind), others: try list(it?.others, written),
      followUps: try list(it?.followUps, followUp))
  }

  private func followUp(_ it: LineExamples.FollowUp?) throws -> LineExamples.FollowUp {
    LineExamples.FollowUp(
      topic: try text(it?.topic), target: try text(it?.target), line: try written(it?.line))
  }

  private func lineKind(_ it: LineExamples.Kind?) throws -> LineExamples.Kind {
    LineExamples.Kind(
      role: try choice(it?.role), id: try text(it?.id), lines: try list(it?.lines, written),
      calm: try list(it?.calm, written), place: try place(it?.place))
  }

  private func outsideSubject(_ it: OutsideSubject?) throws -> OutsideSubject {
    OutsideSubject(
      recognizer: try recognizer(it?.recognizer), text: try optional(it?.text, citedText),
      about: try optional(it?.about, text))
  }

  private func scope(_ it: Scope?) throws -> Scope {
    Scope(outside: try list(it?.outside, outsideSubject), examples: try list(it?.examples, written))
  }

  private func smallTalk(_ it: SmallTalk?) throws -> SmallTalk {
    SmallTalk(recognizer: try recognizer(it?.recognizer), text: try text(it?.text))
  }

  private func act(_ it: Dialogue.Act?) throws -> Dialogue.Act {
    Dialogue.Act(act: try choice(it?.act), recognizer: try recognizer(it?.recognizer))
  }

  private func dialogue(_ it: Dialogue?) throws -> Dialogue {
    Dialogue(
      smallTalk: try list(it?.smallTalk, smallTalk), acts: try list(it?.acts, act),
      kindness: try list(it?.kindness, kindness), lists: try map(it?.lists, texts),
      wording: try map(it?.wording, text), personal: try texts(it?.personal),
      place: try place(it?.place))
  }

  private func kindness(_ it: Kindness?) throws -> Kindness {
    Kindness(
      recognizer: try recognizer(it?.recognizer), texts: try texts(it?.texts),
      alone: try texts(it?.alone), offers: try flag(it?.offers))
  }

  private func refinement(_ it: Refinement?) throws -> Refinement {
    Refinement(
      id: try text(it?.id), title: try text(it?.title), priority: try integer(it?.priority),
      urgency: try choice(it?.urgency), when: try condition(it?.when),
      isOnKind: try flag(it?.isOnKind), body: try citedText(it?.body),
      cautions: try texts(it?.cautions), place: try place(it?.place))
  }

  private func backQuestion(_ it: BackQuestion?) throws -> BackQuestion {
    BackQuestion(
      id: try text(it?.id), when: try condition(it?.when), text: try text(it?.text),
      place: try place(it?.place))
  }

  private func refinements(_ it: Refinements?) throws -> Refinements {
    Refinements(
      signals: try list(it?.signals, recognizer), deniable: try texts(it?.deniable),
      asked: try texts(it?.asked), nouns: try map(it?.nouns, text),
      clauses: try map(it?.clauses, text), about: try map(it?.about, text),
      background: try texts(it?.background), rules: try list(it?.rules, refinement),
      asks: try list(it?.asks, backQuestion), ownResults: try optional(it?.ownResults, condition))
  }

  private func writtens(_ it: [Written]?) throws -> [Written] { try list(it, written) }

  private func wordLists(_ it: WordLists?) throws -> WordLists {
    WordLists(
      synonyms: try list(it?.synonyms, writtens), misspellings: try map(it?.misspellings, text),
      stopwords: try texts(it?.stopwords), plain: try texts(it?.plain))
  }

  func knowledge(_ it: Knowledge?) throws -> Knowledge {
    Knowledge(
      title: try text(it?.title), sources: try list(it?.sources, source),
      topics: try list(it?.topics, topic), facets: try list(it?.facets, facet),
      sections: try list(it?.sections, section), notes: try list(it?.notes, note),
      safety: try safetyRules(it?.safety), examples: try lineExamples(it?.examples),
      scope: try scope(it?.scope), dialogue: try dialogue(it?.dialogue),
      refinements: try refinements(it?.refinements), words: try wordLists(it?.words),
      labs: try labCatalogue(it?.labs))
  }
}
