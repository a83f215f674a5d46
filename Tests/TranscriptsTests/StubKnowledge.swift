import Conversation
import Knowledge
import LabValues
import Transcripts

/// A small knowledge with one of each thing that transcripts can reach, and an assistant over it.
enum StubKnowledge {
  static func place(_ file: String, _ line: Int) -> Place { Place(file: file, line: line) }

  static func recognizer(_ id: String, _ line: Int) -> Recognizer {
    Recognizer(id: id, title: id, patterns: [], place: place("rules.yaml", line))
  }

  static func note(_ id: String, _ severity: Note.Severity, _ line: Int) -> Note {
    Note(
      id: id, severity: severity, title: id, text: "", leads: nil, says: [],
      place: place("conflicts.yaml", line))
  }

  static func section(_ id: String) -> Section {
    Section(
      id: id, topic: "a", facet: "b", title: "Paget", gist: CitedText("", citations: []),
      body: CitedText("Raynaud", citations: []), cautions: [], phrases: [], keywords: [], more: [],
      why: nil, place: place("\(id).yaml", 1))
  }

  static let labs = LabCatalogue(
    units: [
      LabUnit(id: "mg/dL", system: .conventional, spellings: ["mg/dl"]),
      LabUnit(id: "mmol/L", system: .si, spellings: ["mmol/l", "mmol per litre"]),
    ], otherUnits: [],
    analytes: ["phosphate", "calcium"].map { id in
      Analyte(
        id: id, name: id, label: id, canonical: "mg/dL", names: [id],
        units: [UnitFactor(unit: "mg/dL", factor: 1, decimals: 1)],
        reference: ReferenceInterval(low: 2, high: 4, unit: "mg/dL"), soft: 1...9, hard: 0...20,
        infer: [], critical: CriticalLimits(low: nil, high: nil, source: ""))
    }, otherTests: [], qualitative: [], context: [], derivations: .none,
    vocabulary: LabCatalogue.empty.vocabulary)

  static let knowledge = Knowledge(
    title: "Stubs 2026",
    sources: [
      Source(
        id: "one", title: "One", label: "One 2026", author: nil, publisher: nil, year: 2026,
        trust: "", isDocument: true, place: place("sources.yaml", 3))
    ], topics: [], facets: [], sections: [section("a/b"), section("a/c")],
    notes: [note("C-01", .a, 4), note("C-02", .b, 9), note("C-03", .a, 14)],
    safety: SafetyRules(
      groups: [], negations: [], guards: [],
      redFlags: [
        RedFlag(
          recognizer: recognizer("E1", 5), urgency: .now, message: "", isAlone: true,
          isUnconditional: false)
      ], messages: [:],
      refusals: [Refusal(recognizer: recognizer("dose", 8), text: "", answersToo: false)]),
    scope: Scope(
      outside: [OutsideSubject(recognizer: recognizer("teeth", 9), text: nil)], examples: []),
    dialogue: Dialogue(
      smallTalk: [SmallTalk(recognizer: recognizer("thanks", 2), text: "")], acts: [], wording: [:],
      place: place("dialogue.yaml", 1)),
    refinements: Refinements(
      signals: [],
      rules: ["R1", "R2"].map { id in
        Refinement(
          id: id, title: id, priority: 1, urgency: .none, when: .all([]), isOnKind: false,
          body: CitedText("", citations: []), cautions: [], place: place("refinements.yaml", 6))
      }, asks: []), words: WordLists(synonyms: [], misspellings: [:], stopwords: [], plain: []),
    labs: labs)

  /// Answers as `reply(to:)` does and keeps what was noted in order.
  static func door() -> EngineDoor {
    EngineDoor { line, session in
      var reply = reply(to: line)
      if line == "phosphate" { session.today = Day(year: 2026, month: 1, day: 1) }
      if session.today != nil {
        reply.session.labs = [
          SessionFact(fact: "phosphate", value: 6.8, unit: "mg/dL", flag: "high")
        ]
      }
      return reply
    }
  }

  static func reply(to line: String) -> Reply {
    var reply = Reply(.answer)
    reply.intent = "a/b"
    reply.trace.sections = ["a/b"]
    switch line {
    case "phosphate":
      reply = Reply(.noted)
      reply.blocks = [.noted("Noted: phosphate.")]
      reply.noted = [
        SessionFact(
          fact: "phosphate", value: 6.8, unit: "mg/dL", flag: "high", asTyped: "2.2 mmol/l",
          date: "2026-02-01")
      ]
    case "long": reply.blocks = [.text("one two three four five six seven eight")]
    case "/mode json":
      reply = Reply(.info)
      reply.effect = .json(true)
    case "flag":
      reply = Reply(.urgent)
      reply.trace.redFlags = ["E1"]
      reply.trace.refinements = ["R1"]
      reply.trace.notes = ["C-01"]
      reply.intent = "safety/E1"
    case "version": reply.blocks = [.text("calciq 1.0.0 took 0.3 ms after 5 s, [N] of 1.0.01")]
    default: reply.blocks = [.text("Hello [..]")]
    }
    return reply
  }
}
