/// Every word that is no name of a fact.
package struct Vocabulary: Sendable, Hashable, Codable {
  package var lists: [Cue: [String]]
  package var choices: [ChoiceList: [Choice]]
  package var relativeDates: [RelativeDate]
  /// The words for each person.
  package var persons: [Person: [String]]
  /// The words for numbers, "hundred" and "thousand" among them.
  package var numberWords: [NumberWord]
  /// Twelve lists, from January on.
  package var months: [[String]]
  /// Seven lists, from Monday on.
  package var weekdays: [[String]]

  package init(
    lists: [Cue: [String]], choices: [ChoiceList: [Choice]], relativeDates: [RelativeDate],
    persons: [Person: [String]] = [:], numberWords: [NumberWord], months: [[String]],
    weekdays: [[String]]
  ) {
    self.lists = lists
    self.choices = choices
    self.relativeDates = relativeDates
    self.persons = persons
    self.numberWords = numberWords
    self.months = months
    self.weekdays = weekdays
  }
}

/// A word for a number: "seven", "seventy", "hundred".
package struct NumberWord: Sendable, Hashable, Codable {
  package var word: String
  package var value: Int

  package init(_ word: String, _ value: Int) {
    self.word = word
    self.value = value
  }
}
