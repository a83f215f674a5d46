package import Conversation
package import Knowledge

/// What a reply was, apart from its wording.
///
/// All doors give the same: it is made of the reply here, and of its JSON object there.
package struct TurnFacts: Sendable, Hashable {
  package var kind: Reply.Kind
  package var urgency: Urgency
  package var intent: String?
  package var cites: [String]
  package var noted: [FactEntry]
  package var labs: [FactEntry]
  package var conditions: [String]
  package var medications: [String]
  /// Whose record is in focus; `nil` for the speaker.
  package var person: String?
  package var refined: [String]

  package init(
    kind: Reply.Kind, urgency: Urgency, intent: String?, cites: [String], noted: [FactEntry],
    labs: [FactEntry], conditions: [String], medications: [String], person: String? = nil,
    refined: [String]
  ) {
    self.kind = kind
    self.urgency = urgency
    self.intent = intent
    self.cites = Self.distinct(cites)
    self.noted = noted
    self.labs = labs
    self.conditions = conditions
    self.medications = medications
    self.person = person
    self.refined = refined
  }

  package init(_ reply: Reply) {
    self.init(
      kind: reply.kind, urgency: reply.urgency, intent: reply.intent,
      cites: reply.citations.map(\.citation.source),
      noted: reply.noted.map { FactEntry($0, withDay: true) },
      labs: reply.session.labs.map { FactEntry($0, withDay: false) },
      conditions: reply.session.conditions.map(Self.name),
      medications: reply.session.medications.map(Self.name),
      person: reply.session.person, refined: reply.refinedBy)
  }

  /// A condition or medicine with whose it is: `dialysis`, `mother: dialysis`.
  package static func name(of fact: SessionFact) -> String {
    fact.subject.map { "\($0): \(fact.fact)" } ?? fact.fact
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// What is said under a key, as a transcript writes it; `nil` for `text`, which is no fact.
  package func written(_ key: FactKey) -> String? {
    switch key {
    case .kind: kind.rawValue
    case .urgency: urgency.rawValue
    case .intent: intent ?? "none"
    case .cites: Self.list(cites, " ")
    case .noted: Self.list(noted.map(\.text), "; ")
    case .labs: Self.list(labs.map(\.text), "; ")
    case .conditions: Self.list(conditions, " ")
    case .medications: Self.list(medications, " ")
    case .person: person ?? "none"
    case .refined: Self.list(refined, " ")
    case .text: nil
    }
  }

  private static func list(_ items: [String], _ separator: String) -> String {
    items.isEmpty ? "none" : items.joined(separator: separator)
  }

  /// The facts that describe a turn: the kind always, the others where they say something.
  ///
  /// - Parameter previous: the facts of the turn before; a list that has become empty is asserted
  ///   as `none`
  package func described(
    after previous: TurnFacts?
  ) -> [(sign: FactSign, key: FactKey, value: String)] {
    FactKey.allCases.compactMap { key in
      guard let value = written(key) else { return nil }
      let says =
        switch key {
        case .kind: true
        case .urgency: urgency != .none
        case .intent: intent != nil
        case .labs: !labs.isEmpty || previous?.labs.isEmpty == false
        case .conditions: !conditions.isEmpty || previous?.conditions.isEmpty == false
        case .medications: !medications.isEmpty || previous?.medications.isEmpty == false
        case .person: person != previous?.person
        default: value != "none"
        }
      return says ? (.exactly, key, value) : nil
    }
  }
}
