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

  /// The place of the danger among those of the knowledge.
  var danger: Int
  var source: Source
  /// The words that it was found in.
  var range: Range<Int>
  /// What speaks for it, before anything is taken away.
  var weight: Float
  /// What lowers it.
  var reliefs: [CalmReading] = []

  var sureness: Float { weight - reliefs.reduce(0) { $0 + $1.weight } }
  var holds: Bool { sureness >= Self.least }

  var isPattern: Bool { if case .likeness = source { false } else { true } }

  /// The stated facts without which it would not be this danger.
  var facts: [String] { if case .session(_, let facts) = source { facts } else { [] } }

  /// From this sureness on evidence counts.
  static let least: Float = 0.55
}
