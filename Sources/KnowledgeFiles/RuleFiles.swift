import Knowledge
import Yams

/// The rule files at the root of the knowledge folder, read from their nodes.
extension YAMLReader {
  /// `sources.yaml`.
  mutating func sources(_ node: Node) -> (title: String, sources: [Source]) {
    let keys = mapping(node, required: ["title", "sources"])
    let sources = list(keys["sources"]).map { entry in
      let keys = mapping(
        entry, required: ["id", "title", "label", "trust"],
        optional: ["author", "publisher", "year", "document"])
      return Source(
        id: text(keys["id"]), title: text(keys["title"]), label: text(keys["label"]),
        author: optionalText(keys["author"]), publisher: optionalText(keys["publisher"]),
        year: integer(keys["year"]), trust: prose(keys["trust"]),
        isDocument: flag(keys["document"], default: true), place: place(entry))
    }
    return (text(keys["title"]), sources)
  }

  /// `topics.yaml`.
  mutating func topics(_ node: Node) -> (topics: [Topic], facets: [Facet]) {
    let keys = mapping(node, required: ["topics", "facets"])
    let topics = list(keys["topics"]).map { entry in
      let keys = mapping(entry, required: ["id", "name", "names", "blurb"], optional: ["kind"])
      return Topic(
        id: text(keys["id"]), name: text(keys["name"]), names: texts(keys["names"]),
        isKind: flag(keys["kind"]), blurb: text(keys["blurb"]), place: place(entry))
    }
    let facets = list(keys["facets"]).map { entry in
      let keys = mapping(
        entry, required: ["id", "name", "question"],
        optional: ["names", "templates", "refined"])
      return Facet(
        id: text(keys["id"]), name: text(keys["name"]), names: texts(keys["names"]),
        question: text(keys["question"]), templates: written(keys["templates"]),
        isRefined: flag(keys["refined"], default: true), place: place(entry))
    }
    return (topics, facets)
  }

  /// `conflicts.yaml`.
  mutating func notes(_ node: Node) -> [Note] {
    list(node).map { entry in
      let keys = mapping(
        entry, required: ["id", "severity", "title", "note"],
        optional: ["leads", "between", "says"])
      let severity = Note.Severity(rawValue: text(keys["severity"]))
      if severity == nil, let node = keys["severity"] {
        note(.expected("A, B or C", found: "'\(text(node))'"), at: place(node))
      }
      let says = list(keys["says"]).map { saying in
        let keys = mapping(saying, required: ["source", "section", "text"], optional: ["facts"])
        return CitedText(
          text(keys["text"]),
          citations: [Citation(source: text(keys["source"]), section: text(keys["section"]))],
          facts: texts(keys["facts"]))
      }
      return Note(
        id: text(keys["id"]), severity: severity ?? .c, title: text(keys["title"]),
        text: prose(keys["note"]), leads: optionalText(keys["leads"]), says: says,
        place: place(entry))
    }
  }

  /// `safety.yaml`.
  mutating func safety(_ node: Node) -> SafetyRules {
    let keys = mapping(
      node, required: ["groups", "negations", "guards", "messages", "redflags", "refusals"])
    let groups = pairs(keys["groups"]).map { name, alternatives in
      PatternGroup(name: name.text, alternatives: written(alternatives))
    }
    let guards = pairs(keys["guards"]).map { name, patterns in
      Recognizer(id: name.text, title: name.text, patterns: written(patterns), place: name.place)
    }
    var messages: [String: String] = [:]
    for (name, message) in pairs(keys["messages"]) { messages[name.text] = prose(message) }
    let flags = list(keys["redflags"]).map { entry in
      let keys = mapping(
        entry, required: ["id", "title", "urgency", "message", "patterns"],
        optional: ["alone", "always"])
      let message = text(keys["message"])
      if let node = keys["message"], messages[message] == nil {
        note(
          .unknownName(
            role: "message", name: message,
            nearest: nearest(to: message, among: messages.keys.sorted())),
          at: place(node))
      }
      return RedFlag(
        recognizer: recognizer(entry, keys),
        urgency: choice(keys["urgency"], of: Urgency.self, role: "urgency", default: .now),
        message: message, isAlone: flag(keys["alone"]), isUnconditional: flag(keys["always"]))
    }
    let refusals = list(keys["refusals"]).map { entry in
      let keys = mapping(
        entry, required: ["id", "title", "text", "patterns"], optional: ["answer"])
      return Refusal(
        recognizer: recognizer(entry, keys), text: prose(keys["text"]),
        answersToo: flag(keys["answer"]))
    }
    return SafetyRules(
      groups: groups, negations: texts(keys["negations"]), guards: guards, redFlags: flags,
      messages: messages, refusals: refusals)
  }

  /// `examples.yaml`.
  mutating func examples(_ node: Node) -> LineExamples {
    let roles = LineExamples.Role.allCases
    let keys = mapping(node, optional: roles.map(\.rawValue) + ["others"])
    let kinds = roles.flatMap { role in
      pairs(keys[role.rawValue]).map { id, lines in
        LineExamples.Kind(role: role, id: id.text, lines: written(lines), place: id.place)
      }
    }
    return LineExamples(kinds: kinds, others: written(keys["others"]))
  }

  /// `scope.yaml`.
  mutating func scope(_ node: Node) -> Scope {
    let keys = mapping(node, optional: ["outside", "examples"])
    let outside = list(keys["outside"]).map { entry in
      let keys = mapping(entry, required: ["id", "title", "patterns"], optional: ["text"])
      return OutsideSubject(
        recognizer: recognizer(entry, keys), text: optionalText(keys["text"]).map(Self.unfolded))
    }
    return Scope(outside: outside, examples: written(keys["examples"]))
  }

  /// `dialogue.yaml`.
  mutating func dialogue(_ node: Node) -> Dialogue {
    let keys = mapping(node, required: ["smalltalk", "acts", "wording"])
    let talk = list(keys["smalltalk"]).map { entry in
      let keys = mapping(entry, required: ["id", "text", "patterns"], optional: ["title"])
      return SmallTalk(recognizer: recognizer(entry, keys), text: prose(keys["text"]))
    }
    let acts = list(keys["acts"]).map { entry in
      let keys = mapping(entry, required: ["does", "patterns"], optional: ["title"])
      let act = choice(keys["does"], of: DialogueAct.self, role: "act", default: .more)
      return Dialogue.Act(
        act: act,
        recognizer: Recognizer(
          id: act.rawValue, title: optionalText(keys["title"]) ?? act.rawValue,
          patterns: written(keys["patterns"]), place: place(entry)))
    }
    var wording: [String: String] = [:]
    for (name, value) in pairs(keys["wording"]) { wording[name.text] = prose(value) }
    return Dialogue(smallTalk: talk, acts: acts, wording: wording, place: place(node))
  }

  /// `refinements.yaml`.
  mutating func refinements(_ node: Node) -> Refinements {
    let keys = mapping(
      node, required: ["signals", "rules"], optional: ["asks", "clauses", "about", "own-results"])
    var nouns: [String: String] = [:]
    var deniable: [String] = []
    let signals = list(keys["signals"]).map { entry in
      let keys = mapping(
        entry, required: ["id", "title", "patterns"], optional: ["noun", "deniable"])
      let signal = recognizer(entry, keys)
      nouns[signal.id] = optionalText(keys["noun"])
      if flag(keys["deniable"]) { deniable.append(signal.id) }
      return signal
    }
    var clauses: [String: String] = [:]
    for (fact, words) in pairs(keys["clauses"]) { clauses[fact.text] = text(words) }
    var about: [String: String] = [:]
    for (fact, topic) in pairs(keys["about"]) { about[fact.text] = text(topic) }
    let rules = list(keys["rules"]).map { entry in
      let keys = mapping(
        entry, required: ["id", "title", "priority", "urgency", "when", "text", "citations"],
        optional: ["cautions", "kind"])
      return Refinement(
        id: text(keys["id"]), title: text(keys["title"]),
        priority: integer(keys["priority"]) ?? 99,
        urgency: choice(keys["urgency"], of: Urgency.self, role: "urgency", default: .routine),
        when: condition(keys["when"]), isOnKind: flag(keys["kind"]),
        body: cited(text: keys["text"], citations: keys["citations"]),
        cautions: texts(keys["cautions"]), place: place(entry))
    }
    let asks = list(keys["asks"]).map { entry in
      let keys = mapping(entry, required: ["id", "when", "text"])
      return BackQuestion(
        id: text(keys["id"]), when: condition(keys["when"]), text: prose(keys["text"]),
        place: place(entry))
    }
    return Refinements(
      signals: signals, deniable: deniable, nouns: nouns, clauses: clauses, about: about,
      rules: rules, asks: asks,
      ownResults: keys["own-results"] == nil ? nil : condition(keys["own-results"]))
  }

  /// `plain.yaml`: common words in one text.
  mutating func plainWords(_ node: Node) -> [String] {
    let keys = mapping(node, required: ["words"])
    return text(keys["words"]).split(whereSeparator: \.isWhitespace).map(String.init)
  }

  /// `lexicon.yaml`.
  mutating func words(_ node: Node) -> WordLists {
    let keys = mapping(node, optional: ["synonyms", "misspellings", "stopwords", "plain"])
    var misspellings: [String: String] = [:]
    for (wrong, right) in pairs(keys["misspellings"]) { misspellings[wrong.text] = text(right) }
    return WordLists(
      synonyms: list(keys["synonyms"]).map { written($0) }, misspellings: misspellings,
      stopwords: texts(keys["stopwords"]), plain: texts(keys["plain"]))
  }
}
