import Conversation
import Foundation
import Knowledge
import Transcripts

/// The JSON object of a reply, as far as transcripts look at it.
struct ReplyObject: Decodable {
  private struct Cited: Decodable { var source: String }

  private struct Stated: Decodable {
    var fact: String
    var value: Value?
    var unit: String?
    var flag: String?
    var date: String?
    var negated: Bool?
    var subject: String?

    var sessionFact: SessionFact {
      var fact = SessionFact(
        fact: fact, unit: unit, flag: flag, date: date, isNegated: negated ?? false,
        subject: subject)
      switch value {
      case .number(let number): fact.value = number
      case .word(let word): fact.word = word
      case nil: break
      }
      return fact
    }
  }

  private enum Value: Decodable {
    case number(Double)
    case word(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .word(try container.decode(String.self))
      }
    }
  }

  private struct Remembered: Decodable {
    var labs: [Stated]
    var conditions: [Stated]
    var medications: [Stated]
    var person: String?
  }

  private var kind: Reply.Kind
  private var urgency: Urgency
  private var intent: String?
  private var citations: [Cited]
  private var noted: [Stated]
  private var session: Remembered
  private var refinedBy: [String]

  private enum CodingKeys: String, CodingKey {
    case kind, urgency, intent, citations, noted, session
    case refinedBy = "refined_by"
  }

  /// The facts of the object in a line.
  static func facts(in line: String) throws(DoorError) -> TurnFacts {
    do {
      return try JSONDecoder().decode(ReplyObject.self, from: Data(line.utf8)).facts
    } catch {
      throw .unexpected(String(line.prefix(200)))
    }
  }

  private var facts: TurnFacts {
    TurnFacts(
      kind: kind, urgency: urgency, intent: intent, cites: citations.map(\.source),
      noted: noted.map { FactEntry($0.sessionFact, withDay: true) },
      labs: session.labs.map { FactEntry($0.sessionFact, withDay: false) },
      conditions: session.conditions.map { TurnFacts.name(of: $0.sessionFact) },
      medications: session.medications.map { TurnFacts.name(of: $0.sessionFact) },
      person: session.person, refined: refinedBy)
  }
}
