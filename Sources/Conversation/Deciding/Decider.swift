/// Sees one kind of thing that a line may want. It is given all that it needs and writes nothing.
protocol Decider: Sendable {
  /// What it would say to the line, and how sure it is; `nil` where the line is not its business.
  func opinion(on situation: Situation) -> Opinion?
}

/// What a decider would say, and how sure it is that this is wanted: 0 to 1.
struct Opinion: Sendable {
  var body: Decision.Body
  var sureness: Double

  init(_ body: Decision.Body, _ sureness: Double = 1) {
    self.body = body
    self.sureness = sureness
  }
}
