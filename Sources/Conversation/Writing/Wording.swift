import Knowledge
import LabValues

/// The fixed sentences of a reply: the author's where the folder has them, else those that are built in.
struct Wording: Sendable {
  private let sentences: [String: String]
  /// What the folder is called, for the sentences that name it.
  private let heading: String

  init(_ knowledge: Knowledge) {
    sentences = knowledge.dialogue.wording
    heading = knowledge.title
  }

  /// A sentence with its `{placeholders}` filled in.
  func callAsFunction(_ key: Key, _ values: [String: String] = [:]) -> String {
    let sentence = sentences[key.rawValue] ?? ""
    guard sentence.utf8.contains(UInt8(ascii: "{")) else { return sentence }
    var (text, rest) = ("", sentence[...])
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      text += rest[..<open]
      text += values[name] ?? (name == "heading" ? heading : "{\(name)}")
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  /// What can be said; the raw value is the key in `dialogue.yaml`.
  enum Key: String, CaseIterable {
    case ready, noted, notedDenied = "noted-denied", banner, greeting, anyResult = "any-result"
    case ownNote = "own-note", because, decline, declineNamed = "decline-named"
    case declineNear = "decline-near", declineTopics = "decline-topics"
    case clarifyReadings = "clarify-readings", clarifyNumber = "clarify-number"
    case clarifyTopic = "clarify-topic", unknownChoice = "unknown-choice"
    case suggestions, disagree, comparison, silentCell = "silent-cell"
    case noFocus = "no-focus", noMore = "no-more"
    case sourcesLast = "sources-last", sourcesNone = "sources-none"
    case sourcesBefore = "sources-before", empty
    case noFacts = "no-facts", factsTitle = "facts-title", noLabs = "no-labs", noLab = "no-lab"
    case noTrends = "no-trends", reportNoted = "report-noted", reportNotedFor = "report-noted-for"
    case reportDate = "report-date", reportEarlier = "report-earlier"
    case reportAsk = "report-ask", criticalPast = "critical-past", watchedOnly = "watched-only"
    case forgot, forgotAll = "forgot-all", nothingToForget = "nothing-to-forget", still
    case undone, nothingToUndo = "nothing-to-undo", reset, corrected
    case numbersTitle = "numbers-title", numbersInside = "numbers-inside"
    case numbersLow = "numbers-low", numbersHigh = "numbers-high"
    case numbersCriticalLow = "numbers-critical-low"
    case numbersCriticalHigh = "numbers-critical-high"
    case numbersUnknown = "numbers-unknown", numbersOwn = "numbers-own"
    case child, pregnancy, typeUnknown = "type-unknown", typeNeed = "type-need"
    case dangerUnknown = "danger-unknown", doctorTitle = "doctor-title", reminder
    case crisisReminder = "reminder-crisis", clinicalReminder = "reminder-clinical"
    case reminderOf = "reminder-of", over, overToday = "over-today", stillSo = "still-so"
    case tooLong = "too-long", unreadable, unknownCommand = "unknown-command"
    case unknownCommandNear = "unknown-command-near", badArgument = "bad-argument"
    case askUnit = "ask-unit", askUnitMeaning = "ask-unit-meaning", implausible
    case wrongUnit = "wrong-unit", askName = "ask-name", contradiction
    case usualRange = "usual-range", contradictionInLine = "contradiction-in-line", or, and, not
    case notYours = "not-yours", notYoursCritical = "not-yours-critical"
    case guessedUnit = "guessed-unit", guessedUnits = "guessed-units"
    case criticalMaybe = "critical-maybe", also
    case outsideRange = "outside-range", allInside = "all-inside", markLegend = "mark-legend"
    case sourceName = "source-name"
    case adjusted, product, filtration, notComputed = "not-computed"
    case withAdjusted = "with-adjusted", rising, falling, steady, oneValue = "one-value",
      trendAbove = "trend-above"
    case trendBelow = "trend-below", tableTest = "table-test", tableResult = "table-result"
    case tableUnit = "table-unit", tableReference = "table-reference", tableWhen = "table-when"
    case tableSource = "table-source", computed, criticalAlert = "critical-alert"
    case roughAdjusted = "rough-adjusted", stage, severe, band, target
    case nothing, age, female, male, doctorResult = "doctor-result", doctorRule = "doctor-rule",
      doctorNote = "doctor-note"
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
    case unclearNear = "unclear-near", gap, gapNear = "gap-near"
    case noRanking = "no-ranking", redFlags = "red-flags", dangerResult = "danger-result"
    case spanValues = "span-values", spanDays = "span-days", spanMonths = "span-months"
    case detailOn = "detail-on", detailOff = "detail-off", detailUnasked = "detail-unasked"
    case openBy = "open-by", openUpdated = "open-updated", openPlace = "open-place"
    case openAddress = "open-address", openRests = "open-rests", openAbout = "open-about"
    case openTable = "open-table"
    case sentence, openHint = "open-hint", shorter, simpler, doctorHeading = "doctor-heading"
    case next, again, againAsk = "again-ask", askDoctor = "ask-doctor", cannotOpen = "cannot-open"
    case whyDanger = "why-danger", whyRule = "why-rule", whyRefusal = "why-refusal"
    case whyOutside = "why-outside", whySection = "why-section", whySeveral = "why-several"
    case headingIntervals = "heading-intervals", headingCritical = "heading-critical"
    case headingCriticalNote = "heading-critical-note", headingProduct = "heading-product"
    case headingGrades = "heading-grades", headingTarget = "heading-target"
    case headingStages = "heading-stages", headingFiltration = "heading-filtration"
    case headingAdjusted = "heading-adjusted"
    case formula, rangeFor = "range-for"
    case maskPerson = "mask-person", maskFact = "mask-fact", maskNumber = "mask-number"
    case maskWord = "mask-word"
    case doctorRuleOf = "doctor-rule-of", visitTitle = "visit-title", visitDate = "visit-date"
    case visitLimits = "visit-limits", visitTold = "visit-told", visitToldOf = "visit-told-of"
    case visitTrends = "visit-trends", visitUnread = "visit-unread", visitRead = "visit-read"
    case visitUnit = "visit-unit", visitSources = "visit-sources", visitFiles = "visit-files"
    case visitHint = "visit-hint"
    case whyNoted = "why-noted", whyNothing = "why-nothing", whyAct = "why-act"
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
