import Language

extension RankingModel {
  /// Learns a model from a training set.
  ///
  /// Weights come from all phrasings; when to abstain is learned by hiding some phrasings and
  /// whole labels in turn and watching how the rest fares with them.
  package static func trained(on set: TrainingSet) -> RankingModel {
    trained(on: set, settings: LabelWeightsBuilder.Settings())
  }

  static func trained(
    on set: TrainingSet, settings: LabelWeightsBuilder.Settings
  ) -> RankingModel {
    let data = TrainingMatrix(set)
    let judge = Rehearsal(data: data, settings: settings).judge()
    var random = SplitMix64(seed: 1)
    let rows = random.order(data.count).map { Int32(truncatingIfNeeded: $0) }
    return RankingModel(
      labels: Array(set.labels.prefix(data.labelCount)),
      scorer: Scorer(data, rows: rows.sorted(), settings: settings), judge: judge)
  }
}
