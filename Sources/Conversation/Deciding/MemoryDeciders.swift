import Knowledge
import LabValues
import Language
import Matching

/// A value that could not be recorded is asked about, unless the line asks in plain words for what is refused.
struct OpenDoubt: Decider {
  func opinion(on situation: Situation) -> Opinion? {
    guard let question = situation.memory.questions.first else { return nil }
    let findings = situation.line.findings
    let isRefused =
      findings.refusals.contains { !findings.isLikenessAlone(.refusal($0)) }
      && situation.memory.criticalDoubt == nil
    return isRefused ? nil : Opinion(.question(question))
  }
}

/// A number picks from what was offered.
struct PickedNumber: Decider {
  let index: SectionIndex

  func opinion(on situation: Situation) -> Opinion? {
    let offered = situation.before.offered
    guard let number = situation.line.pick, !offered.isEmpty else { return nil }
    let place = number == 0 ? offered.count : number
    guard offered.indices.contains(place - 1),
      let hit = index.hit(index.sections[offered[place - 1]], score: 1)
    else { return Opinion(.noChoice(number, of: offered.count)) }
    return Opinion(.section(hit, near: []))
  }
}

/// The line was about the memory alone: a correction, "forget my calcium", a unit.
struct SettledMemory: Decider {
  func opinion(on situation: Situation) -> Opinion? {
    guard situation.memory.isSettled, !asksMore(situation) else { return nil }
    return Opinion(.settled)
  }

  /// Whether a line that puts something right asks something too: "pmol/L. what is tumoral calcinosis?".
  private func asksMore(_ situation: Situation) -> Bool {
    let line = situation.line
    return situation.memory.change?.isRetraction == false && !line.asked.isEmpty
      && (line.asksSeveral || line.found.isCovered)
  }
}

/// Nothing of what the line tells could be read.
struct NothingRead: Decider {
  func opinion(on situation: Situation) -> Opinion? {
    guard situation.memory.isUnreadAlone, !situation.line.isQuestion else { return nil }
    return Opinion(.unread)
  }
}

/// The line tells something and asks nothing.
struct FactStated: Decider {
  let labs: LabCatalogue
  let words: LineWords
  let index: SectionIndex

  func opinion(on situation: Situation) -> Opinion? {
    let line = situation.line
    guard !situation.memory.isEmpty, !line.isQuestion, !namesSubject(situation),
      line.findings.outside.isEmpty || line.isVerbatim || situation.statesFact(labs, words)
    else { return nil }
    return Opinion(.noted, Sureness.stated)
  }

  /// Whether a statement is about one of our subjects too, so that it calls for an answer: a known
  /// phrase, or a topic that is not just the condition stated.
  private func namesSubject(_ situation: Situation) -> Bool {
    let line = situation.line
    if line.isVerbatim { return true }
    if let besides = line.besides, let best = line.found.best, line.found.isCovered,
      best.score >= Self.surely, besides.number == best.number, besides.score >= Self.surely
    {
      return true
    }
    if tellsOfSection(line) { return true }
    return situation.toldKind(index) != nil
  }

  /// Whether a line that tells much beside its facts is clearly what one section is for.
  private func tellsOfSection(_ line: Understanding) -> Bool {
    guard line.found.isCovered, line.ranking.decision == .answer, line.ranking.inScope >= 0.99,
      line.ranking.margin >= Self.margin, let best = line.found.best,
      best.score >= Self.clearly, line.ranking.best?.label == best.number
    else { return false }
    return words.carrying(line.besidesFacts).count >= Self.much
  }

  /// From this probability on, and from so many words on, a statement is answered whatever else it is.
  private static let clearly = 0.95
  private static let margin: Float = 2
  private static let much = 5

  /// From this probability on what a line describes beside its facts is answered.
  private static let surely = 0.6
}

extension Situation {
  /// The section on a kind that a statement names beside its facts: "my son is 6 and has calcinosis".
  func toldKind(_ index: SectionIndex) -> Retrieval.Hit? {
    let stated = memory.noted.map(\.fact)
    let named = line.topics.filter { !stated.contains($0) && index.topics[$0]?.isKind == true }
    guard !named.isEmpty, !line.isQuestion, let best = line.found.best, best.score >= 0.4,
      line.found.isCovered || named.contains(best.topic)
    else { return nil }
    return best
  }
}
