import Knowledge
import LabValues
import Language

/// Finds names that lead nowhere and things that stand twice.
///
/// It sees the knowledge as a whole, when every file was read: only then is a name known to lead
/// nowhere.
struct ReferenceChecker {
  private let knowledge: Knowledge
  /// By file, where each name in it stands.
  private let mentions: [String: [String: [Place]]]
  private var found: [Problem] = []

  init(_ knowledge: Knowledge, mentions: [String: [String: [Place]]]) {
    self.knowledge = knowledge
    self.mentions = mentions
  }

  /// Every dangling or repeated name in the knowledge.
  ///
  /// - Returns: not sorted; each at the place of the name, where it is known, else at its entry.
  mutating func problems() -> [Problem] {
    found = []
    let sources = Names("source", knowledge.sources.map(\.id))
    let notes = Names("note", knowledge.notes.map(\.id))
    let sections = Names("section", knowledge.sections.map(\.id))
    let facets = Names("facet", knowledge.facets.map(\.id))
    for section in knowledge.sections {
      // The name of a file need be none of the facets: nobody said that it was one.
      if !knowledge.facets.isEmpty, section.facet != section.name {
        check([section.facet], in: facets, at: section.place)
      }
      check(section.body.citations.map(\.source), in: sources, at: section.place)
      check(section.cautions, in: notes, at: section.place)
      check(section.more + (section.why.map { [$0] } ?? []), in: sections, at: section.place)
      if section.phrases.isEmpty {
        found.append(Problem(.missingKey("phrases"), at: section.place))
      }
    }
    let names = Names("section name", knowledge.sections.map(\.name))
    for facet in knowledge.facets {
      check(facet.rows.map(\.section), in: names, at: facet.place)
    }
    check(
      knowledge.safety.crisisMessages,
      in: Names("message", knowledge.safety.messages.keys.sorted()),
      at: Place(file: "safety.yaml"))
    for note in knowledge.notes {
      check(note.says.flatMap { $0.citations.map(\.source) }, in: sources, at: note.place)
      check(note.leads.map { [$0] } ?? [], in: sources, at: note.place)
    }
    checkFacts()
    checkExamples()
    checkRefinements(sources: sources, notes: notes, sections: sections, facets: facets)
    checkRepeats()
    return found
  }

  private struct Names {
    var role: String
    var names: Set<String>
    var list: [String]

    /// Whether all are named where nothing is near to what is written.
    var isListed: Bool { role == "source" || role == "message" || role == "facet" }

    init(_ role: String, _ list: [String]) {
      self.role = role
      self.names = Set(list)
      self.list = list
    }
  }

  /// Reports each unknown name where it stands, or at the entry that has it.
  private mutating func check(_ used: [String], in names: Names, at entry: Place) {
    for name in used where !names.names.contains(name) && !name.isEmpty {
      let place = mentions[entry.file]?[name]?.first { $0 >= entry } ?? entry
      found.append(
        Problem(
          .unknownName(
            role: names.role, name: name, nearest: NearestName.closest(to: name, among: names.list),
            known: names.isListed ? names.list : []),
          at: place))
    }
  }

  /// Facts that are cited and have no text, or a text in another source; in a folder whose sources tell
  /// none of their facts nothing is asked of them.
  private mutating func checkFacts() {
    var owners: [String: String] = [:]
    for source in knowledge.sources {
      for fact in source.facts { owners[fact.id] = source.id }
    }
    guard !owners.isEmpty else { return }
    let names = Names("fact", owners.keys.sorted())
    var texts: [(CitedText, Place)] = []
    for section in knowledge.sections { texts.append((section.body, section.place)) }
    for rule in knowledge.refinements.rules { texts.append((rule.body, rule.place)) }
    for note in knowledge.notes {
      texts += note.says.map { ($0, note.place) }
      check(note.corrects, in: names, at: note.place)
    }
    for subject in knowledge.scope.outside {
      if let text = subject.text { texts.append((text, subject.recognizer.place)) }
    }
    for (text, place) in texts {
      check(text.facts, in: names, at: place)
      for (index, citation) in text.citations.enumerated() {
        for fact in text.facts(at: index) {
          guard let owner = owners[fact], owner != citation.source else { continue }
          found.append(
            Problem(
              .other("the fact '\(fact)' is one of '\(owner)', cited here as '\(citation.source)'"),
              at: mentions[place.file]?[fact]?.first ?? place))
        }
      }
    }
  }

  private mutating func checkExamples() {
    let names: [LineExamples.Role: Names] = [
      .dangers: Names("danger", knowledge.safety.redFlags.map(\.recognizer.id)),
      .refusals: Names("refusal", knowledge.safety.refusals.map(\.recognizer.id)),
      .smallTalk: Names("small talk", knowledge.dialogue.smallTalk.map(\.recognizer.id)),
      .outside: Names("subject", knowledge.scope.outside.map(\.recognizer.id)),
      .acts: Names("act", knowledge.dialogue.acts.map(\.recognizer.id)),
    ]
    for kind in knowledge.examples.kinds {
      if let known = names[kind.role] { check([kind.id], in: known, at: kind.place) }
    }
    for refusal in knowledge.safety.refusals {
      guard let known = names[.refusals] else { break }
      check([refusal.forChild ?? ""], in: known, at: refusal.recognizer.place)
    }
    checkFollowUps()
    let messages = Names("message", knowledge.safety.messages.keys.sorted())
    for danger in knowledge.safety.redFlags {
      check([danger.message], in: messages, at: danger.recognizer.place)
    }
  }

  /// Lines within a topic, and what they want there.
  private mutating func checkFollowUps() {
    let topics = Names("topic", knowledge.topics.map(\.id))
    let targets = Names(
      "target",
      knowledge.sections.map(\.id) + [LineExamples.FollowUp.elsewhere]
        + knowledge.examples.kinds.map { "\($0.role.rawValue)/\($0.id)" })
    for followUp in knowledge.examples.followUps {
      check([followUp.topic], in: topics, at: followUp.line.place)
      check([followUp.target], in: targets, at: followUp.line.place)
    }
  }

  /// Names in conditions are of a role each, and are looked for among those of that role alone.
  private mutating func checkRefinements(
    sources: Names, notes: Names, sections: Names, facets: Names
  ) {
    let rules = knowledge.refinements
    let labs = knowledge.labs
    let context = labs.context.map(\.id)
    let qualitative = labs.qualitative.map(\.id)
    let values = labs.analytes.map(\.id) + DerivedName.all(labs)
    let roles = [
      "fact": Names("condition or medicine", context + qualitative + labs.analytes.map(\.id)),
      "result": Names("analyte or result", values + qualitative),
      "value": Names("analyte", values),
      "signal": Names("signal", rules.signals.map(\.id)),
      "topic": Names("topic", knowledge.topics.map(\.id)),
      "facet": facets, "section": sections,
    ]
    func names(_ condition: Condition) -> [(String, String)] {
      var names: [(String, String)] = []
      condition.visitNames { names.append(($0, $1)) }
      return names
    }
    if let own = rules.ownResults {
      for (role, name) in names(own) {
        if let known = roles[role] {
          check([name], in: known, at: Place(file: "refinements.yaml"))
        }
      }
    }
    check(
      rules.clauses.keys.sorted(), in: Names("condition or medicine", context),
      at: Place(file: "refinements.yaml"))
    check(
      rules.background, in: Names("condition or medicine", context),
      at: Place(file: "refinements.yaml"))
    if let topics = roles["topic"] {
      let read = labs.analytes.flatMap { analyte in
        ["low", "normal", "high"].map { "\(analyte.id) \($0)" }
      }
      let named = Names(
        "fact, signal or danger",
        context + qualitative + labs.analytes.map(\.id) + rules.signals.map(\.id)
          + knowledge.safety.redFlags.map(\.recognizer.id) + read)
      check(rules.about.keys.sorted(), in: named, at: Place(file: "refinements.yaml"))
      check(rules.about.values.sorted(), in: topics, at: Place(file: "refinements.yaml"))
      for topic in knowledge.topics { check(topic.near, in: topics, at: topic.place) }
      for subject in knowledge.scope.outside {
        check([subject.about ?? ""], in: topics, at: subject.recognizer.place)
      }
    }
    for rule in rules.rules {
      check(rule.body.citations.map(\.source), in: sources, at: rule.place)
      check(rule.cautions, in: notes, at: rule.place)
      for (role, name) in names(rule.when) {
        if let known = roles[role] { check([name], in: known, at: rule.place) }
      }
    }
    for ask in rules.asks {
      for (role, name) in names(ask.when) {
        if let known = roles[role] { check([name], in: known, at: ask.place) }
      }
    }
  }

  /// Phrases are compared without case and punctuation, with the topic in the place of `{topic}`.
  private mutating func checkRepeats() {
    func repeats(_ what: String, _ entries: [(String, Place)]) {
      var first: [String: Place] = [:]
      for (text, place) in entries {
        if let other = first[text] {
          found.append(Problem(.duplicate(what: what, text: text, first: other), at: place))
        } else {
          first[text] = place
        }
      }
    }
    repeats("source", knowledge.sources.map { ($0.id, $0.place) })
    repeats("fact", knowledge.sources.flatMap { $0.facts.map { ($0.id, $0.place) } })
    repeats("topic", knowledge.topics.map { ($0.id, $0.place) })
    repeats("facet", knowledge.facets.map { ($0.id, $0.place) })
    repeats("note", knowledge.notes.map { ($0.id, $0.place) })
    repeats("rule", knowledge.refinements.rules.map { ($0.id, $0.place) })
    repeats("signal", knowledge.refinements.signals.map { ($0.id, $0.place) })
    repeats(
      "group",
      knowledge.safety.groups.compactMap { group in
        group.alternatives.first.map { (group.name, $0.place) }
      })
    repeats(
      "phrase",
      knowledge.sections.flatMap { section in
        (section.phrases + section.lines).map { phrase in
          (Self.folded(phrase.text.replacing("{topic}", with: section.topic)), phrase.place)
        }
      })
  }

  /// A phrase without the things that do not matter in one: case, punctuation, spacing.
  private static func folded(_ phrase: String) -> String {
    let kept = phrase.lowercased().map { c -> Character in
      c.isLetter || c.isNumber || "()|[]{}".contains(c) ? c : " "
    }
    return String(kept).split(separator: " ").joined(separator: " ")
  }
}
