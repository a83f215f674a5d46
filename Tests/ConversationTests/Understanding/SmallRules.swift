import Knowledge
import LabValues
import Language

@testable import Conversation

/// A handful of patterns in one book.
enum SmallRules {
  static let knowledge: Knowledge = {
    var knowledge = SmallLibrary.knowledge
    knowledge.safety.negations = ["no", "not", "without"]
    knowledge.safety.guards = [
      recognizer("past", "years ago"), recognizer("hypothetical", "what if"),
      recognizer("knowledge", "what is"), recognizer("person", "my", "i"),
      recognizer("fiction", "in a film"), recognizer("animal", "cat"), recognizer("opener", "but"),
      recognizer("told", "had"), recognizer("back", "that was"), recognizer("again", "again"),
      recognizer("idiom", "killing me"),
    ]
    knowledge.safety.redFlags = ["chest pain", "cannot breathe"].map { pattern in
      RedFlag(
        recognizer: recognizer(pattern, pattern), urgency: .now, message: "emergency",
        isAlone: false, isUnconditional: false)
    }
    knowledge.refinements.signals = [
      recognizer("sore", "sore"), recognizer("hot", "lump ... red"),
    ]
    return knowledge
  }()

  static func book() throws -> RuleBook { try RuleBook(knowledge) }

  private static func recognizer(_ id: String, _ patterns: String...) -> Recognizer {
    Recognizer(
      id: id, title: id, patterns: patterns.map { Written($0, at: SmallLibrary.place) },
      place: SmallLibrary.place)
  }
}
