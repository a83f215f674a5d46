import Matching

/// What a line asks for, as sections of the knowledge.
struct Retrieval: Sendable {
  struct Hit: Sendable {
    /// The place of the section in the knowledge.
    var number: Int
    var topic: String
    /// How probable it is that this section is meant, 0 to 1.
    var score: Double
    /// The subject within which it was found, which stays in focus.
    var subject: String?
  }

  /// The best sections, best first.
  var hits: [Hit]
  /// Whether the matcher is sure enough to answer at all.
  var isCovered: Bool
  /// Whether two sections are about equally near.
  var isClose: Bool
  /// Whether all that the line says is strange to the subject.
  var isStranger = false
  /// Whether a word of our subjects stands in the line.
  var isAnchored = false
  /// Whether it was read within the subject in focus.
  var isHeld = false
  /// What is asked for and the subject in focus has nothing on.
  var lacks: Lack?

  /// A facet that the subject in focus has no section on.
  struct Lack: Sendable {
    /// The subject in focus.
    var topic: String
    var facet: String
    /// The section that a general subject has on it.
    var elsewhere: Int?
  }

  static let nothing = Retrieval(hits: [], isCovered: false, isClose: false)

  var best: Hit? { hits.first }

  /// The sections of both readings, each with the middle of its two scores.
  func weighed(with other: Retrieval) -> Retrieval {
    var hits = hits
    for index in hits.indices { hits[index].score /= 2 }
    for hit in other.hits {
      if let index = hits.firstIndex(where: { $0.number == hit.number }) {
        hits[index].score += hit.score / 2
      } else {
        var half = hit
        half.score /= 2
        hits.append(half)
      }
    }
    return Retrieval(
      hits: Self.ordered(hits), isCovered: isCovered, isClose: isClose && other.isClose)
  }

  /// The same, with a subject that stays in focus.
  func within(_ subject: String) -> Retrieval {
    var found = self
    for place in found.hits.indices { found.hits[place].subject = subject }
    return found
  }

  /// The best first; what is equal stays in its order.
  static func ordered(_ hits: [Hit]) -> [Hit] {
    let order = hits.indices.sorted { (-hits[$0].score, $0) < (-hits[$1].score, $1) }
    return order.map { hits[$0] }
  }
}

extension Ranking {
  /// Whether it reads so clearly as a question of ours that no request takes it away.
  var isClear: Bool {
    guard let best, decision == .answer else { return false }
    return inScope >= 0.99 && best.probability >= 0.97 && margin >= 1.3
  }
}
