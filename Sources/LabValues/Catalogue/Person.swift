/// Whose fact it is, where it is not the speaker's own.
package enum Person: String, Sendable, Hashable, CaseIterable, Codable {
  case mother, father, parent, wife, husband, partner, son, daughter, child, brother, sister
  case grandmother, grandfather, friend
  /// Whom a clinician speaks of.
  case patient
  /// Somebody without a record of their own: a neighbour, an aunt, "she" of whom nothing was said.
  case other

  /// Whom "she" and "he" can mean; `nil` where both can.
  var sex: Sex? {
    switch self {
    case .mother, .wife, .daughter, .sister, .grandmother: .female
    case .father, .husband, .son, .brother, .grandfather: .male
    case .parent, .partner, .child, .friend, .patient, .other: nil
    }
  }
}
