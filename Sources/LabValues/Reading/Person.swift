/// Somebody else than the speaker, of whom results and illnesses are told.
package enum Person: String, Sendable, Hashable, CaseIterable, Codable {
  case mother, father, parent, wife, husband, partner, son, daughter, child, brother, sister
  case grandmother, grandfather, friend, patient, other
}
