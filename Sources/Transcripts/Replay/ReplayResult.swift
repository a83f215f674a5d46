/// What became of one turn.
package struct TurnResult: Sendable, Hashable {
  package enum Status: Sendable, Hashable {
    case passed
    case failed(TurnFailure)
    /// Not tried, with the reason.
    case notRun(String)
  }

  package var number: Int
  /// The line of the message in the file.
  package var line: Int
  package var session: String
  package var message: [String]
  package var status: Status

  package var hasFailed: Bool { if case .failed = status { true } else { false } }
  package var hasPassed: Bool { status == .passed }
}

/// How a turn differs from what was expected.
///
/// Several reasons may hold at once; all of them are shown.
package struct TurnFailure: Sendable, Hashable {
  /// The difference of the text; empty where the text is as expected.
  package var text: [DiffLine] = []
  /// The facts that do not hold.
  package var facts: [FactDifference] = []
  /// Why there is no answer, or how two doors disagree.
  package var reason: String?

  package init() {}
}

/// A fact that does not hold.
package struct FactDifference: Sendable, Hashable {
  package var fact: Fact
  /// What came, as a transcript would write it.
  package var actual: String
}

/// What became of one transcript through one door.
package struct ReplayResult: Sendable, Hashable {
  package var path: String
  package var title: String
  package var door: DoorKind
  /// Which repetition this is, counted from 1.
  package var run: Int
  package var turns: [TurnResult]
  /// What came back for each turn; `nil` where it was not run or the door broke.
  package var outcomes: [TurnOutcome?]
  /// Why the whole file was left out, where it was.
  package var skipped: String?
  /// Whether the door itself could not be reached.
  package var isUnreachable = false

  package var hasFailed: Bool { turns.contains(where: \.hasFailed) }

  /// Turns the result of a file around that is known to fail: what differs in it is not counted, and where
  /// nothing does, the file is told to be right.
  ///
  /// Nothing is judged where the door broke: that says nothing of the file.
  mutating func judge(knownFailure reason: String) {
    guard hasFailed else {
      guard let last = turns.indices.last else { return }
      var failure = TurnFailure()
      failure.reason =
        "every turn passes, but the file is a known failure (\(reason)): take that line away"
      turns[last].status = .failed(failure)
      return
    }
    for index in turns.indices where !turns[index].hasPassed {
      turns[index].status = .notRun("a known failure: \(reason)")
    }
  }

  /// The name in reports: the path, the door unless it is the engine, the run where there are more.
  package func name(ofRuns runs: Int) -> String {
    path + (door == .engine ? "" : " (\(door.rawValue))") + (runs > 1 ? " run \(run)" : "")
  }
}

/// The results of a replay in the order that does not depend on who was first: path, run, door.
///
/// Two runs over the same files and doors give the same summary, however many jobs there were.
package struct ReplaySummary: Sendable, Hashable {
  package var results: [ReplayResult]

  package init(_ results: [ReplayResult]) {
    self.results = results.sorted { ($0.path, $0.run, $0.door) < ($1.path, $1.run, $1.door) }
  }

  package var runs: Int { results.map(\.run).max() ?? 1 }
  package var turns: Int { results.reduce(0) { $0 + $1.turns.count } }
  package var passed: Int { count(\.hasPassed) }
  package var failed: Int { count(\.hasFailed) }
  package var notRun: Int { turns - passed - failed }
  package var files: Int { Set(results.map(\.path)).count }

  private func count(_ isSo: (TurnResult) -> Bool) -> Int {
    results.reduce(0) { $0 + $1.turns.count(where: isSo) }
  }

  /// Transcripts that pass in some runs and fail in others through the same door.
  package var flaky: [String] {
    var seen: [String: Set<Bool>] = [:]
    for result in results where result.skipped == nil {
      seen["\(result.path) (\(result.door.rawValue))", default: []].insert(result.hasFailed)
    }
    return seen.filter { $0.value.count > 1 }.keys.sorted()
  }
}
