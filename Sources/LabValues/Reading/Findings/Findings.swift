/// What was found in a line so far; every stage of the reading adds to it.
struct Findings {
  var reading = Reading()
  var taken: TakenNumbers
  /// The status of every name that was decided, by its index in `scan.names`.
  var decided: [Int: Status] = [:]
  /// The line holds a report: a sentence of it explains, and states nothing of the person.
  var isReport = false
  /// Values whose unit was not written and is open so far: the rest of the report may settle it.
  var unsettled: [(entry: Entry, name: Int, test: Int)] = []

  init(_ line: MarkedLine) { taken = TakenNumbers(count: line.numbers.count) }
}
