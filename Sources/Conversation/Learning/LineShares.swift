import Matching

/// How likely each kind is in stretches of one line; each stretch is looked at once, whoever asks for it.
final class LineShares {
  private let model: KindModel
  private let features: LineFeatures
  private var known: [Range<Int>: [Float]] = [:]

  init(_ model: KindModel, _ features: LineFeatures) {
    (self.model, self.features) = (model, features)
  }

  /// The shares of all labels of the model in some words; empty where nothing was learned.
  func callAsFunction(_ range: Range<Int>) -> [Float] {
    if let shares = known[range] { return shares }
    let shares = model.shares(features.places(of: range))
    known[range] = shares
    return shares
  }
}
