import Knowledge
import LabValues

/// The fixed sentences of a reply: the author's where the knowledge has them, plain ones otherwise.
struct Wording: Sendable {
  private let sentences: [String: String]

  init(_ dialogue: Dialogue) { sentences = dialogue.wording }

  /// A sentence with its `{placeholders}` filled in.
  func callAsFunction(_ key: Key, _ values: [String: String] = [:]) -> String {
    var text = sentences[key.rawValue] ?? key.standard
    for name in values.keys.sorted() {
      text = text.replacing("{\(name)}", with: values[name] ?? "")
    }
    return text
  }

  /// What can be said; the raw value is the key in `dialogue.yaml`.
  enum Key: String, CaseIterable {
    case noted, notedDenied = "noted-denied", banner, greeting, anyResult = "any-result"
    case ownNote = "own-note", because, decline, declineNamed = "decline-named"
    case declineNear = "decline-near", declineTopics = "decline-topics"
    case clarifyReadings = "clarify-readings", clarifyNumber = "clarify-number"
    case clarifyTopic = "clarify-topic", unknownChoice = "unknown-choice"
    case suggestions, disagree, comparison, silentCell = "silent-cell"
    case noFocus = "no-focus", noMore = "no-more"
    case sourcesLast = "sources-last", sourcesNone = "sources-none", empty
    case noFacts = "no-facts", factsTitle = "facts-title", noLabs = "no-labs", noLab = "no-lab"
    case forgot, forgotAll = "forgot-all", nothingToForget = "nothing-to-forget", still
    case undone, nothingToUndo = "nothing-to-undo", reset, corrected
    case numbersTitle = "numbers-title", numbersInside = "numbers-inside"
    case numbersLow = "numbers-low", numbersHigh = "numbers-high"
    case numbersCriticalLow = "numbers-critical-low"
    case numbersCriticalHigh = "numbers-critical-high"
    case numbersUnknown = "numbers-unknown", numbersOwn = "numbers-own"
    case child, pregnancy, typeUnknown = "type-unknown", typeNeed = "type-need"
    case dangerUnknown = "danger-unknown", doctorTitle = "doctor-title", reminder
    case crisisReminder = "reminder-crisis"
    case tooLong = "too-long", unreadable, unknownCommand = "unknown-command"
    case unknownCommandNear = "unknown-command-near", badArgument = "bad-argument"
    case askUnit = "ask-unit", askUnitMeaning = "ask-unit-meaning", implausible
    case wrongUnit = "wrong-unit", askName = "ask-name", contradiction
    case usualRange = "usual-range", contradictionInLine = "contradiction-in-line", or, and, not
    case notYours = "not-yours", notYoursCritical = "not-yours-critical"
    case guessedUnit = "guessed-unit", criticalMaybe = "critical-maybe", also
    case outsideRange = "outside-range", allInside = "all-inside"
    case adjusted, product, filtration, notComputed = "not-computed"
    case withAdjusted = "with-adjusted", rising, falling, steady, oneValue = "one-value",
      trendAbove = "trend-above"
    case trendBelow = "trend-below", tableTest = "table-test", tableResult = "table-result"
    case tableUnit = "table-unit", tableReference = "table-reference", tableWhen = "table-when"
    case tableSource = "table-source", computed, criticalAlert = "critical-alert"
    case roughAdjusted = "rough-adjusted", stage, severe, band, target
    case nothing, age, female, male, doctorRule = "doctor-rule", doctorNote = "doctor-note"
    case ownResults = "own-results", needsFacts = "needs-facts", needsAge = "needs-age"
    case notForChildren = "not-for-children", notComputedWith = "not-computed-with"
    case betterReported = "better-reported", notNeeded = "not-needed", trendNone = "trend-none"
    case confirmUnit = "confirm-unit", targetAbove = "target-above", targetBelow = "target-below"
    case targetInside = "target-inside", targetCritical = "target-critical"
    case numbersAsk = "numbers-ask", lastExplained = "last-explained", session
    case becauseOf = "because-of", criticalResult = "critical-result"
    case notedFor = "noted-for", ofPerson = "of-person", moved, withdrawn, unread
    case unreadTests = "unread-tests", unreadMore = "unread-more", nowAbout = "now-about"
    case resultsOf = "results-of", factsOf = "facts-of", noFactsOf = "no-facts-of"
    case noLabsOf = "no-labs-of"
    case pasting
    case comfortTopic = "comfort-topic", declineAsk = "decline-ask", unclear
    case noRanking = "no-ranking", redFlags = "red-flags", dangerResult = "danger-result"
    case spanValues = "span-values", spanDays = "span-days", spanMonths = "span-months"
    case sentence, openHint = "open-hint", shorter, simpler, doctorHeading = "doctor-heading"
    case next, again, againAsk = "again-ask", askDoctor = "ask-doctor", cannotOpen = "cannot-open"
    case whyDanger = "why-danger", whyRule = "why-rule", whyRefusal = "why-refusal"
    case whyOutside = "why-outside", whySection = "why-section", whySeveral = "why-several"
    case whyNoted = "why-noted", whyNothing = "why-nothing", whyAct = "why-act"

    /// The sentence of a knowledge folder that brings no wording of its own.
    fileprivate var standard: String {
      switch self {
      case .noted: "Noted: {facts}."
      case .greeting: "{banner} Ask for example: {example} /help lists the commands."
      case .decline: "This is not covered here."
      case .declineNamed: "Nothing is said here about {subject}."
      case .declineTopics: "Covered are: {topics}."
      case .clarifyReadings: "Do you mean:"
      case .suggestions: "You can also ask:"
      case .unknownCommand: "No {command}."
      case .unknownCommandNear: "No {command}. Did you mean {near}?"
      case .badArgument: "{command} {reason}"
      case .empty: "Type a question, or help."
      case .tooLong: "That line is too long. At most {limit} bytes are read."
      case .unreadable: "That line holds nothing that can be read."
      case .noFocus: "Ask a question first."
      case .noMore: "That is all."
      case .becauseOf: "Because you told me of {person}: {facts}:"
      case .criticalResult:
        "{facts}: a laboratory calls at once about such a result. Call the doctor who ordered it today."
      case .notedFor: "Noted for {person}: {facts}."
      case .ofPerson: "{fact} of {person}"
      case .moved: "Noted for {person} instead: {facts}."
      case .withdrawn: "The warning about {facts} no longer holds."
      case .unread: "Could not read: {rows}."
      case .unreadTests: "Not among the tests I know: {rows}."
      case .unreadMore: "and {count} more"
      case .nowAbout: "Now about {person}."
      case .resultsOf: "Results of {person}:"
      case .factsOf: "Of {person} you told me:"
      case .noFactsOf: "You have told me nothing about {person} in this session."
      case .noLabsOf: "You have told me no result of {person} in this session."
      case .pasting: "Paste the rows, then a line with a single dot."
      case .declineAsk: "Please ask the people who treat you."
      case .unclear: "I am not sure what you mean about {topic}. Do you mean:"
      case .next: "Next:"
      default: rawValue.split(separator: "-").joined(separator: " ")
      }
    }
  }

  /// How somebody is called in a sentence: "your mother", "you".
  func name(of person: Person?) -> String {
    let key = Self.key(of: person)
    return sentences[key] ?? person?.rawValue ?? "you"
  }

  private static func key(of person: Person?) -> String { "person-\(person?.rawValue ?? "you")" }

  /// The keys that a knowledge folder may set.
  static let keys =
    Key.allCases.map(\.rawValue) + [key(of: nil)] + Person.allCases.map { key(of: $0) }
}
