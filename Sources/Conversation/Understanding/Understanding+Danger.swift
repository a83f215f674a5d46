import Knowledge
import LabValues
import Language

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
