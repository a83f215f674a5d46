/// Stand-ins until the reader brings these.
extension Mention {
  package var subject: Person? {
    get { nil }
    set {}
  }
}
extension BareValue {
  package var subject: Person? { nil }
  package var when: When? { nil }
}
package struct Unread: Sendable, Hashable {
  package enum Reason: Sendable, Hashable { case unknownTest, other }
  package var asTyped: String
  package var reason: Reason
}
package struct ValueAlarm: Sendable, Hashable {
  package var name: String
  package var asTyped: String
}
package struct Handover: Sendable, Hashable {
  package var person: Person?
}
package enum PersonFocus: Sendable, Hashable {
  case unchanged
  case on(Person?)
}
extension Reading {
  package var unread: [Unread] { [] }
  package var alarms: [ValueAlarm] { [] }
  package var handover: Handover? { nil }
  package var focus: PersonFocus { .unchanged }
}
extension LabCatalogue {
  package enum Told {
    case mention(Mention)
    case doubt(Doubt)
  }
  /// What a number with or without a unit means for one analyte.
  package func mention(of id: String, _ bare: BareValue, unit: String?) -> Told? {
    guard let analyte = analyte(id) else { return nil }
    let measure = analyte.measure(
      bare.value, unit: unit, asksForUnit: false, systems: [:],
      system: { self.unit($0)?.system ?? .neutral })
    switch measure {
    case .value(let typed, let canonical, let guessed):
      var mention = Mention(fact: id, kind: .analyte, status: .stated, range: 0..<0)
      mention.typed = typed
      mention.value = canonical
      let isBare = bare.unit == nil && !analyte.isUnitless
      mention.asTyped = isBare ? "\(bare.asTyped) \(typed.unit)" : bare.asTyped
      mention.comparator = bare.comparator
      mention.unitGuessed = guessed
      mention.when = bare.when
      mention.flag = analyte.flag(canonical.value, comparator: bare.comparator)
      return .mention(mention)
    case .doubt(let reason, let readings):
      return .doubt(
        Doubt(
          fact: id, reason: reason, range: 0..<0, asTyped: bare.asTyped, number: bare.value,
          comparator: bare.comparator,
          candidates: readings.compactMap { typed in
            analyte.canonical(typed).map {
              Doubt.Candidate(
                typed: typed, canonical: $0,
                flag: analyte.flag($0.value, comparator: bare.comparator))
            }
          }))
    }
  }
}

extension LabCatalogue {
  /// The person that a word or two name; the speaker for "me".
  package func person(named name: String) -> Person?? {
    let name = name.lowercased()
    if ["me", "myself", "i"].contains(name) { return .some(nil) }
    return Person(rawValue: name).map { .some($0) }
  }
}
