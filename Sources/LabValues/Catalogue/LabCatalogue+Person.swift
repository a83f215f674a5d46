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
