internal import Dispatch
import Language
internal import Synchronization

extension RankingModel {
  /// Learns a model from a training set.
  ///
  /// Weights come from all phrasings; when to abstain is learned by hiding some phrasings and
  /// whole labels in turn and watching how the rest fares with them.
  package static func trained(on set: TrainingSet) -> RankingModel {
    trained(on: set, settings: LabelWeightsBuilder.Settings(least: set.leastWeight))
  }

  static func trained(
    on set: TrainingSet, settings: LabelWeightsBuilder.Settings
  ) -> RankingModel {
    let data = TrainingMatrix(set)
    let rows = (0..<data.count).map { Int32(truncatingIfNeeded: $0) }
    let (judge, scorer) = both(
      { Rehearsal(data: data, settings: settings).judge() },
      { Scorer(data, rows: rows, settings: settings) })
    return RankingModel(
      labels: Array(set.labels.prefix(data.labelCount)), scorer: scorer, judge: judge)
  }

  /// Does two things at once, which do not know of each other.
  package static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let one = Mutex<First?>(nil)
    let two = Mutex<Second?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { place in
      if place == 0 {
        let done = first()
        one.withLock { $0 = done }
      } else {
        let done = second()
        two.withLock { $0 = done }
      }
    }
    guard let first = one.withLock({ $0 }), let second = two.withLock({ $0 }) else {
      preconditionFailure("both are done")
    }
    return (first, second)
  }
}
