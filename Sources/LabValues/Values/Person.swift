/// Whose fact it is, where it is not the speaker's own.
package enum Person: String, Sendable, Hashable, CaseIterable, Codable {
  case mother, father, parent, wife, husband, partner, son, daughter, child, brother, sister
  case grandmother, grandfather, friend
  /// Whom a clinician speaks of.
  case patient
  /// Somebody without a record of their own: a neighbour, an aunt, "she" of whom nothing was said.
  case other
}

/// Whom a line leaves in focus: the one that "his" and "her" of the next line mean.
package enum PersonFocus: Sendable, Hashable {
  /// The line names nobody.
  case unchanged
  /// A person, or the speaker.
  case on(Person?)
}

/// "that was my husband's": what was told last is somebody else's.
package struct Handover: Sendable, Hashable {
  /// Whose it is; `nil` for the speaker.
  package var person: Person?

  package init(person: Person?) { self.person = person }
}

extension LabCatalogue {
  /// The person that a word or two name; the speaker for "me".
  package func person(named name: String) -> Person?? {
    let name = name.lowercased()
    if vocabulary.lists[.speaker]?.contains(name) == true { return .some(nil) }
    for person in Person.allCases {
      if person.rawValue == name || vocabulary.persons[person]?.contains(name) == true {
        return .some(person)
      }
    }
    return nil
  }
}
