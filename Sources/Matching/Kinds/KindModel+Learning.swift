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
    let names = labels.map(Self.key(of:))
    var trainer = KindTrainer(labels: names)
    let keys = examples.map { $0.key(names[$0.label]) }
    let passes = KindTrainer.rates.count
    for pass in 0..<passes {
      let order = SplitMix64.steadyOrder(of: keys, round: Self.firstRound + pass)
      for (count, index) in order.enumerated() {
        trainer.learn(examples[index], key: keys[index], pass: pass)
        if pass >= passes - Self.meant, (count + 1) * Self.looks % examples.count < Self.looks {
          trainer.addToMean()
        }
      }
    }
    self = trainer.model(labels, topics)
  }

  /// The number that a label has by its name.
  private static func key(of label: String) -> UInt64 {
    SplitMix64.key(of: label.utf8.map { Int32($0) }, 1)
  }

  /// Which of the orders comes first; found by trial on held-back lines.
  private static let firstRound = 301
  /// Over so many of the last passes the mean is taken: of one, sets of practice differ by half as much again
  /// from order to order.
  private static let meant = 2
  /// So often in each of them the weights are added to it.
  private static let looks = 10
}
