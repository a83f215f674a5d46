import Language

extension KindModel {
  /// Learns by steps that grow smaller where much was moved.
  ///
  /// - Parameters:
  ///   - examples: the label of each a place in `labels`
  ///   - topics: those that stand among the features of some lines
  package init(labels: [String], topics: [String] = [], examples: [Example]) {
    guard labels.count > 1, !examples.isEmpty else {
      self = .none
      return
    }
    var trainer = KindTrainer(labels: labels.count)
    let keys = examples.map(\.key)
    let passes = KindTrainer.rates.count
    for pass in 0..<passes {
      let order = SplitMix64.steadyOrder(of: keys, round: Self.firstRound + pass)
      for (count, index) in order.enumerated() {
        trainer.learn(examples[index], pass: pass)
        if pass == passes - 1, (count + 1) * Self.looks % examples.count < Self.looks {
          trainer.addToMean()
        }
      }
    }
    self = trainer.model(labels, topics)
  }

  /// Which of the orders comes first; found by trial on held-back lines.
  private static let firstRound = 300
  /// So often in the last pass the weights are added to their mean.
  private static let looks = 10
}
