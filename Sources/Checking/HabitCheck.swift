import Conversation
import Knowledge
import KnowledgeFiles
import LabValues
import Language

/// What works and yet is hardly what its author wanted.
///
/// All of it warns: a folder with such habits still answers.
struct HabitCheck {
  let knowledge: Knowledge
  let assistant: Assistant
  /// The phrases that reach their section, so that they say something after all.
  let answered: Set<Place>

  /// Long gists, phrases that say nothing, words in two lists of synonyms, drafts.
  func problems() -> [Problem] {
    sections() + synonyms() + missingDangers() + emptyTopics() + comparisons() + facets()
      + saidElsewhere() + unusedSources()
  }

  private func sections() -> [Problem] {
    var problems: [Problem] = []
    func warn(_ message: String, _ place: Place) {
      problems.append(Problem(.other(message), at: place, isWarning: true))
    }
    let empty = Set(knowledge.words.stopwords + (knowledge.dialogue.lists["function"] ?? []))
    // Of common words, yet enough of them: then it is found to the letter.
    func saysNothing(_ phrase: String) -> Bool {
      Self.words(phrase) <= Self.fewWords
        || phrase.lowercased().split { !$0.isLetter }.allSatisfy { empty.contains(String($0)) }
    }
    for section in knowledge.sections {
      if section.isDraft {
        warn("this is a draft; read it, and delete the line 'draft: true'", section.place)
        // What else it lacks is for its author to see once the draft is read.
        continue
      }
      let gist = Self.words(section.gist.text)
      if gist > Self.longestGist {
        warn("the gist has \(gist) words; \(Self.longestGist) are enough", section.place)
      }
      for phrase in section.phrases
      where !phrase.text.contains(Self.topic)
        && (!answered.contains(phrase.place) || saysNothing(phrase.text))
        && !assistant.tells(Self.plain(phrase.text))
      {
        warn("the phrase '\(phrase.text)' has only words that any line may have", phrase.place)
      }
      if section.phrases.count + section.lines.count < Self.fewestPhrases {
        let count = Amount.of(section.phrases.count + section.lines.count, "phrase")
        warn(
          "\(count); with \(Self.fewestPhrases) or more in different words it is found",
          section.place)
      }
    }
    return problems
  }

  private func synonyms() -> [Problem] {
    var problems: [Problem] = []
    var first: [String: Place] = [:]
    for list in knowledge.words.synonyms {
      for word in list {
        let key = word.text.lowercased()
        if let other = first[key] {
          problems.append(
            Problem(
              .duplicate(what: "synonym", text: word.text, first: other), at: word.place,
              isWarning: true))
        } else {
          first[key] = word.place
        }
      }
    }
    return problems
  }

  /// Results, conditions and medicines are told by people who may be in danger: what a folder knows of
  /// that is its author's to say.
  ///
  /// Told once for the whole folder, and only where its subject is people's health.
  private func missingDangers() -> [Problem] {
    guard knowledge.safety.redFlags.allSatisfy(\.recognizer.place.isBuiltIn),
      !knowledge.safety.redFlags.isEmpty, isOnIllness
    else { return [] }
    let message =
      "the folder is on illness, medicines or results and has no dangers of its own: only the built-in ones come"
      + " first; write them into dangers/, see the guide"
    let labs = knowledge.labs
    let hasLabs = !labs.analytes.isEmpty || !labs.qualitative.isEmpty || !labs.context.isEmpty
    return [
      Problem(
        .other(message),
        at: Place(file: hasLabs ? "labs.yaml" : "sources.yaml", line: 1, column: 1), isWarning: true
      )
    ]
  }

  /// Whether it knows conditions, medicines or results of people, or a third of its sections speaks of illness.
  private var isOnIllness: Bool {
    let labs = knowledge.labs
    if !labs.context.isEmpty || !labs.qualitative.isEmpty { return true }
    if labs.analytes.contains(where: { !$0.ranges.isEmpty }) { return true }
    let words = (knowledge.dialogue.lists["illness"] ?? []).map { " \($0) " }
    let ill = knowledge.sections.count { section in
      let said = (section.title + " " + section.body.text).lowercased()
      let text = " " + said.split { !$0.isLetter }.joined(separator: " ") + " "
      return words.contains(where: text.contains)
    }
    return ill * 3 >= knowledge.sections.count
  }

  /// Facets that are compared where nothing is there to compare.
  private func comparisons() -> [Problem] {
    guard knowledge.topics.count(where: \.isKind) < 2,
      let facet = knowledge.facets.first(where: { $0.roles.contains(.compared) })
    else { return [] }
    let message =
      "nothing is compared: the role 'compared' needs two topics with 'kind: true' and a section of this facet in each"
    return [Problem(.other(message), at: facet.place, isWarning: true)]
  }

  /// Lines of elsewhere.txt that are a phrase of a section too.
  private func saidElsewhere() -> [Problem] {
    var phrases: [String: Place] = [:]
    for phrase in knowledge.sections.flatMap(\.phrases) {
      phrases[phrase.text.lowercased()] = phrase.place
    }
    return knowledge.scope.examples.filter { !$0.place.isBuiltIn }.compactMap { line in
      phrases[line.text.lowercased()].map { place in
        Problem(
          .duplicate(what: "phrase", text: line.text, first: place), at: line.place, isWarning: true
        )
      }
    }
  }

  /// Documents that nothing cites.
  private func unusedSources() -> [Problem] {
    var cited = Set(
      knowledge.sections.flatMap { $0.body.citations + $0.gist.citations }.map(\.source))
    cited.formUnion(knowledge.refinements.rules.flatMap { $0.body.citations }.map(\.source))
    cited.formUnion(knowledge.scope.outside.flatMap { $0.text?.citations ?? [] }.map(\.source))
    guard knowledge.sources.count > 1 else { return [] }
    return knowledge.sources.filter {
      !cited.contains($0.id) && $0.isDocument && !$0.place.isBuiltIn
    }
    .map { source in
      Problem(
        .other("the source '\(source.id)' is cited nowhere"), at: source.place, isWarning: true)
    }
  }

  /// Files whose name is nearly that of a facet.
  private func facets() -> [Problem] {
    let ids = knowledge.facets.map(\.id)
    return knowledge.sections.compactMap { section in
      guard section.facet == section.name, !ids.contains(section.facet),
        // Who mistypes a word seldom mistypes its first letter: "taking" is no slip of "making".
        let near = NearestName.closest(to: section.facet, among: ids),
        near.first == section.facet.first
      else { return nil }
      return Problem(
        .other("'\(section.facet)' is no facet of topics.yaml; did you mean '\(near)'?"),
        at: section.place, isWarning: true)
    }
  }

  /// Topics of which nothing is said.
  private func emptyTopics() -> [Problem] {
    let used = Set(knowledge.sections.map(\.topic))
    return knowledge.topics.filter { !used.contains($0.id) }.map { topic in
      Problem(
        .other("the topic '\(topic.id)' has no section: there is no folder of that name"),
        at: topic.place, isWarning: true)
    }
  }

  private static func words(_ text: String) -> Int {
    text.split { $0 == " " || $0 == "\n" }.count { $0.first != "[" && $0 != "-" }
  }

  /// A phrase without the signs of choices and placeholders.
  private static func plain(_ phrase: String) -> String {
    phrase.map { "()[]|".contains($0) ? " " : String($0) }.joined()
  }

  /// A phrase with this says what it is about.
  private static let topic = "{topic}"
  private static let longestGist = 45
  /// A phrase of so few common words says nothing.
  private static let fewWords = 3
  private static let fewestPhrases = 3
}
