import Knowledge
import LabValues
import Language
import Matching

/// Makes of a line that stayed open what may be kept of it: its words without facts, numbers, persons and names.
///
/// The rule is positive: a word is kept where the texts of the knowledge or the plain words have it, and masked
/// otherwise. Lines that people typed count for nothing here: there may be names in them.
package struct QuestionMask: Sendable {
  private let assistant: Assistant
  /// The stems of the words of titles, texts, names and phrases.
  private let known: Set<String>
  /// Those of them that are written with a capital within a sentence.
  private let capital: Set<String>
  private let numbers: Set<String>

  /// The most words that are kept of a line, and the least of them that say something.
  private static let (mostWords, leastWords) = (40, 3)
  /// An answer that is less sure than this counts as uncertain; found by trial.
  private static let sure = 0.5

  package init(_ assistant: Assistant) {
    self.assistant = assistant
    let knowledge = assistant.knowledge
    var texts: [String] = []
    for section in knowledge.sections {
      texts += [section.title, section.gist.text, section.body.text]
      texts += section.phrases.map(\.text)
    }
    texts += knowledge.topics.flatMap { [$0.name] + $0.names }
    texts += knowledge.facets.flatMap { [$0.name] + $0.names }
    texts += knowledge.labs.analytes.flatMap { [$0.label] + $0.names }
    texts += knowledge.labs.context.flatMap { [$0.label] + $0.names }
    texts += knowledge.labs.qualitative.flatMap(\.names)
    texts += knowledge.scope.outside.map(\.recognizer.title)
    var known: Set<String> = []
    var capital: Set<String> = []
    for text in texts {
      for word in Tokenizer.words(of: text) {
        known.insert(word.stem)
        if Self.isCapital(word, in: text) { capital.insert(word.stem) }
      }
    }
    self.known = known
    self.capital = capital
    numbers = Set(knowledge.labs.vocabulary.numberWords.map(\.word))
  }

  /// What may be kept of a line, after the reply that it got; `nil` where it was answered, is a command, a pasted
  /// report or a danger, or where nothing is left that says something.
  package func question(_ line: String, after reply: Reply) -> OpenQuestion? {
    guard let kind = Self.kind(of: reply), case .said(let text) = Line(line),
      !text.contains(where: \.isNewline)
    else { return nil }
    let (words, kept) = masked(text)
    guard kept >= Self.leastWords else { return nil }
    return OpenQuestion(kind, words.prefix(Self.mostWords).joined(separator: " "))
  }

  private static func kind(of reply: Reply) -> OpenQuestion.Kind? {
    guard reply.urgency < .today, reply.trace.refusals.isEmpty, reply.trace.redFlags.isEmpty else {
      return nil
    }
    switch reply.kind {
    case .decline: return .declined
    case .clarify: return reply.hasChoices && reply.noted.isEmpty ? .uncertain : nil
    case .answer: return (reply.confidence ?? 1) < sure ? .uncertain : nil
    default: return nil
    }
  }

  /// The words of a line with masks in them, and how many words are as they were.
  private func masked(_ text: String) -> (words: [String], kept: Int) {
    let reading = assistant.reader.read(text)
    let facts =
      reading.recorded.map(\.range) + reading.doubts.map(\.range) + reading.unread.map(\.range)
      + reading.alarms.map(\.range)
    var words: [String] = []
    var kept = 0
    for word in Tokenizer.words(of: text) {
      let mask = mask(word, in: text, facts)
      if let mask {
        if words.last != mask.rawValue { words.append(mask.rawValue) }
      } else {
        words.append(word.text)
        kept += 1
      }
    }
    return (words, kept)
  }

  private func mask(
    _ word: Word, in text: String, _ facts: [Range<Int>]
  ) -> OpenQuestion.Mask? {
    if facts.contains(where: { $0.overlaps(word.range) }) { return .fact }
    if word.text.contains(where: \.isNumber) || numbers.contains(word.text) { return .number }
    if assistant.knowledge.dialogue.personal.contains(word.text) { return .person }
    let isKnown = known.contains(word.stem) || assistant.normalizer.isPlain(word)
    guard isKnown else { return .word }
    // "Rose", "Mark": a word that is a name where it is written as one.
    return Self.isCapital(word, in: text) && !capital.contains(word.stem) ? .word : nil
  }

  /// Whether a word begins with a capital and no sentence, and is no abbreviation.
  private static func isCapital(_ word: Word, in text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.indices.contains(word.range.lowerBound), word.range.upperBound <= bytes.count else {
      return false
    }
    let typed = String(decoding: bytes[word.range], as: UTF8.self)
    guard typed.first?.isUppercase == true, typed.dropFirst().contains(where: \.isLowercase) else {
      return false
    }
    let before = bytes[..<word.range.lowerBound].last { $0 != UInt8(ascii: " ") }
    return before.map { !".?!:\n".utf8.contains($0) } ?? false
  }
}

/// Looking at questions that stayed open.
extension Assistant {
  /// The section that a text is nearest to, and how probable it is.
  package func nearestSection(to text: String) -> (id: String, percent: Int)? {
    let ranking = listener.model.rank(normalizer.normalize(text).canonical, limit: 1)
    return ranking.best.map {
      (knowledge.sections[$0.label].id, Int(($0.probability * 100).rounded()))
    }
  }

  /// The stems of the words that a masked question asks with, masks and words that only hold it together
  /// left out.
  package func tellingWords(of question: OpenQuestion) -> Set<String> {
    var text = question.text
    for mask in OpenQuestion.Mask.allCases { text = text.replacing(mask.rawValue, with: " ") }
    let words = normalizer.normalize(text).canonical
    let telling = lists.carrying(words)
    return Set((telling.isEmpty ? words : telling).map(\.stem))
  }

  /// A masked question with words in place of its masks, as a person would type it.
  package func unmasked(_ text: String) -> String {
    var text = text
    for (mask, key) in [
      (OpenQuestion.Mask.person, Wording.Key.maskPerson), (.fact, .maskFact),
      (.number, .maskNumber), (.word, .maskWord),
    ] {
      text = text.replacing(mask.rawValue, with: wording(key))
    }
    return text.split(separator: " ").joined(separator: " ")
  }
}
