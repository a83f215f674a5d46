import Dispatch
import Language
import Synchronization
package import Transcripts

/// Runs many transcripts through many doors, several at a time.
///
/// Each job has doors of its own and takes the next transcript when it is done with one. A
/// transcript goes through one door after the other, and is then compared between them.
package struct ReplayRun: Sendable {
  package var transcripts: [Transcript]
  package var doors: [DoorKind]
  package var replayer = Replayer()
  /// How often each transcript is run.
  /// From the second time on only verdicts are kept.
  package var repeats = 1
  /// Runs in an order that this decides; `nil` keeps the order of the files.
  /// Repetitions are shuffled along.
  package var seed: UInt64?
  /// How many run at the same time.
  package var jobs = 1

  package init(_ transcripts: [Transcript], through doors: [DoorKind]) {
    self.transcripts = transcripts
    self.doors = doors
  }

  /// How far a run has come.
  /// Counted over all doors and repetitions.
  package struct Progress: Sendable, Hashable {
    package var done = 0
    package var all: Int
    package var turns = 0
    package var failed = 0
  }

  private struct State {
    var next = 0
    var progress: Progress
    var results: [ReplayResult] = []
  }

  /// The results; their order, and what is in them, does not depend on `jobs` and `seed`.
  ///
  /// - Parameters:
  ///   - makeDoor: called once for each door of each job
  ///   - report: told after each transcript, from any thread but never from two at once
  ///
  /// It blocks until all is done; doors are ended even where a transcript fails.
  package func results(
    makeDoor: @escaping @Sendable (DoorKind) -> any ReplayDoor,
    report: @escaping @Sendable (Progress) -> Void
  ) -> ReplaySummary {
    var items = (1...max(1, repeats)).flatMap { run in transcripts.map { (run, $0) } }
    if let seed {
      var random = SplitMix64(seed: seed)
      items = random.order(items.count).map { items[$0] }
    }
    let work = items
    let state = Mutex(State(progress: Progress(all: work.count)))
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, work.count))) { _ in
      var open = doors.map { ($0, makeDoor($0)) }
      defer { for index in open.indices { open[index].1.end() } }
      while true {
        let index = state.withLock { state in
          defer { state.next += 1 }
          return state.next
        }
        guard work.indices.contains(index) else { return }
        let (run, transcript) = work[index]
        let results = replay(transcript, run, through: &open)
        state.withLock { state in
          state.results += results
          state.progress.done += 1
          state.progress.turns += results.reduce(0) { $0 + $1.turns.count }
          state.progress.failed += results.reduce(0) { $0 + $1.turns.count(where: \.hasFailed) }
          report(state.progress)
        }
      }
    }
    return ReplaySummary(state.withLock { $0.results })
  }

  private func replay(
    _ transcript: Transcript, _ run: Int, through doors: inout [(DoorKind, any ReplayDoor)]
  ) -> [ReplayResult] {
    var results: [ReplayResult] = []
    for index in doors.indices {
      let kind = doors[index].0
      results.append(
        replayer.replay(transcript, through: &doors[index].1, kind: kind, run: run))
    }
    if results.count > 1 { results = DoorComparison.compared(results) }
    // What came is needed once; fifty repetitions of it would only take memory.
    if run > 1 { for index in results.indices { results[index].outcomes = [] } }
    return results
  }
}
