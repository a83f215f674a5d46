import Conversation
import Foundation

/// The JSON object of a reply, as far as a shell looks at it.
struct ReplyObject: Decodable {
  private struct Fact: Decodable {
    var fact: String
    var subject: String?

    var sessionFact: SessionFact { SessionFact(fact: fact, subject: subject) }
  }

  private struct Remembered: Decodable {
    var labs: [Fact]
    var conditions: [Fact]
    var medications: [Fact]
    var denied: [Fact]?
    var person: String?
    var topic: String?
  }

  private var kind: Reply.Kind
  private var intent: String?
  private var noted: [Fact]
  private var session: Remembered
  private var refinedBy: [String]
  private var suggestions: [String]

  private enum CodingKeys: String, CodingKey {
    case kind, intent, noted, session, suggestions
    case refinedBy = "refined_by"
  }

  /// The reply in a line of JSON, without its text; `nil` where it is none.
  static func reply(in line: String) -> Reply? {
    (try? JSONDecoder().decode(ReplyObject.self, from: Data(line.utf8)))?.reply
  }

  private var reply: Reply {
    var reply = Reply(kind)
    reply.intent = intent
    reply.noted = noted.map(\.sessionFact)
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
