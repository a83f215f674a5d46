import Matching

/// How likely each kind is in stretches of one line; each stretch is looked at once, whoever asks for it.
final class LineShares {
  private let model: KindModel
  private let features: LineFeatures
  private let topic: String?
  private var known: [Range<Int>: [Float]] = [:]

  /// - Parameter topic: the one that is spoken of while the line is typed
  init(_ model: KindModel, _ features: LineFeatures, within topic: String? = nil) {
    (self.model, self.features, self.topic) = (model, features, topic)
  }

  /// How many words the line has.
  var count: Int { features.starts.count - 1 }

  /// The shares of all labels of the model in some words; empty where nothing was learned.
  func callAsFunction(_ range: Range<Int>) -> [Float] {
    if let shares = known[range] { return shares }
    let shares = model.shares(features.places(of: range))
    known[range] = shares
    return shares
  }

  /// The shares in the line as a whole, as it is meant within the topic that is spoken of; empty where
  /// none is, or no line was learned within it.
  lazy var held: [Float] = {
    guard let topic, model.topics.contains(topic) else { return [] }
    return model.shares((features.places + LineFeatures.places(within: topic))[...])
  }()
}
