package import Knowledge
import LabValues
import Language
import Yams

/// Turns the files of a knowledge folder into checked knowledge.
///
///     sources.yaml  sources/<id>.yaml           documents, and what they say
///     <topic>/<name>.yaml  <topic>/<name>.txt   a section, and lines that lead to it
///     topics.yaml  conflicts.yaml  refinements.yaml  labs.yaml
///     safety.yaml  dialogue.yaml  lexicon.yaml  plain.yaml       laid over what is built in
///     dangers/ refusals/ smalltalk/ outside/ acts/ kindness/     one recogniser a file
///     english/                                  words of results, persons and assertions
///     ordinary.txt  elsewhere.txt               lines that show nothing, or belong to nothing here
///     followups/<topic>.txt                     lines that mean something within a topic
///
/// A folder needs sources and one section; all else may be left out.
package struct KnowledgeFolder {
  /// The files at the root that have a meaning of their own; every other file is a section.
  static let rootFiles = [
    "sources.yaml", "topics.yaml", "conflicts.yaml", "safety.yaml", "dialogue.yaml",
    "refinements.yaml", "lexicon.yaml", "plain.yaml", "labs.yaml", "ordinary.txt", "elsewhere.txt",
  ]

  /// The knowledge in these files, or every problem in them.
  ///
  /// - Throws: `KnowledgeProblems` with all causes, sorted; warnings alone are no reason to throw.
  package static func knowledge(
    from files: FolderFiles
  ) throws(KnowledgeProblems) -> Knowledge {
    var loader = KnowledgeFolder()
    for (path, bytes) in BuiltInFiles.files { loader.read(path, bytes, isBuiltIn: true) }
    // The words come first: results are read with them.
    for (path, bytes) in files.files where path != Self.labsFile { loader.read(path, bytes) }
    for (path, bytes) in files.files where path == Self.labsFile { loader.read(path, bytes) }
    if loader.labs == .empty { loader.labs = .wordless(loader.denials()) }
    loader.checkLists()
    loader.orderSources()
    loader.citeTheOnlySource()
    let knowledge = loader.assembled()
    var checker = ReferenceChecker(knowledge, mentions: loader.mentions)
    let problems = Consequences(of: loader.problems).causes(
      among: loader.problems + checker.problems())
    if problems.contains(where: { !$0.isWarning }) { throw KnowledgeProblems(problems) }
    return knowledge
  }

  private static let labsFile = "labs.yaml"
  /// Words of results, persons and assertions.
  private static let englishFolder = "english/"
  /// A source with what it says, one a file.
  private static let sourcesFolder = "sources/"
  /// Lines that are typed while a topic is spoken of, a list for each topic.
  private static let followUpsFolder = "followups/"

  private var problems: [Problem] = []
  private var english = EnglishFiles()
  /// Built-in lines that belong to nothing.
  private var builtInElsewhere: [Written] = []
  /// By file, where each name in it stands.
  private var mentions: [String: [String: [Place]]] = [:]
  private var title = ""
  private var sources: [Source] = []
  /// What is cited for words of our own, unless the folder has sources of these ids.
  private var ownSources: [Source] = []
  private var topics: [Topic] = []
  private var facets: [Facet] = []
  private var sections: [Section] = []
  private var notes: [Note] = []
  private var safety = SafetyRules(
    groups: [], negations: [], guards: [], redFlags: [], messages: [:], refusals: [])
  private var keepsBuiltInDangers = true
  private var examples = LineExamples()
  private var scope = Scope(outside: [], examples: [])
  private var recognizers = RecognizerFiles()
  private var dialogue = Dialogue(
    smallTalk: [], acts: [], wording: [:], place: Place(file: "dialogue.yaml"))
  private var refinements = Refinements(signals: [], rules: [], asks: [])
  private var words = WordLists(synonyms: [], misspellings: [:], stopwords: [], plain: [])
  private var plainWords: [String] = []
  private var labs = LabCatalogue.empty

  /// The lines beside each section, by its id.
  private var lines: [String: [Written]] = [:]

  /// Which file it is, the path alone decides. A path that means nothing is a problem, with the
  /// nearest name.
  private mutating func read(_ path: String, _ bytes: [UInt8], isBuiltIn: Bool = false) {
    var reader = YAMLReader(file: isBuiltIn ? Place.builtIn + path : path)
    defer {
      problems += reader.problems
      mentions[reader.file] = reader.mentions
    }
    // Some editors put a mark in front that says how the text is written.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: mark) ? bytes[mark.count...] : bytes[...]
    guard let text = String(validating: content, as: UTF8.self) else {
      reader.note(.unreadable(reason: "not UTF-8; save it as UTF-8"), at: Place(file: path))
      return
    }
    if path.hasSuffix(".txt") {
      let lines = LineList(text, file: reader.file).lines
      if isBuiltIn { return builtInElsewhere += lines }
      return take(lines, path, &reader)
    }
    guard let node = reader.root(of: text) else { return }
    if let entry = RecognizerFiles.Entry(path) { return recognizers.take(entry, node, &reader) }
    switch path {
    case "sources.yaml":
      let entries = reader.sources(node)
      if isBuiltIn {
        ownSources = entries.sources
      } else {
        title = entries.title
        sources += entries.sources
      }
    case "topics.yaml": (topics, facets) = reader.topics(node)
    case "conflicts.yaml": notes = reader.notes(node)
    case "safety.yaml":
      safety.take(reader.safety(node))
      keepsBuiltInDangers = keepsBuiltInDangers && reader.keepsBuiltInDangers(node)
    case "dialogue.yaml": dialogue.take(reader.dialogue(node, standard: dialogue.wording))
    case "refinements.yaml": refinements = reader.refinements(node)
    case "lexicon.yaml": words.take(reader.words(node))
    case "plain.yaml": plainWords = reader.plainWords(node)
    case Self.labsFile: labs = reader.labs(node, english)
    default:
      if path.hasPrefix(Self.englishFolder) { return english.add(node, &reader) }
      if path.hasPrefix(Self.sourcesFolder) {
        let id = path.dropFirst(Self.sourcesFolder.count).dropLast(".yaml".count)
        return sources.append(reader.source(node, id: String(id)))
      }
      guard path.contains("/") else { return reportUnknown(path, &reader) }
      sections.append(reader.section(node, id: String(path.dropLast(".yaml".count))))
    }
  }

  /// Takes in a plain list of lines.
  private mutating func take(_ lines: [Written], _ path: String, _ reader: inout YAMLReader) {
    if let entry = RecognizerFiles.Entry(path), entry.isKnown {
      return recognizers.take(entry, lines, in: path)
    }
    switch path {
    case "ordinary.txt": examples.others = lines
    case "elsewhere.txt": scope.examples = lines
    default:
      if path.hasPrefix(Self.followUpsFolder) {
        let topic = path.dropFirst(Self.followUpsFolder.count).dropLast(".txt".count)
        return examples.followUps += lines.compactMap { reader.followUp($0, topic: String(topic)) }
      }
      guard path.contains("/") else { return reportUnknown(path, &reader) }
      self.lines[String(path.dropLast(".txt".count))] = lines
    }
  }

  private func reportUnknown(_ path: String, _ reader: inout YAMLReader) {
    let near = NearestName.closest(to: path, among: Self.rootFiles)
    reader.note(.unknownName(role: "file", name: path, nearest: near), at: Place(file: path))
  }

  /// Lists that stand beside nothing.
  private mutating func checkLists() {
    let ids = sections.map(\.id)
    for id in lines.keys.sorted() where !ids.contains(id) {
      problems.append(
        Problem(
          .unknownName(role: "section", name: id, nearest: NearestName.closest(to: id, among: ids)),
          at: Place(file: id + ".txt")))
    }
  }

  /// Sources by their rank; of two alike the one that was read first.
  private mutating func orderSources() {
    if sources.isEmpty {
      problems.append(Problem(.missingKey("sources"), at: Place(file: "sources.yaml")))
    }
    sources = sources.enumerated()
      .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
  }

  /// What denies, for a folder that reads no results.
  private func denials() -> LabValues.Vocabulary {
    var reader = YAMLReader(file: Self.labsFile)
    return reader.vocabulary(english).denials
  }

  /// Where there is one source, sections that cite nothing stand on it.
  private mutating func citeTheOnlySource() {
    for index in sections.indices where sections[index].body.citations.isEmpty {
      let documents = sources.filter(\.isDocument)
      guard documents.count == 1, let source = documents.first else {
        problems.append(Problem(.missingKey("citations"), at: sections[index].place))
        continue
      }
      sections[index].cite(Citation(source: source.id, section: sections[index].title))
    }
  }

  /// The knowledge with what may be left out filled in: topics of folders without an entry.
  ///
  /// Order matters: dangers that are built in go before recognisers are put in their place, and
  /// lines of other subjects are chosen last, when the words of the folder are known.
  private func assembled() -> Knowledge {
    var topics = topics
    var words = words
    words.plain += plainWords
    var sections = sections
    for index in sections.indices { sections[index].lines = lines[sections[index].id] ?? [] }
    for section in sections where !topics.contains(where: { $0.id == section.topic }) {
      let name = section.topic.split(separator: "-").joined(separator: " ")
      topics.append(
        Topic(
          id: section.topic, name: name, names: [name], isKind: false, blurb: section.title,
          place: section.place))
    }
    var knowledge = Knowledge(
      title: title, sources: sources, topics: topics, facets: facets,
      sections: sections.sorted { $0.id < $1.id }, notes: notes, safety: safety, examples: examples,
      scope: scope, dialogue: dialogue, refinements: refinements, words: words, labs: labs)
    var recognizers = recognizers
    if !keepsBuiltInDangers { recognizers.forgetBuiltInDangers() }
    recognizers.fill(&knowledge)
    if !knowledge.notesFacts { knowledge.dialogue.forgetResults() }
    knowledge.sources += ownSources.filter { own in !sources.contains { $0.id == own.id } }
    knowledge.scope.examples += ElsewhereFill(builtInElsewhere).lines(for: knowledge)
    return knowledge
  }
}
