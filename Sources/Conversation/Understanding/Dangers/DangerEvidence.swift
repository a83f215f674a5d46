import LabValues

/// Something that speaks for a danger in a line, and what in the line lowers it.
///
/// Sureness adds up: what speaks for the danger, less what each calm reading takes away. From `holds` on
/// it counts; below, the danger is withheld, and the reasons say why.
struct DangerEvidence: Sendable {
  /// What the danger was found by.
  enum Source: Sendable, Hashable {
    /// An authored pattern, by its number in the rule book.
    case pattern(Int)
    /// Likeness to lines that are dangers.
    case likeness
    /// A pattern that this line completes together with what was told before; the facts it needs.
    case session(pattern: Int, facts: [String])
  }

  /// A calm reading of the clause in which the evidence stands.
  enum Relief: String, Sendable, CaseIterable {
    /// The clause denies it; it is over; it is imagined; knowledge is asked for and nobody is meant.
    case denied, past, hypothetical, question
    /// It stands in an exam, a film, the news or a study; it is a way of speaking; it is an animal.
    case fiction, idiom, animal
    /// The words around it are those of calm lines, which took its weight down already.
    case calm

    /// How much sureness it takes away.
    var weight: Float {
      switch self {
      case .denied: 5
      case .past, .hypothetical, .question, .idiom: 4
      case .fiction, .animal: 2.6
      case .calm: 0
      }
    }
  }

  /// The place of the danger among those of the knowledge.
  var danger: Int
  var source: Source
  /// The words that it was found in.
  var range: Range<Int>
  /// What speaks for it, before anything is taken away.
  var weight: Float
  /// What lowers it.
  var reliefs: [Relief] = []

  var sureness: Float { weight - reliefs.reduce(0) { $0 + $1.weight } }
  var holds: Bool { sureness >= Self.least }

  var isPattern: Bool { if case .likeness = source { false } else { true } }

  /// The stated facts without which it would not be this danger.
  var facts: [String] { if case .session(_, let facts) = source { facts } else { [] } }

  /// From this sureness on evidence counts.
  static let least: Float = 0.55
}
