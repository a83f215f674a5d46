package import Conversation
import Foundation
import Knowledge

/// The JSON object of a reply read back: the other direction of ``JSONText``.
///
/// Read is all that a door looks at; the text and the layout of the reply are not put together again.
///
/// Keys that are not known are passed over, so that a newer server can say more; a known one that
/// is missing or of another type makes the whole object unreadable.
package struct ReplyObject: Decodable {
  private struct Cited: Decodable {
    var source: String
    var section: String
  }

  private struct Stated: Decodable {
    var fact: String
    var value: Value?
    var unit: String?
    var flag: String?
    var date: String?
    var negated: Bool?
    var subject: String?
    var comparator: String?

    private enum CodingKeys: String, CodingKey {
      case fact, value, unit, flag, date, negated, subject, comparator
    }

    var sessionFact: SessionFact {
      var fact = SessionFact(
        fact: fact, unit: unit, flag: flag, date: date, isNegated: negated ?? false,
        subject: subject, comparator: comparator)
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
    var denied: [Stated]?
    var person: String?
    var topic: String?
  }

  private var kind: Reply.Kind
  private var urgency: Urgency
  private var intent: String?
  private var citations: [Cited]
  private var noted: [Stated]
  private var unread: [String]?
  private var session: Remembered
  private var refinedBy: [String]
  private var suggestions: [String]

  private enum CodingKeys: String, CodingKey {
    case kind, urgency, intent, citations, noted, unread, session, suggestions
    case refinedBy = "refined_by"
  }

  /// The reply in a line of JSON, without its text; `nil` where it is none.
  ///
  /// `blocks` and the labels of citations stay empty: what is shown came as lines of its own.
  package static func reply(in line: String) -> Reply? {
    (try? JSONDecoder().decode(ReplyObject.self, from: Data(line.utf8)))?.reply
  }

  private var reply: Reply {
    var reply = Reply(kind)
    reply.urgency = urgency
    reply.intent = intent
    reply.citations = citations.map {
      ReplyCitation(Citation(source: $0.source, section: $0.section), label: "")
    }
    reply.noted = noted.map(\.sessionFact)
    reply.unread = unread ?? []
    reply.session.labs = session.labs.map(\.sessionFact)
    reply.session.conditions = session.conditions.map(\.sessionFact)
    reply.session.medications = session.medications.map(\.sessionFact)
    reply.session.denied = session.denied?.map(\.sessionFact) ?? []
    reply.session.person = session.person
    reply.session.topic = session.topic
    reply.refinedBy = refinedBy
    reply.suggestions = suggestions
    return reply
  }
}
