package import Knowledge
import LabValues

/// The words that the knowledge uses, so that a recording does not warn about them.
package enum KnownWords {
  /// Lower-cased words of titles, texts, names and phrases, and the names of months and days.
  ///
  /// - Returns: words in small letters, without punctuation. A name that is also a word of the
  ///   knowledge is not warned about.
  package static func of(_ knowledge: Knowledge) -> Set<String> {
    var words: Set<String> = [
      "january", "february", "march", "april", "june", "july", "august", "september", "october",
      "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
      "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    func add(_ text: String) {
      for word in text.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "’" }
      ) {
        words.insert(String(word))
      }
    }
    for section in knowledge.sections {
      add(section.title)
      add(section.body.text)
      for phrase in section.phrases + section.lines + section.keywords { add(phrase.text) }
    }
    for topic in knowledge.topics { topic.names.forEach(add) }
    for source in knowledge.sources {
      add("\(source.title) \(source.label) \(source.author ?? "")")
    }
    for list in knowledge.words.synonyms { list.forEach { add($0.text) } }
    for analyte in knowledge.labs.analytes { analyte.names.forEach(add) }
    for test in knowledge.labs.qualitative { test.names.forEach(add) }
    for fact in knowledge.labs.context { fact.names.forEach(add) }
    return words
  }
}
