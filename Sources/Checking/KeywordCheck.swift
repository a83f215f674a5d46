import Conversation
import Knowledge
import KnowledgeFiles

/// Keywords that lead nobody to their section.
struct KeywordCheck {
  let knowledge: Knowledge
  let assistant: Assistant

  /// Keywords of words that any line may have, and those that say what a phrase says already.
  ///
  /// Compared within a section, as the matcher reads them: case, spelling and synonyms do not
  /// count.
  func problems() -> [Problem] {
    var problems: [Problem] = []
    func report(_ why: String, _ keyword: Written) {
      problems.append(
        Problem(.other("the keyword '\(keyword.text)' \(why)"), at: keyword.place, isWarning: true))
    }
    for section in knowledge.sections {
      var first: [String: Written] = [:]
      for phrase in section.phrases {
        let key = assistant.normalizedText(of: phrase.text)
        if first[key] == nil { first[key] = phrase }
      }
      for keyword in section.keywords {
        let key = assistant.normalizedText(of: keyword.text)
        if !assistant.tells(keyword.text) {
          report("has only words that any line may have", keyword)
        } else if let other = first[key] {
          let place = "\(other.place.file):\(other.place.line):\(other.place.column)"
          report("says what '\(other.text)' at \(place) says", keyword)
        }
        first[key] = first[key] ?? keyword
      }
    }
    return problems
  }
}
