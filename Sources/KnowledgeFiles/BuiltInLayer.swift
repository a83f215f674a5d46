import Knowledge
import LabValues

/// How what a folder says is laid over what is built in.

extension SafetyRules {
  /// Takes in the shared rules of a file: each key replaces what stood there under its name.
  ///
  /// Nothing is merged within a group: who names one has it whole.
  mutating func take(_ other: SafetyRules) {
    groups.removeAll { group in other.groups.contains { $0.name == group.name } }
    groups += other.groups
    if !other.negations.isEmpty { negations = other.negations }
    guards.removeAll { one in other.guards.contains { $0.id == one.id } }
    guards += other.guards
    messages.merge(other.messages) { _, new in new }
    clinicalMessages.merge(other.clinicalMessages) { _, new in new }
    if !other.crisisMessages.isEmpty { crisisMessages = other.crisisMessages }
  }
}

extension Dialogue {
  /// Takes in the fixed sentences and lists of a file, key by key.
  mutating func take(_ other: Dialogue) {
    lists.merge(other.lists) { _, new in new }
    wording.merge(other.wording) { _, new in new }
    if !other.personal.isEmpty { personal = other.personal }
    place = other.place
  }

  /// Leaves out the built-in questions about results, where none is ever read.
  mutating func forgetResults() {
    acts.removeAll { Self.onResults.contains($0.act) && $0.recognizer.place.isBuiltIn }
  }

  private static let onResults: [DialogueAct] = [.numbers, .trend, .facts]
}

extension WordLists {
  /// Takes in the words of a file; stopwords and plain words replace those that stood there.
  mutating func take(_ other: WordLists) {
    synonyms += other.synonyms
    misspellings.merge(other.misspellings) { _, new in new }
    if !other.stopwords.isEmpty { stopwords = other.stopwords }
    if !other.plain.isEmpty { plain = other.plain }
  }
}

extension LabCatalogue {
  /// A catalogue without results: it only knows what denies.
  ///
  /// - Parameter vocabulary: what ends and carries on a denial, which dangers are judged by too
  static func wordless(_ vocabulary: Vocabulary) -> LabCatalogue {
    LabCatalogue(
      units: [], otherUnits: [], analytes: [], otherTests: [], qualitative: [], context: [],
      derivations: .none, vocabulary: vocabulary)
  }
}

extension Vocabulary {
  /// The words by which a denial ends and goes on, alone.
  var denials: Vocabulary {
    let cues: [Cue] = [.denialBreak, .denialSubject, .denialVerb, .denialLink]
    return Vocabulary(
      lists: lists.filter { cues.contains($0.key) }, choices: [:], relativeDates: [],
      numberWords: [], months: [], weekdays: [])
  }
}

extension Section {
  /// Puts a citation under every paragraph of a text that has none.
  ///
  /// - Parameter citation: of the only source; it becomes number 1
  mutating func cite(_ citation: Citation) {
    func cited(_ text: CitedText) -> CitedText {
      let paragraphs = text.text.split(separator: "\n\n").map { "\($0) [1]" }
      return CitedText(
        paragraphs.joined(separator: "\n\n"), citations: [citation], facts: text.factsByCitation)
    }
    body = cited(body)
    gist = cited(gist)
    detail = detail.map(cited)
  }
}

/// Built-in lines that belong to nothing here, for folders that have few of their own.
///
/// A folder with few lines of other subjects would answer everything: learning needs something to
/// abstain from.
struct ElsewhereFill {
  private let builtIn: [Written]

  init(_ builtIn: [Written]) { self.builtIn = builtIn }

  /// So many lines are enough.
  private static let enough = 1_000

  /// The lines that a folder lacks: none whose words the folder uses itself.
  ///
  /// - Returns: built-in lines of which less than half of the telling words (four letters or more)
  ///   are the folder's own, until 1,000 lines stand there.
  func lines(for knowledge: Knowledge) -> [Written] {
    let room = Self.enough - knowledge.linesOutside.count
    guard room > 0 else { return [] }
    let stopwords = Set(knowledge.words.stopwords)
    func content(_ text: String) -> [String] {
      text.lowercased().split { !$0.isLetter }.map(String.init)
        .filter { $0.utf8.count >= 4 && !stopwords.contains($0) }
    }
    var used: Set<String> = []
    for section in knowledge.sections {
      for written in section.phrases + section.lines + section.keywords {
        used.formUnion(content(written.text))
      }
      used.formUnion(content(section.title))
    }
    for topic in knowledge.topics { used.formUnion(topic.names.flatMap(content)) }
    let strange = builtIn.filter { line in
      let words = content(line.text)
      return words.count { used.contains($0) } * 2 < max(1, words.count)
    }
    return Array(strange.prefix(room))
  }
}
