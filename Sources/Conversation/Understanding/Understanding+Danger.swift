import Knowledge
import LabValues
import Language

extension Listener {
  /// What the session holds that a line may complete to a danger.
  func toldBefore(_ session: borrowing Session) -> ToldBefore {
    let turn = session.turn
    let facts = session.current.compactMap { fact -> (id: String, clause: String)? in
      guard !fact.isNegated, fact.turn < turn else { return nil }
      return knowledge.refinements.clauses[fact.id].map { (fact.id, $0) }
    }
    return ToldBefore(facts: facts, lines: session.told, frame: session.frame)
  }
}

extension Understanding {
  /// The red flag that leads what it describes as happening now.
  var redFlag: Int? {
    // What a bare fact means is for the rules to say: they know its value.
    dangers.dangers.first { !isBareFact || !isLikenessAlone($0) }
  }

  /// The facts stated earlier without which it would not be this danger.
  func stated(for flag: Int) -> [String] { dangers.evidence(for: flag)?.facts ?? [] }

  /// Whether no pattern, but only likeness, found a danger.
  func isLikenessAlone(_ danger: Int) -> Bool {
    !dangers.found.contains { $0.danger == danger && $0.isPattern }
  }

  /// Whether it is that danger only together with what was told before.
  func restsOnSession(_ danger: Int) -> Bool {
    if case .session = dangers.evidence(for: danger)?.source { true } else { false }
  }

  /// The facts that it tells as over, imagined or read somewhere, and not of today.
  var factsElsewhere: [String] {
    reading.mentions.filter { mention in
      let words = normalized.words.indices.filter {
        normalized.words[$0].range.overlaps(mention.range)
      }
      guard let first = words.first, let last = words.last else { return false }
      return !dangers.telling.reliefs(at: first..<last + 1).isEmpty
    }.map(\.fact)
  }

  /// Whether all that it describes is told so.
  var tellsSignalsElsewhere: Bool {
    let signals = findings.all.filter { finding in
      if case .signal = finding.meaning { !finding.isDenied } else { false }
    }
    return !signals.isEmpty
      && signals.allSatisfy { !dangers.telling.reliefs(at: $0.range).isEmpty }
  }
}

extension LineTelling {
  /// The places of the signals that a line tells only as over, imagined, or read somewhere.
  func signalsElsewhere(_ findings: Findings) -> [Int] {
    findings.signals.filter { signal in
      findings.all.allSatisfy { one in
        one.meaning != .signal(signal) || one.isDenied || isElsewhere(one.range)
      }
    }
  }
}

extension Session {
  /// Lines that are remembered for what they add to a later one, and the words of each.
  static let mostTold = 5
  private static let mostWords = 24

  /// Keeps what a line tells of today, so that a later one can complete it to a danger.
  mutating func tell(_ line: Understanding, _ denials: [Bool]) {
    let findings = line.findings
    frame = line.dangers.telling.frame
    guard !findings.isImpersonalQuestion, !findings.isElsewhere || findings.has(.again),
      !findings.has(.fiction), !findings.has(.animal)
    else { return }
    let words = zip(line.normalized.words, denials).filter { !$0.1 }.prefix(Self.mostWords)
    guard words.count > 1 else { return }
    told.append(words.map(\.0.text).joined(separator: " "))
    if told.count > Self.mostTold { told.removeFirst(told.count - Self.mostTold) }
  }
}
