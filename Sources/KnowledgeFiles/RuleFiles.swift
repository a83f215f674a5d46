import Knowledge
import Language
import Yams

/// The rule files at the root of the knowledge folder, read from their nodes.
///
/// Keys are checked here, names later; see the folder's guide for what each key is for.
extension YAMLReader {
  /// `topics.yaml`.
  ///
  ///     topics:
  ///       - {id: calciphylaxis, name: calciphylaxis, names: [cua], kind: true}
  ///     facets:
  ///       - {id: treatment, name: treatment, question: "How is {topic} treated?"}
  mutating func topics(_ node: Node) -> (topics: [Topic], facets: [Facet]) {
    let keys = mapping(node, optional: ["topics", "facets"])
    let topics = list(keys["topics"]).map { entry in
      let keys = mapping(
        entry, required: ["id", "name"],
        optional: ["names", "blurb", "kind", "near", "general"])
      let name = text(keys["name"])
      // What a topic is called finds it, whether it is repeated under `names` or not.
      let names = texts(keys["names"])
      let isRepeated = names.contains { $0.lowercased() == name.lowercased() }
      return Topic(
        id: text(keys["id"]), name: name, names: isRepeated ? names : names + [name],
        isKind: flag(keys["kind"]), blurb: optionalText(keys["blurb"]) ?? name,
        near: texts(keys["near"]),
        isGeneral: flag(keys["general"]), place: place(entry))
    }
    let facets = list(keys["facets"]).map { entry in
      let keys = mapping(
        entry, required: ["id", "name", "question"],
        optional: ["names", "templates", "refined", "roles", "rows"])
      let roles = list(keys["roles"]).map {
        choice($0, of: Facet.Role.self, role: "role", default: .definition)
      }
      let rows = pairs(keys["rows"]).map { section, name in
        Facet.Row(section: section.text, name: text(name))
      }
      return Facet(
        id: text(keys["id"]), name: text(keys["name"]), names: texts(keys["names"]),
        question: text(keys["question"]), templates: written(keys["templates"]),
        isRefined: flag(keys["refined"], default: true), roles: roles, rows: rows,
        place: place(entry))
    }
    return (topics, facets)
  }

  /// `conflicts.yaml`.
  ///
  ///     - {id: N1, severity: A, title: …, note: …, leads: ilive-2025, corrects: [S2-088]}
  mutating func notes(_ node: Node) -> [Note] {
    list(node).map { entry in
      let keys = mapping(
        entry, required: ["id", "severity", "title", "note"],
        optional: ["clinical", "leads", "between", "says", "corrects", "matters"])
      let severity = Note.Severity(rawValue: text(keys["severity"]))
      if severity == nil, let node = keys["severity"] {
        note(.expected("A, B or C", found: "'\(text(node))'"), at: place(node))
      }
      let says = list(keys["says"]).map { saying in
        let keys = mapping(saying, required: ["source", "section", "text"], optional: ["facts"])
        return CitedText(
          text(keys["text"]),
          citations: [Citation(source: text(keys["source"]), section: text(keys["section"]))],
          facts: [texts(keys["facts"])])
      }
      return Note(
        id: text(keys["id"]), severity: severity ?? .c, title: text(keys["title"]),
        text: prose(keys["note"]), clinical: keys["clinical"].map { prose($0) },
        leads: optionalText(keys["leads"]), says: says,
        corrects: texts(keys["corrects"]),
        matters: keys["matters"].map { condition($0) }, place: place(entry))
    }
  }

  /// `safety.yaml`.
  mutating func safety(_ node: Node) -> SafetyRules {
    let keys = mapping(
      node,
      optional: [
        "groups", "negations", "guards", "messages", "clinical-messages", "crisis-messages",
        "built-in-dangers",
      ])
    let guards = pairs(keys["guards"]).map { name, patterns in
      Recognizer(id: name.text, title: name.text, patterns: written(patterns), place: name.place)
    }
    var messages: [String: String] = [:]
    for (name, message) in pairs(keys["messages"]) { messages[name.text] = prose(message) }
    var rules = SafetyRules(
      groups: groups(keys["groups"]), negations: texts(keys["negations"]), guards: guards,
      redFlags: [], messages: messages, refusals: [])
    for (name, message) in pairs(keys["clinical-messages"]) {
      rules.clinicalMessages[name.text] = prose(message)
      if messages[name.text] == nil {
        let nearest = NearestName.closest(to: name.text, among: messages.keys.sorted())
        note(.unknownKey(name.text, nearest: nearest), at: name.place)
      }
    }
    rules.crisisMessages = texts(keys["crisis-messages"])
    return rules
  }

  /// Whether `safety.yaml` keeps the dangers that every folder has.
  mutating func keepsBuiltInDangers(_ node: Node) -> Bool {
    flag(node["built-in-dangers"], default: true)
  }

  /// Named alternatives for patterns.
  mutating func groups(_ node: Node?) -> [PatternGroup] {
    pairs(node).map { name, alternatives in
      PatternGroup(name: name.text, alternatives: written(alternatives))
    }
  }

  /// `dialogue.yaml`.
  ///
  /// - Parameter standard: the built-in sentences, whose keys and placeholders are all that there are
  mutating func dialogue(_ node: Node, standard: [String: String] = [:]) -> Dialogue {
    let keys = mapping(node, optional: ["wording", "lists", "personal"])
    var lists: [String: [String]] = [:]
    for (name, words) in pairs(keys["lists"]) { lists[name.text] = texts(words) }
    var wording: [String: String] = [:]
    for (name, value) in pairs(keys["wording"]) {
      let sentence = prose(value)
      wording[name.text] = sentence
      guard !standard.isEmpty else { continue }
      if let known = standard[name.text] {
        checkPlaceholders(of: sentence, like: known, at: place(value))
      } else {
        let known = standard.keys.sorted()
        note(
          .unknownKey(name.text, nearest: NearestName.closest(to: name.text, among: known)),
          at: name.place)
      }
    }
    return Dialogue(
      smallTalk: [], acts: [], lists: lists, wording: wording, personal: texts(keys["personal"]),
      place: place(node))
  }

  /// Notes a placeholder that nothing fills in.
  private mutating func checkPlaceholders(of sentence: String, like known: String, at place: Place)
  {
    let filled = Self.placeholders(known) + ["heading"]
    for name in Self.placeholders(sentence) where !filled.contains(name) {
      note(
        .unknownName(
          role: "placeholder", name: name, nearest: NearestName.closest(to: name, among: filled),
          known: filled),
        at: place)
    }
  }

  /// The names in braces.
  private static func placeholders(_ sentence: String) -> [String] {
    sentence.split(separator: "{").dropFirst().compactMap { part in
      part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
  }

  /// `refinements.yaml`.
  ///
  ///     rules:
  ///       - id: R08
  ///         when: calcium_total >= 10.5
  ///         urgency: soon
  ///         text: A raised calcium … [1]
  mutating func refinements(_ node: Node) -> Refinements {
    let keys = mapping(
      node,
      optional: ["signals", "rules", "asks", "clauses", "about", "background", "own-results"])
    var nouns: [String: String] = [:]
    var deniable: [String] = []
    var asked: [String] = []
    let signals = list(keys["signals"]).map { entry in
      let keys = mapping(
        entry, required: ["id", "title", "patterns"], optional: ["noun", "deniable", "question"])
      let signal = recognizer(entry, keys)
      nouns[signal.id] = optionalText(keys["noun"])
      if flag(keys["deniable"]) { deniable.append(signal.id) }
      if flag(keys["question"]) { asked.append(signal.id) }
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
      signals: signals, deniable: deniable, asked: asked, nouns: nouns, clauses: clauses,
      about: about, background: texts(keys["background"]), rules: rules, asks: asks,
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
