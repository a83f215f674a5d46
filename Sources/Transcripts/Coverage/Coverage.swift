package import Conversation
package import Knowledge
import LabValues

/// What of the knowledge the transcripts reach, and what they never do.
///
/// A message counts once however often it is replayed, so that repetitions change nothing.
package struct Coverage: Sendable, Hashable {
  /// A part of the knowledge that can be reached.
  package struct Item: Sendable, Hashable {
    package var id: String
    package var place: Place?
  }

  /// Items of one sort.
  ///
  /// Only groups that are held can fail a build: what must be tested, not what would be nice.
  package struct Group: Sendable, Hashable {
    package var name: String
    package var items: [Item]
    /// Whether `--fail-under` holds for it.
    package var isHeld: Bool
    /// The messages that reach an item, by its id.
    var messages: [String: Set<String>] = [:]

    package var reached: [Item] { items.filter { messages[$0.id] != nil } }
    /// In the order of the knowledge.
    /// Each with its place, so that an author finds it.
    package var neverReached: [Item] { items.filter { messages[$0.id] == nil } }
    /// Reached through a single wording.
    package var reachedOnce: [Item] { items.filter { messages[$0.id]?.count == 1 } }
    /// From 0 to 100; a group without items is complete.
    package var percent: Double {
      items.isEmpty ? 100 : 100 * Double(reached.count) / Double(items.count)
    }
  }

  /// The sorts of items, in the order in which they are shown.
  private enum Sort: Int, CaseIterable {
    case sections, refinements, redFlags, severeNotes, notes, refusals, outside, smallTalk
    case analytes, qualitative, context, units
  }

  package private(set) var groups: [Group]
  private let unitNames: [String: String]
  /// Units that nobody writes.
  private let unwritten: Set<String>

  /// Nothing reached yet.
  ///
  /// - Parameter labPlaces: where analytes, other facts and units stand, by id; see `LabPlaces`
  ///
  /// Built-in rules are no items: a folder need not test what every folder has.
  package init(_ knowledge: Knowledge, labPlaces: [String: Place] = [:]) {
    func items(_ recognizers: [Recognizer]) -> [Item] {
      recognizers.filter { !$0.place.isBuiltIn }.map { Item(id: $0.id, place: $0.place) }
    }
    func labItems(_ ids: [String]) -> [Item] {
      ids.map { Item(id: $0, place: labPlaces[$0]) }
    }
    let labs = knowledge.labs
    groups = Sort.allCases.map { sort in
      switch sort {
      case .sections:
        Group("sections", knowledge.sections.map { Item(id: $0.id, place: $0.place) }, held: true)
      case .refinements:
        Group(
          "refinements", knowledge.refinements.rules.map { Item(id: $0.id, place: $0.place) },
          held: true)
      case .redFlags:
        Group("red flags", items(knowledge.safety.redFlags.map(\.recognizer)), held: true)
      case .severeNotes:
        Group("conflicts of severity A", Self.notes(knowledge, { $0 == .a }), held: true)
      case .notes: Group("other conflicts", Self.notes(knowledge, { $0 != .a }))
      case .refusals: Group("refusals", items(knowledge.safety.refusals.map(\.recognizer)))
      case .outside: Group("outside subjects", items(knowledge.scope.outside.map(\.recognizer)))
      case .smallTalk: Group("small talk", items(knowledge.dialogue.smallTalk.map(\.recognizer)))
      case .analytes: Group("analytes", labItems(labs.analytes.map(\.id)))
      case .qualitative: Group("results in words", labItems(labs.qualitative.map(\.id)))
      case .context: Group("conditions and medicines", labItems(labs.context.map(\.id)))
      case .units:
        // A unit that has to be confirmed is kept as the one that it stands for.
        Group(
          "units",
          labItems(
            labs.units.map(\.id).filter { id in
              !labs.analytes.contains { $0.confirm[id] != nil }
                || labs.analytes.contains { $0.units.contains { $0.unit == id } }
            }))
      }
    }
    unwritten = Set(labs.units.filter(\.spellings.isEmpty).map(\.id))
    unitNames = Dictionary(
      labs.units.flatMap { unit in
        ([unit.id] + unit.spellings).map { (Self.folded($0), unit.id) }
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func notes(_ knowledge: Knowledge, _ isWanted: (Note.Severity) -> Bool) -> [Item] {
    knowledge.notes.filter { isWanted($0.severity) }.map { Item(id: $0.id, place: $0.place) }
  }

  /// Takes in what one message reached.
  package mutating func add(_ reply: Reply, for message: String) {
    func mark(_ sort: Sort, _ ids: [String]) {
      for id in ids { groups[sort.rawValue].messages[id, default: []].insert(message) }
    }
    let trace = reply.trace
    mark(.sections, trace.sections + [reply.intent].compactMap { $0 })
    mark(.refinements, trace.refinements)
    mark(.redFlags, trace.redFlags)
    mark(.severeNotes, trace.notes)
    mark(.notes, trace.notes)
    mark(.refusals, trace.refusals)
    mark(.outside, trace.outside)
    if let intent = reply.intent, intent.hasPrefix("smalltalk/") {
      mark(.smallTalk, [String(intent.dropFirst("smalltalk/".count))])
    }
    let facts = reply.noted.map(\.fact)
    for sort in [Sort.analytes, .qualitative, .context] { mark(sort, facts) }
    mark(.units, reply.noted.compactMap(unit))
  }

  /// Takes in everything that a replay reached.
  ///
  /// Turns without a reply at hand (other doors than the engine) are passed over.
  package mutating func add(_ result: ReplayResult) {
    for (turn, outcome) in zip(result.turns, result.outcomes) {
      guard let reply = outcome?.reply else { continue }
      add(reply, for: turn.message.joined(separator: "\n"))
    }
  }

  /// Whether every group that counts is reached to at least so many per cent.
  package func isAtLeast(_ percent: Double) -> Bool {
    groups.allSatisfy { !$0.isHeld || $0.percent >= percent }
  }

  /// The unit in which a value was typed; where it has none, that of a ratio.
  private func unit(of fact: SessionFact) -> String? {
    guard fact.value != nil, let typed = fact.asTyped else { return nil }
    var rest = Substring(typed)
    // A unit may hold digits itself: "95 mL/min/1.73m2".
    while let digit = rest.firstIndex(where: { $0.isNumber && $0.isASCII }) {
      rest = rest[digit...].drop { $0.isNumber || $0 == "." || $0 == "," }
      if let unit = unitNames[Self.folded(rest)] { return unit }
    }
    return fact.unit.flatMap { unwritten.contains($0) ? $0 : nil }
  }

  private static func folded(_ text: some StringProtocol) -> String {
    text.lowercased().split(whereSeparator: { $0 == " " })
      .joined(separator: " ").replacing("µ", with: "u").replacing("μ", with: "u")
  }
}

extension Coverage.Group {
  fileprivate init(_ name: String, _ items: [Coverage.Item], held: Bool = false) {
    self.init(name: name, items: items, isHeld: held)
  }
}
