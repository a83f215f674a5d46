import Language

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
    let (judge, scorer) = Concurrently.both(
      { Rehearsal(data: data, settings: settings).judge() },
      { Scorer(data, rows: rows, settings: settings) })
    return RankingModel(
      labels: Array(set.labels.prefix(data.labelCount)), scorer: scorer, judge: judge)
  }
}
