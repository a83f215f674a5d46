/// A calm reading of the clause in which the evidence for a danger stands.
enum CalmReading: String, Sendable, CaseIterable {
  /// The clause denies it; it is over; it is imagined; knowledge is asked for and nobody is meant.
  case denied, past, hypothetical, question
  /// It stands in an exam, a film, the news or a study; it is a way of speaking; it is an animal.
  case fiction, idiom, animal
  /// The words around it are those of calm lines, which took its weight down already.
  case calm
  /// Whoever it is told of is in hospital already, and it would have to be seen today.
  case inCare = "in care"
  /// The sentence around it surely asks for a section, and sounds like no danger at all.
  case asked

  /// How much sureness it takes away.
  var weight: Float {
    switch self {
    case .denied, .inCare: 5
    case .past, .hypothetical, .question, .idiom: 4
    case .fiction, .animal, .asked: 2.6
    case .calm: 0
    }
  }
}
