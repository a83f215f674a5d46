package import Knowledge
import LabValues
package import Language
package import Matching

/// What was learned from the knowledge: enough to build an assistant again without learning.
package struct Learning: Sendable {
  let normalizer: Normalizer
  let book: RuleBook
  let model: RankingModel
  /// Tells kinds of lines apart; without labels where the knowledge has no examples of them.
  let kinds: KindModel
  let subjects: SubjectWords
  let namedKinds: NamedKinds
  let topicScores: TopicScores
  /// Tells dangers from other lines.
  let dangers: DangerModel

  /// Learns: expands the phrases, counts the words, trains the model. It takes seconds.
  package init(from knowledge: Knowledge) throws {
    let phrases = try PhraseBook(knowledge)
    book = try RuleBook(knowledge)
    let counted = Self.counts(phrases, book.vocabulary, knowledge)
    normalizer = Self.normalizer(
      Self.withoutSlips(counted, phrases, book, knowledge), book.beginnings, knowledge)
    let (book, normalizer) = (book, normalizer)
    // Two beside the one that takes longest. Lines are read twice: what is read is not for two threads.
    ((model, dangers), kinds) = Concurrently.both(
      {
        let read = ReadLines(knowledge, normalizer, book)
        return (
          .trained(on: Self.trainingSet(phrases, normalizer, knowledge)),
          DangerModel(of: knowledge, phrases, book, read)
        )
      },
      { LineKinds.learned(from: knowledge, phrases, ReadLines(knowledge, normalizer, book)) })
    subjects = SubjectWords(knowledge, normalizer)
    namedKinds = NamedKinds(knowledge, normalizer, book)
    topicScores = TopicScores(knowledge, normalizer, model)
  }

  /// What was learned as bytes, part by part: the same knowledge gives the same bytes.
  package var parts: [[UInt8]] {
    [
      book.encodedRules(), book.encodedPatterns(), normalizer.encoded(), model.encoded(),
      kinds.encoded(), subjects.encoded(), dangers.encoded(), namedKinds.encoded(),
      topicScores.encoded(),
    ]
  }

  /// Reads what was learned from bytes whose checksum holds; `knowledge` is what it was learned from.
  package init(
    parts: ArraySlice<SharedBytes>, from knowledge: Knowledge
  ) throws(RankingModelError) {
    guard parts.count == 9, let first = parts.indices.first else { throw .wrongLength }
    book = try RuleBook(rules: parts[first], patterns: parts[first + 1], knowledge)
    normalizer = try Normalizer(decoding: parts[first + 2])
    model = try RankingModel(decoding: parts[first + 3], isVerified: true)
    kinds = try KindModel(decoding: parts[first + 4])
    subjects = try SubjectWords(decoding: parts[first + 5], knowledge)
    dangers = try DangerModel(decoding: parts[first + 6])
    namedKinds = try NamedKinds(decoding: parts[first + 7], knowledge)
    topicScores = try TopicScores(decoding: parts[first + 8], knowledge)
    guard model.labels.count == knowledge.sections.count else { throw .inconsistent }
  }

  /// The training set of the knowledge, for an audit of its phrases.
  package static func trainingSet(of knowledge: Knowledge) throws -> TrainingSet {
    let phrases = try PhraseBook(knowledge)
    let book = try RuleBook(knowledge)
    let counted = counts(phrases, book.vocabulary, knowledge)
    let normalizer = normalizer(
      withoutSlips(counted, phrases, book, knowledge), book.beginnings, knowledge)
    return trainingSet(phrases, normalizer, knowledge)
  }

  static func normalizer(
    _ counted: [(String, Int)], _ beginnings: [String], _ knowledge: Knowledge
  ) -> Normalizer {
    var vocabulary = Vocabulary()
    let words = knowledge.words
    var lexicon = Lexicon(
      synonyms: words.synonyms.map { $0.map(\.text) }, misspellings: words.misspellings,
      stopwords: words.stopwords, plainWords: words.plain)
    lexicon.rightWords += beginnings.filter { $0.utf8.count >= shortBeginning }
    lexicon.rightWords += wordsOutside(knowledge)
    for (word, count) in counted {
      // Short words have many neighbours: one that hardly stands anywhere is known, but not what a
      // misspelled word was meant to be.
      if count < usual, word.utf8.count <= shortLength {
        lexicon.rightWords.append(word)
      } else {
        vocabulary.add(word, count: count)
      }
    }
    return Normalizer(lexicon: lexicon, vocabulary: vocabulary)
  }

  /// Words of lines that belong to nothing here ("snoring"): right, and not what a misspelled word was
  /// meant to be.
  private static func wordsOutside(_ knowledge: Knowledge) -> [String] {
    let lines = knowledge.linesOutside
    guard lines.count <= fewLines else { return [] }
    return lines.flatMap { Tokenizer.words(of: $0.text) }.filter { $0.number == nil }.map(\.text)
  }

  /// Of more lines some hold slips, and there are words enough without them.
  private static let fewLines = 1_000

  private static let usual = 3
  private static let shortLength = 5
  /// Shorter beginnings of words say too little to be words.
  private static let shortBeginning = 4

  /// The words without those that are slips: a word of one or two typed lines that the speller takes for
  /// one of many lines ("chset" for "chest") must not become a right word.
  private static func withoutSlips(
    _ counted: [(String, Int)], _ phrases: PhraseBook, _ book: RuleBook, _ knowledge: Knowledge
  ) -> [(String, Int)] {
    var typed: [String: Int] = [:]
    for phrase in phrases.all where phrase.isTyped {
      for word in Tokenizer.words(of: phrase.text) { typed[word.text, default: 0] += phraseCount }
    }
    let isRare = { (word: String, count: Int) in
      count <= rare * phraseCount && typed[word] == count
    }
    let known = Dictionary(counted, uniquingKeysWith: { first, _ in first })
    let speller = normalizer(
      counted.filter { !isRare($0.0, $0.1) }, book.beginnings, knowledge)
    return counted.filter { word, count in
      guard isRare(word, count) else { return true }
      let read = speller.normalize(word).words
      guard read.count == 1, let right = read.first?.text, right != word else { return true }
      return known[right, default: 0] < usualInLists * phraseCount
    }
  }

  /// What a phrase counts for each of its words.
  private static let phraseCount = 4
  /// A word of so few typed lines may be a slip; one of so many is what was meant.
  private static let rare = 2
  private static let usualInLists = 12

  /// Every word that the knowledge uses, with how often, in order of the alphabet.
  private static func counts(
    _ phrases: PhraseBook, _ patternWords: [String], _ knowledge: Knowledge
  ) -> [(String, Int)] {
    var counts: [String: Int] = [:]
    func count(_ text: String, _ weight: Int) {
      for word in Tokenizer.words(of: text) where word.number == nil {
        counts[word.text, default: 0] += weight
      }
    }
    for phrase in phrases.all { count(phrase.text, phraseCount) }
    for word in patternWords { count(word, 1) }
    for topic in knowledge.topics { for name in topic.names { count(name, 8) } }
    for facet in knowledge.facets { for name in facet.names { count(name, 4) } }
    for section in knowledge.sections {
      count(section.title, 2)
      count(section.body.text, 1)
      for keyword in section.keywords { count(keyword.text, 4) }
    }
    for list in knowledge.words.synonyms { for name in list { count(name.text, 2) } }
    for analyte in knowledge.labs.analytes { for name in analyte.names { count(name, 4) } }
    for test in knowledge.labs.qualitative { for name in test.names { count(name, 2) } }
    for fact in knowledge.labs.context { for name in fact.names { count(name, 4) } }
    return counts.sorted { $0.key < $1.key }
  }

  /// What the model is trained on: expanded phrases as examples, texts as background.
  static func trainingSet(
    _ phrases: PhraseBook, _ normalizer: Normalizer, _ knowledge: Knowledge
  ) -> TrainingSet {
    var set = TrainingSet(labels: knowledge.sections.map(\.id), examples: [])
    // Of many phrasings each hidden one has near relatives: their rehearsal flatters, and the more of them
    // the more.
    if phrases.all.count > 10_000 { set.strangeness = phrases.all.count > veryMany ? 1.5 : 0.6 }
    var origins: [Place: Int] = [:]
    for phrase in phrases.all {
      let origin = origins[phrase.place] ?? origins.count
      origins[phrase.place] = origin
      set.examples.append(
        TrainingSet.Example(
          text: normalizer.normalize(phrase.text).text, label: phrase.section,
          weight: Float(phrase.weight), origin: origin))
    }
    let isMany = origins.count > veryMany
    if isMany { (set.fewestExamples, set.leastWeight) = (6, 0.24) }
    addStructure(&set, normalizer, knowledge, withNames: !isMany)
    for (label, section) in knowledge.sections.enumerated() {
      var texts = [section.title, section.gist.text, section.body.text]
      texts += section.keywords.map(\.text)
      set.background.append(
        TrainingSet.Example(
          text: normalizer.normalize(texts.joined(separator: " ")).text, label: label))
    }
    set.outOfScope = knowledge.linesOutside.map { normalizer.normalize($0.text).text }
    return set
  }
}

extension Learning {
  /// What sections have in common: what they are about, and what of it they tell.
  ///
  /// - Parameter withNames: whether lines are read without their names too: of very many phrasings each
  ///   subject has its own, and nothing is learned from those of others (87.0 and 87.5 % of fresh questions)
  private static func addStructure(
    _ set: inout TrainingSet, _ normalizer: Normalizer, _ knowledge: Knowledge, withNames: Bool
  ) {
    let sections = knowledge.sections
    set.groupings = [places(sections.map(\.topic)), places(sections.map(\.facet))]
    guard withNames else { return }
    for topic in knowledge.topics where sections.count(where: { $0.topic == topic.id }) > 1 {
      set.names += topic.names.map { normalizer.normalize($0).text }
    }
  }

  /// From here on what only a few phrasings have costs more room than it tells.
  private static let veryMany = 25_000

  /// For each name the place at which it is first met among different ones.
  private static func places(_ names: [String]) -> [Int] {
    var known: [String: Int] = [:]
    return names.map { name in
      let place = known[name] ?? known.count
      known[name] = place
      return place
    }
  }
}
