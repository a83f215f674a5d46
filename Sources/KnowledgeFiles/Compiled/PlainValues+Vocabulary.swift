import LabValues

// The words around results: see PlainValues.swift.
extension Tape {
  private func choices<Choice: CaseIterable & Hashable, Value>(
    _ type: Choice.Type, _ value: () throws -> Value
  ) throws -> [Choice: Value] {
    var map: [Choice: Value] = [:]
    for _ in 0..<(try count()) { map[try choice(type)] = try value() }
    return map
  }

  private func choice() throws -> Choice {
    Choice(value: try text(), words: try texts())
  }

  private func span() throws -> RelativeDate.Span {
    RelativeDate.Span(unit: try choice(RelativeDate.Span.Unit.self), count: try integer())
  }

  private func relativeDate() throws -> RelativeDate {
    let back = try optional(span)
    let isLongAgo = try flag()
    var date = RelativeDate(back: back, names: try texts())
    date.isLongAgo = isLongAgo
    return date
  }

  private func numberWord() throws -> NumberWord { NumberWord(try text(), try integer()) }

  func vocabulary() throws -> Vocabulary {
    Vocabulary(
      lists: try choices(Cue.self) { try texts() },
      choices: try choices(ChoiceList.self) { try list(choice) },
      relativeDates: try list(relativeDate),
      persons: try choices(Person.self) { try texts() }, numberWords: try list(numberWord),
      months: try list(texts), weekdays: try list(texts))
  }
}

extension Sink {
  private func add<Choice: CaseIterable & Hashable, Value>(
    _ map: [Choice: Value], _ value: (Value) -> Void
  ) {
    add(count: map.count)
    for choice in Choice.allCases {
      guard let held = map[choice] else { continue }
      add(choice: choice)
      value(held)
    }
  }

  private func add(_ value: Choice) {
    add(value.value)
    add(value.words)
  }

  private func add(_ value: RelativeDate.Span) {
    add(choice: value.unit)
    add(value.count)
  }

  private func add(_ value: RelativeDate) {
    add(value.back) { add($0) }
    add(value.isLongAgo)
    add(value.names)
  }

  private func add(_ value: NumberWord) {
    add(value.word)
    add(value.value)
  }

  func add(_ value: Vocabulary) {
    add(value.lists) { add($0) }
    add(value.choices) { add($0) { add($0) } }
    add(value.relativeDates) { add($0) }
    add(value.persons) { add($0) }
    add(value.numberWords) { add($0) }
    add(value.months) { add($0) }
    add(value.weekdays) { add($0) }
  }
}
