import Knowledge
import LabValues

/// What is to be said to a line: what leads, and what follows.
struct Decision: Sendable {
  /// What must be said first because it cannot wait.
  var lead = Lead()
  var body: Body
  /// How sure the decider was, 0 to 1.
  var sureness: Double = 1

  enum Body: Sendable {
    /// Nothing more than what leads.
    case nothing
    /// A value that could not be recorded is asked about.
    case question(String)
    /// What the line did to the memory, and no more.
    case settled, noted
    /// Nothing of the line could be read, which was told.
    case unread
    /// A line of small talk, by its place.
    case talk(Int)
    /// A refusal, with the section that the knowledge holds on its subject.
    case refuse(Int, held: Retrieval.Hit?)
    /// A subject outside the knowledge; with the section that holds a part of the answer.
    case outside(Int, held: Retrieval.Hit?)
    /// One section; the next ones are near enough to be named.
    case section(Retrieval.Hit, near: [Retrieval.Hit])
    /// A section that was shown already: in one sentence, and what else there is.
    case again(Retrieval.Hit, others: [Int])
    /// Each question of the line by itself.
    case several([LinePart])
    /// Two readings, to choose from.
    case which([Int])
    /// It asks for something of a subject and does not say which.
    case whichTopic(facet: String)
    /// A number that nothing was offered under.
    case noChoice(Int, of: Int)
    /// Subjects side by side, in these facets.
    case compare([String], facets: [String])
    /// Sections side by side, of which the knowledge prefers none.
    case better([String])
    case act(Act)
    /// Somebody is afraid, sad, in pain or angry, and asks nothing.
    case comfort(Int)
    /// Not understood within the subject in focus: what to choose from in it.
    case unclear(topic: String, [Int])
    /// The subject in focus has nothing on the facet asked for: what is near it, to choose from.
    case gap(topic: String, facet: String, [Int])
    /// Not covered; what is nearest.
    case decline(near: [Int])
  }

  /// What a line asks of the conversation and its memory.
  enum Act: Sendable {
    case sources, sentence, place(Int), facts, doctor, lost, shorter, repeated, over, stillSo
    case noMore, noFocus
    case section(String)
    case trend(String)
    /// Where the results with these ids lie; none: that this one was not told.
    case results([String]), noResult(String)
    /// What all stated results say together.
    case numbers, noNumbers
    /// Where a number lies that is nobody's.
    case someResult([Mention])
    case kind([AppliedRule]), kindUnknown([String])
    case danger(DangerAnswer)
  }

  /// How serious what was stated is.
  struct DangerAnswer: Sendable {
    var alarm: StandingAlarm?
    /// The rule that leads with care, and those that are told.
    var worst: AppliedRule?
    var rules: [AppliedRule] = []
    /// The results that it is about.
    var results: [String] = []
    var isUnknown = false
    /// Whether all that the rules say was told already.
    var isTold = false
    /// What is shown where it was asked before: the subject's own section on it.
    var section: String?
  }
}

/// What leads a reply because it cannot wait.
struct Lead: Sendable {
  /// The place of the red flag.
  var flag: Int?
  /// Whether nothing else may be said.
  var isAlone = false
  var rule: AppliedRule?
  /// Of whom the rule speaks; `nil` for the speaker.
  var person: Person?
  /// Results that cannot wait and of which no rule speaks, the worst first.
  var critical: [CriticalResult] = []
  /// Whether the rule is more urgent than the flag, so that its own message leads too.
  var isRuleFirst = false
  /// A doubtful value that would be critical.
  var doubt: String?
  var urgency: Urgency = .none
}
