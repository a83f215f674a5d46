import LabValues

// The words around results: see PlainValues.swift.
extension Tape {
  /// Goes in the order of the cases, so that equal maps give equal bytes.
  private func choices<Choice: CaseIterable & Hashable, Value>(
    _ it: [Choice: Value]?, _ value: (Value?) throws -> Value
  ) throws -> [Choice: Value] {
    var map: [Choice: Value] = [:]
    let keys = it.map { held in Choice.allCases.filter { held[$0] != nil } }
    _ = try list(keys) { (key: Choice?) in
      let key = try choice(key)
      map[key] = try value(it?[key])
      return key
    }
    return map
  }

  private func choice(_ it: Choice?) throws -> Choice {
    Choice(value: try text(it?.value), words: try texts(it?.words))
  }

  private func choiceList(_ it: [Choice]?) throws -> [Choice] { try list(it, choice) }

  private func span(_ it: RelativeDate.Span?) throws -> RelativeDate.Span {
    RelativeDate.Span(unit: try choice(it?.unit), count: try integer(it?.count))
  }

  private func relativeDate(_ it: RelativeDate?) throws -> RelativeDate {
    var date = RelativeDate(back: try optional(it?.back, span), names: try texts(it?.names))
    date.isLongAgo = try flag(it?.isLongAgo)
    return date
  }

  private func numberWord(_ it: NumberWord?) throws -> NumberWord {
    NumberWord(try text(it?.word), try integer(it?.value))
  }

  func vocabulary(_ it: Vocabulary?) throws -> Vocabulary {
    Vocabulary(
      lists: try choices(it?.lists, texts), choices: try choices(it?.choices, choiceList),
      relativeDates: try list(it?.relativeDates, relativeDate),
      persons: try choices(it?.persons, texts), numberWords: try list(it?.numberWords, numberWord),
      months: try list(it?.months, texts), weekdays: try list(it?.weekdays, texts))
  }
}
