package import Conversation
package import Rendering

/// Who answers the lines of a shell: the assistant in this program, or a server.
///
/// A shell asks one line at a time, from one thread, and waits.
package protocol Answering {
  /// The answer to one line, which may hold line breaks; a throw ends the shell.
  /// What cannot be understood is an answer, not a throw.
  mutating func answer(_ line: String, on page: Page) throws -> Answer
  /// What is remembered of everybody; `nil` where that is somebody else's business.
  var diary: [DiaryEntry]? { get }
  /// Remembers more than a conversation needs: results of years.
  mutating func rememberYears()
}

extension Answering {
  package var diary: [DiaryEntry]? { nil }
  package mutating func rememberYears() {}
}

/// How an answer is to be laid out.
///
/// It may be another for every line: windows change their width.
package struct Page: Sendable, Hashable {
  /// The columns to wrap at; `nil` leaves paragraphs on one line.
  package var width: Int?
  package var isJSON: Bool
  /// Whether boxes and plots are replaced by sentences, for screen readers.
  package var isAccessible: Bool
  package var isASCII: Bool

  package init(
    width: Int?, isJSON: Bool = false, isAccessible: Bool = false, isASCII: Bool = false
  ) {
    self.width = width
    self.isJSON = isJSON
    self.isAccessible = isAccessible
    self.isASCII = isASCII
  }

  /// What lays a reply out for it.
  ///
  /// - Parameter standard: the columns where none were asked for
  func layout(width standard: Int? = nil) -> PlainText {
    PlainText(width: width ?? standard, isAccessible: isAccessible, isASCII: isASCII)
  }
}

/// What a shell shows for one line, and what it has to know about it.
///
/// What may be kept of a line is decided here, by what the reply did with it, never by its words.
package struct Answer: Sendable {
  package enum Body: Sendable, Hashable {
    /// Lines with their roles, for colour.
    case lines([TextLine])
    /// Text to be shown as it is, such as a JSON object.
    case raw(String)
  }

  package var body: Body
  package var effect: ReplyEffect?
  /// Whether the line told something about a person, so that a conversation can forget it.
  package var isPersonal = false
  /// Whether the line is known to say nothing of anybody: only such a line reaches the history file.
  package var mayBeKept = false
  /// The ids of the facts that the line stated.
  package var stated: [String] = []
  /// The ids of the facts that the answer shows or stands on, so that a conversation can forget it.
  package var shown: [String] = []
  /// Questions that could come next.
  package var suggestions: [String] = []
  /// What there is to say about how the answer came, before it is shown.
  package var notices: [String] = []
  /// What may be kept of the line where it stayed open, and somebody wishes to know such lines.
  package var open: OpenQuestion?
  /// The reply itself, where it is at hand; recordings need it.
  package var reply: Reply?

  /// Whether no fact is remembered after the line; a server that drops facts without naming them
  /// drops all.
  var leavesNothing: Bool {
    guard let session = reply?.session else { return effect == .forgot([]) }
    return [session.labs, session.conditions, session.medications, session.denied]
      .allSatisfy(\.isEmpty)
  }

  package init(_ body: Body, effect: ReplyEffect? = nil) {
    self.body = body
    self.effect = effect
  }

  /// The answer that shows a reply on a page.
  ///
  /// One line of JSON, or the text at the width of the page.
  package init(_ reply: Reply, on page: Page) {
    let body: Body
    if page.isJSON {
      body = .raw(JSONText.line(reply))
    } else {
      body = .lines(page.layout().lines(of: reply))
    }
    self.init(body: body, reply)
  }

  /// The answer that a reply is, with a body that was laid out elsewhere.
  ///
  /// A line counts as personal by what it did: it stated facts, it had to be asked back (a value
  /// without its unit), or it described an emergency.
  package init(body: Body, _ reply: Reply) {
    self.body = body
    effect = reply.effect
    stated = reply.noted.map(\.fact)
    isPersonal = !stated.isEmpty || [.clarify, .urgent, .noted].contains(reply.kind)
    shown = stated + reply.refinedBy
    if reply.kind == .info {  // a list or a table of what is remembered
      let session = reply.session
      shown += (session.labs + session.conditions + session.medications).map(\.fact)
    }
    suggestions = reply.suggestions
    self.reply = reply
  }
}

/// Answers with an assistant and the session of this one person.
///
/// Nothing is read or written: no file, no clock. The day comes with the session.
package struct LocalAnswering: Answering {
  private let assistant: Assistant
  private var session: Session
  private let mask: QuestionMask?

  /// - Parameter mask: makes of lines that stay open what may be kept of them, where that is wished
  package init(_ assistant: Assistant, session: Session, mask: QuestionMask? = nil) {
    self.assistant = assistant
    self.session = session
    self.mask = mask
  }

  package mutating func answer(_ line: String, on page: Page) -> Answer {
    let reply = assistant.reply(to: line, in: &session)
    var answer = Answer(reply, on: page)
    answer.mayBeKept = assistant.mayKeep(line, after: reply)
    answer.open = mask?.question(line, after: reply)
    return answer
  }

  package var diary: [DiaryEntry]? { session.diary }

  package mutating func rememberYears() { session.limits = .diary }
}
