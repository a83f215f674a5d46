/// Compares what several doors gave for the same transcript, with each other.
package enum DoorComparison {
  /// The results with a failure at every turn where a door gave something else than the first one.
  ///
  /// A turn that differs from the transcript already keeps its own difference.
  ///
  /// Answers are compared line by line, then facts, then the JSON object where both doors give one.
  package static func compared(_ results: [ReplayResult]) -> [ReplayResult] {
    guard let first = results.first(where: { $0.skipped == nil }) else {
      return results
    }
    return results.map { result in
      guard result.door != first.door else { return result }
      var result = result
      for index in result.turns.indices {
        guard let reason = difference(first, result, index), result.turns[index].hasPassed else {
          continue
        }
        var failure = TurnFailure()
        failure.reason = "\(result.door.rawValue) and \(first.door.rawValue) differ in \(reason)"
        failure.text = textDifference(first, result, index)
        result.turns[index].status = .failed(failure)
      }
      return result
    }
  }

  private static func pair(
    _ first: ReplayResult, _ other: ReplayResult, _ index: Int
  ) -> (TurnOutcome, TurnOutcome)? {
    guard first.outcomes.indices.contains(index), other.outcomes.indices.contains(index),
      let a = first.outcomes[index], let b = other.outcomes[index]
    else { return nil }
    return (a, b)
  }

  private static func difference(
    _ first: ReplayResult, _ other: ReplayResult, _ index: Int
  ) -> String? {
    guard let (a, b) = pair(first, other, index) else { return nil }
    if a.answer != b.answer { return "text" }
    if a.facts != b.facts {
      let keys = FactKey.allCases.filter { a.facts.written($0) != b.facts.written($0) }
      return keys.map {
        "\($0.rawValue): '\(b.facts.written($0) ?? "")' and '\(a.facts.written($0) ?? "")'"
      }.joined(separator: "; ")
    }
    if let one = a.json, let two = b.json, one != two { return "the JSON object" }
    return nil
  }

  private static func textDifference(
    _ first: ReplayResult, _ other: ReplayResult, _ index: Int
  ) -> [DiffLine] {
    guard let (a, b) = pair(first, other, index), a.answer != b.answer else { return [] }
    return Diff.lines(a.answer.map(ExpectedLine.literal), b.answer)
  }
}
