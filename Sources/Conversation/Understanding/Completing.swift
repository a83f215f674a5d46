import Knowledge
import LabValues
import Language
import Matching

/// A danger that a line describes together with facts stated before.
struct StatedFlag: Sendable {
  /// Its place among the red flags.
  var index: Int
  /// Ids of the facts without which it would not be one.
  var facts: [String]
}

/// Lines that leave out what was said before: the finding they speak of, the person, the condition.
extension Assistant {
  /// A line with what it leaves out, for finding what it describes.
  ///
  ///     now it is red and hot      → now my lump is red and hot
  ///     black poo since yesterday  → i have black poo since yesterday
  func completed(
    _ line: NormalizedLine, _ findings: Findings, in session: Session
  ) -> NormalizedLine? {
    guard session.turn > 1, line.words.count <= 16, !findings.has(.knowledge),
      !session.facts.isEmpty || !session.signals.isEmpty
    else { return nil }
    let words = line.words.map(\.text)
    let noun = session.signals.reversed().lazy.compactMap { knowledge.refinements.nouns[$0] }.first
    var text = ""
    var isPointing = false
    for word in words {
      if let noun, let pointer = Self.pointers[word] {
        isPointing = true
        text += " my \(noun)" + (pointer.isEmpty ? "" : " \(pointer)")
      } else {
        text += " " + word
      }
    }
    if !isPointing {
      guard !words.contains(where: Self.persons.contains) else { return nil }
      text = "i have" + text
    }
    return normalizer.normalize(text)
  }

  /// The signals found and not denied; for some of them "not" counts in front of the last word too.
  func described(_ findings: Findings, in words: [Word]) -> [Int] {
    let signals = knowledge.refinements.signals
    return findings.signals.filter { index in
      guard knowledge.refinements.deniable.contains(signals[index].id) else { return true }
      return findings.all.contains { finding in
        guard finding.meaning == .signal(index), !finding.isDenied else { return false }
        let last = finding.range.upperBound - 1
        return !book.negation.denies(last..<last + 1, in: words)
      }
    }
  }

  /// A value that leaves out what it is of, read with the analyte that was spoken of last.
  ///
  ///     my mum has calcium 12.2 mg/dl │ mine is 9.4 mg/dl        → my calcium is 9.4 mg/dl
  ///     my calcium was 9.2 in January │ and 10.1 mg/dL last week → my calcium is 10.1 mg/dL last week
  func elliptical(
    _ line: UnderstoodLine, _ pending: Session.Pending?, in session: Session
  ) -> Reading? {
    if case .doubt = pending { return nil }
    let reading = line.reading
    guard let id = session.lastAnalyte, let label = knowledge.labs.label(of: id),
      reading.mentions.isEmpty, reading.doubts.isEmpty, reading.corrections.isEmpty,
      reading.retractions.isEmpty, !line.isQuestion,
      let first = line.normalized.words.firstIndex(where: { $0.number != nil }),
      line.normalized.words[..<first].allSatisfy({ Self.fillers.contains($0.text) })
    else { return nil }
    let start = line.normalized.words[first].range.lowerBound
    let value = String(decoding: line.text.utf8.dropFirst(start), as: UTF8.self)
    let whole = reader.read("my \(label) is \(value)", today: session.today)
    guard whole.doubts.isEmpty, whole.recorded.count == 1, let only = whole.recorded.first,
      only.fact == id, only.asTyped.contains(where: \.isLetter)
    else { return nil }
    return whole
  }

  /// What may stand before such a value.
  private static let fillers: Set<String> = [
    "and", "then", "now", "mine", "is", "was", "were", "it", "its", "but", "so", "also", "today",
    "later", "my", "own", "this", "that", "time", "week", "month", "year", "last", "after",
    "before", "in", "on", "at", "a", "the", "again", "ok", "well", "here", "just", "only",
  ]

  /// Words that say of whom a line speaks.
  private static let persons: Set<String> = [
    "i", "im", "ive", "id", "ill", "my", "me", "mine", "we", "our", "us", "he", "hes", "his", "him",
    "she", "shes", "her", "they", "theyre", "their", "them", "mum", "mom", "dad", "mother",
    "father", "husband", "wife", "son", "daughter", "baby", "child", "you", "your", "people",
  ]

  /// Words that point back at a finding, and what they say besides.
  private static let pointers = [
    "it": "", "its": "is", "this": "", "that": "", "thats": "is", "they": "", "them": "",
    "theyre": "is", "these": "", "those": "",
  ]

  /// Red flags that a line raises once the stated facts are added to it: "I'm bleeding" in pregnancy.
  func statedFlags(_ text: String, _ findings: Findings, in session: Session) -> [StatedFlag] {
    let clauses = session.current.compactMap { fact -> (id: String, words: String)? in
      guard !fact.isNegated, fact.turn < session.turn else { return nil }
      return knowledge.refinements.clauses[fact.id].map { (fact.id, $0) }
    }
    guard !clauses.isEmpty else { return [] }
    func flags(_ added: [String]) -> [Int] {
      let line = normalizer.normalize(text + " and " + added.joined(separator: " and "))
      return book.findings(in: line.words).redFlags.filter { !findings.redFlags.contains($0) }
    }
    return flags(clauses.map(\.words)).map { index in
      let needed = clauses.filter { flags([$0.words]).contains(index) }
      return StatedFlag(index: index, facts: (needed.isEmpty ? clauses : needed).map(\.id))
    }
  }
}
