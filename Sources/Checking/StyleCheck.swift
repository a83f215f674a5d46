import Knowledge
import KnowledgeFiles
import LabValues
import Language

/// What a reader would stumble over, or take for more than it is.
///
/// Length and grade, gists and notes that do not stand alone, reassurances that no document gives,
/// documents that are named and not cited, and paragraphs that stand in two sections.
///
///     a text          at most 130 words, grade 9 (from 40 words on), sentences of 30 words
///     a paragraph     of 12 words or more stands in one section alone
///
/// Words that are the folder's subject (names of topics, results, conditions) do not make a text
/// hard.
struct StyleCheck {
  private let knowledge: Knowledge
  /// The documents with the names that they go by in a sentence.
  private let documents: [(name: String, source: Source)]
  private let facts: [String: String]
  private let asides: Set<String>
  private let known: Set<String>

  /// What a text may have; the words of a paragraph from which two sections may not share it.
  private static let (mostWords, mostGrade, longestSentence, sharedWords) = (130, 9.0, 30, 12)
  /// The words from which a grade says something.
  private static let leastGraded = 40

  init(_ knowledge: Knowledge) {
    self.knowledge = knowledge
    documents = knowledge.sources.filter(\.isDocument).map { source in
      var name = source.label
      if let year = source.year, name.hasSuffix(" \(year)") {
        name.removeLast("\(year)".count + 1)
      }
      return (name, source)
    }
    facts = Dictionary(
      knowledge.sources.flatMap(\.facts).map { ($0.id, $0.text) },
      uniquingKeysWith: { first, _ in first })
    asides = Set(knowledge.facets.filter { !$0.isRefined }.map(\.id))
    let names =
      knowledge.topics.flatMap { [$0.name] + $0.names } + knowledge.labs.analytes.map(\.label)
      + knowledge.labs.context.map(\.label)
    known = Set(names.flatMap { $0.lowercased().split(separator: " ").map(String.init) })
  }

  /// Drafts are left out, but for paragraphs that stand twice. All of them warn.
  func problems() -> [Problem] {
    var found: [Problem] = []
    for section in knowledge.sections where !section.isDraft {
      found += reading(section.body.text, "the text", section.place)
      found += reading(section.gist.text, "the gist", section.place)
      found += opening(section)
      for (text, what) in [(section.body, "the text"), (section.gist, "the gist")] {
        found += reassurances(text, what, section.place)
        if !asides.contains(section.facet) { found += unmarked(text, what, section.place) }
      }
    }
    for note in knowledge.notes {
      found += reading(note.text, "the note '\(note.id)'", note.place)
      found += dangling(note)
    }
    for rule in knowledge.refinements.rules {
      found += reading(rule.body.text, "the rule '\(rule.id)'", rule.place)
    }
    for refusal in knowledge.safety.refusals {
      found += reading(refusal.text, "the refusal", refusal.recognizer.place)
    }
    for subject in knowledge.scope.outside {
      guard let text = subject.text else { continue }
      found += reading(text.text, "the text", subject.recognizer.place)
      found += unmarked(text, "the text", subject.recognizer.place)
    }
    return found + shared()
  }

  private func warning(_ message: String, _ place: Place) -> Problem {
    Problem(.other(message), at: place, isWarning: true)
  }

  // MARK: Length and grade

  private func reading(_ text: String, _ what: String, _ place: Place) -> [Problem] {
    let level = ReadingLevel(text, known: known)
    var found: [Problem] = []
    if level.words > Self.mostWords {
      found.append(
        warning("\(what) has \(level.words) words; \(Self.mostWords) are enough", place))
    }
    if level.words >= Self.leastGraded, level.grade > Self.mostGrade {
      let tenths = Int((level.grade * 10).rounded())
      found.append(
        warning(
          "\(what) is of reading grade \(tenths / 10).\(tenths % 10); \(Int(Self.mostGrade)) is enough:"
            + " shorter words, shorter sentences", place))
    }
    if let long = level.sentences.first(where: { $0.count > Self.longestSentence }) {
      let start = long.prefix(6).joined(separator: " ")
      found.append(
        warning(
          "\(what) has a sentence of \(long.count) words ('\(start) …'); make it two", place))
    }
    return found
  }

  // MARK: Standing alone

  private func list(_ key: String) -> [[String]] {
    (knowledge.dialogue.lists[key] ?? []).map {
      $0.lowercased().split(separator: " ").map(String.init)
    }
  }

  /// A gist is read alone: one that begins with "It" or "One form" names no subject.
  private func opening(_ section: Section) -> [Problem] {
    let words = Self.words(of: section.gist.text)
    guard let opener = list("gist-openers").first(where: { words.starts(with: $0) }) else {
      return []
    }
    return [
      warning(
        "the gist begins with '\(opener.joined(separator: " "))' and does not name its subject;"
          + " it is read alone", section.place)
    ]
  }

  /// A note is read beside another text than the one that its author had in mind.
  private func dangling(_ note: Note) -> [Problem] {
    let words = Self.words(of: note.text)
    return list("note-pointers").compactMap { pointer in
      words.indices.contains { Self.stands(pointer, in: words, at: $0) }
        ? warning(
          "the note '\(note.id)' points at a text that does not stand there"
            + " ('\(pointer.joined(separator: " "))'); name it", note.place) : nil
    }
  }

  /// Whether words stand at a place; `#` is any number.
  private static func stands(_ pointer: [String], in words: [String], at place: Int) -> Bool {
    guard place + pointer.count <= words.count else { return false }
    return pointer.indices.allSatisfy { offset in
      let word = words[place + offset]
      return pointer[offset] == word || pointer[offset] == "#" && word.allSatisfy(\.isNumber)
    }
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init)
  }

  // MARK: What stands behind a sentence

  /// A reassurance is ours, unless the document whose marker it carries gives it.
  private func reassurances(_ text: CitedText, _ what: String, _ place: Place) -> [Problem] {
    let phrases = list("reassurances").map { $0.joined(separator: " ") }
    guard !phrases.isEmpty else { return [] }
    let denials = knowledge.safety.negations
    var found: [Problem] = []
    for sentence in ReadingLevel.blocks(of: text.text).flatMap({ ReadingLevel.parts(of: $0.text) })
    {
      let said = Self.words(of: sentence).joined(separator: " ")
      guard let phrase = phrases.first(where: { Self.gives($0, in: said, denials) }) else {
        continue
      }
      for marker in CitedText.markers(in: sentence) {
        guard text.citations.indices.contains(marker - 1),
          let document = documents.first(where: {
            $0.source.id == text.citations[marker - 1].source
          }), !document.source.facts.isEmpty
        else { continue }
        let behind = text.facts(at: marker - 1).compactMap { facts[$0] }.joined(separator: " ")
        let says = " \(Self.words(of: behind).joined(separator: " ")) "
        guard !says.contains(" \(phrase) ") else { continue }
        found.append(
          warning(
            "\(what) says '\(phrase)' with the marker of \(document.source.id), which does not say it;"
              + " a reassurance of ours carries none", place))
      }
    }
    return found
  }

  /// Whether a sentence gives a reassurance: what no document promises is none.
  private static func gives(_ phrase: String, in said: String, _ denials: [String]) -> Bool {
    guard let range = " \(said) ".firstRange(of: " \(phrase) ") else { return false }
    let before = " \(said) "[..<range.lowerBound] + " "
    return !denials.contains { before.contains(" \($0) ") }
  }

  /// A document that is named is cited there: in the paragraph, or in the list that it leads to.
  private func unmarked(_ text: CitedText, _ what: String, _ place: Place) -> [Problem] {
    let blocks = ReadingLevel.blocks(of: text.text)
    var found: [Problem] = []
    for (number, block) in blocks.enumerated() {
      for (name, source) in documents where block.text.contains(name) {
        let leads = block.text.hasSuffix(":")
        let rest = leads ? blocks[number...].map(\.text).joined(separator: " ") : block.text
        let isCited = CitedText.markers(in: rest).contains { marker in
          text.citations.indices.contains(marker - 1)
            && text.citations[marker - 1].source == source.id
        }
        if !isCited {
          found.append(
            warning("\(what) names \(name) without a marker of \(source.id)", place))
        }
      }
    }
    return found
  }

  // MARK: Said twice

  /// Paragraphs that stand in two sections: whoever reads both reads them twice.
  private func shared() -> [Problem] {
    var first: [[String]: Section] = [:]
    var found: [Problem] = []
    for section in knowledge.sections {
      // The same fact may stand in two lists.
      for block in ReadingLevel.blocks(of: section.body.text) where !block.isItem {
        let words = ReadingLevel(block.text).sentences.flatMap(\.self).map { $0.lowercased() }
        guard words.count >= Self.sharedWords else { continue }
        if let other = first[words], other.id != section.id {
          let start = words.prefix(6).joined(separator: " ")
          found.append(
            warning(
              "the paragraph '\(start) …' stands in \(other.id) too", section.place))
        } else {
          first[words] = section
        }
      }
    }
    return found
  }
}
