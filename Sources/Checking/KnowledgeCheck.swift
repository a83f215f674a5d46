package import Conversation
package import Knowledge
package import KnowledgeFiles
import Language
import Matching

/// What `calciq check` finds beyond the files themselves: phrases that reach another section,
/// sections that nobody can reach, and words that do not carry.
///
///     phrases ─► each is asked by itself ─► another section?  nobody?  two the same?
///     texts   ─► facts, notes, style, habits
///
/// Some thousands of questions, on all cores: seconds. `isThorough` trains models besides, which
/// takes longer.
package struct KnowledgeCheck: Sendable {
  /// Sorted; errors and warnings together.
  package private(set) var problems: [Problem] = []
  /// What was measured, in lines for a person.
  package private(set) var figures: [String] = []
  /// How much was checked, for the closing line.
  package private(set) var summary = ""

  /// Checks knowledge by asking it every phrase that its authors wrote.
  ///
  /// - Parameter learned: an assistant that has learned from this very knowledge, where there is one
  /// - Parameter isThorough: whether each phrase is also asked while the matcher has not seen it
  /// - Throws: `PatternProblem` for a pattern that cannot be read: then nothing can be learned.
  package init(
    _ knowledge: Knowledge, _ learned: Assistant? = nil, isThorough: Bool = false
  ) throws {
    let phrases = try PhraseBook(knowledge)
    let assistant = try learned ?? Assistant.learned(from: knowledge)
    var reached: Set<Int> = []
    var answered: Set<Place> = []
    var elsewhere = 0
    var firstOf: [String: PhraseBook.Phrase] = [:]
    let answers = phrases.all.concurrentMap { PhraseAnswer(to: $0.text, by: assistant) }
    for (phrase, answer) in zip(phrases.all, answers) {
      if let other = firstOf[answer.key], other.section != phrase.section {
        if isTyped(phrase), !isThorough {
          elsewhere += 1
          continue
        }
        problems.append(
          Problem(
            .duplicate(what: "phrase", text: phrase.text, first: other.place), at: phrase.place,
            isWarning: isTyped(phrase)))
        continue
      }
      firstOf[answer.key] = phrase
      if answer.section == knowledge.sections[phrase.section].id {
        reached.insert(phrase.section)
        answered.insert(phrase.place)
      } else if isTyped(phrase), !isThorough, answer.section == nil {
        // What people typed may hold a danger, a plea, or need a question back: that comes first.
        elsewhere += 1
      } else {
        problems.append(
          Problem(
            .other("the phrase '\(phrase.text)' reaches \(answer.found)\(Self.mend(answer.found))"),
            at: phrase.place,
            isWarning: isGenerated(phrase, knowledge) || isTyped(phrase)))
      }
    }
    for (number, section) in knowledge.sections.enumerated() where !reached.contains(number) {
      problems.append(
        Problem(.other("no phrase reaches the section '\(section.id)'"), at: section.place))
    }
    problems += FactCheck(knowledge: knowledge, assistant: assistant).problems()
    checkNotes(knowledge)
    problems += StyleCheck(knowledge).problems()
    problems +=
      HabitCheck(knowledge: knowledge, assistant: assistant, answered: answered).problems()
    if elsewhere > 0 {
      figures.append(
        "\(Amount.of(elsewhere, "line")) of the lists lead to care, a refusal or a question back; --thorough names them"
      )
    }
    if isThorough {
      problems += KeywordCheck(knowledge: knowledge, assistant: assistant).problems()
      let thefts = try TheftCheck(phrases, knowledge)
      // What goes astray with nothing hidden is told already.
      let told = Set(problems.map(\.place))
      problems += thefts.problems().filter { !told.contains($0.place) }
      figures += thefts.figures()
    }
    problems.sort()
    let counts = [
      Amount.of(knowledge.sections.count, "section"), Amount.of(phrases.all.count, "phrase"),
    ]
    summary = counts.joined(separator: ", ") + ": "
  }

  /// What to do about a phrase that calls for care: most are worded like a danger, some are none.
  private static func mend(_ found: String) -> String {
    found.hasPrefix("safety/")
      ? "; word it otherwise, or, if it is no danger, write it into \(found.replacing("safety/", with: "dangers/")).calm.txt"
      : ""
  }

  /// Whether a phrase comes from a facet's template: another section may rightly answer it.
  private func isGenerated(_ phrase: PhraseBook.Phrase, _ knowledge: Knowledge) -> Bool {
    phrase.place.file != knowledge.sections[phrase.section].place.file
  }

  /// Whether a phrase is of a list: people typed it, and what they type can be read in two ways.
  private func isTyped(_ phrase: PhraseBook.Phrase) -> Bool {
    phrase.place.file.hasSuffix(".txt")
  }

  /// Notes that nothing shows.
  private mutating func checkNotes(_ knowledge: Knowledge) {
    let shown = Set(
      knowledge.sections.flatMap(\.cautions) + knowledge.refinements.rules.flatMap(\.cautions))
    let cited = Set(
      (knowledge.sections.flatMap { $0.body.citations }
        + knowledge.refinements.rules.flatMap { $0.body.citations }
        + knowledge.scope.outside.flatMap { $0.text?.citations ?? [] }).map(\.section))
    for note in knowledge.notes
    where note.matters == nil && !shown.contains(note.id) && !cited.contains(note.title) {
      problems.append(
        Problem(.other("the note '\(note.id)' is shown nowhere"), at: note.place, isWarning: true))
    }
  }
}
