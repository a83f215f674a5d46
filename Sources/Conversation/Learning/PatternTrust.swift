import Knowledge
import Language
import Matching

/// How far each pattern of a danger is trusted: by what it finds in lines of which somebody said what they are.
///
/// A pattern that also stands in ordinary lines still speaks for its danger, but calm words around it can take
/// its word away. One that no ordinary line has is trusted in full, however few dangers have it.
struct PatternTrust: Sendable {
  /// By the number of the pattern in the rule book, 255 for full trust.
  private(set) var shares: [UInt8]

  /// From 0 to 1.
  func share(of pattern: Int) -> Float {
    shares.indices.contains(pattern) ? Float(shares[pattern]) / 255 : 1
  }

  /// What trusts every pattern.
  static let full = PatternTrust(shares: [])

  init(shares: [UInt8]) { self.shares = shares }

  /// Counts what patterns find: in lines that are dangers, in lines that only look like one, and in all
  /// others, of which some are asked by people in danger.
  init(_ book: RuleBook, dangers: [[Word]], near: [[Word]], others: [[Word]]) {
    func counts(_ lines: [[Word]]) -> [Float] {
      var counts = [Float](repeating: 0, count: book.meanings.count)
      for words in lines {
        var seen: Set<Int> = []
        for finding in book.findings(in: words).all {
          guard case .redFlag = finding.meaning, let pattern = finding.pattern, !finding.isDenied,
            seen.insert(pattern).inserted
          else { continue }
          counts[pattern] += 1
        }
      }
      return counts
    }
    let (found, calm, asked) = (counts(dangers), counts(near), counts(others))
    shares = found.indices.map { pattern in
      let speaks = found[pattern] + Self.given
      let mistaken = calm[pattern] + Self.askedShare * asked[pattern]
      return UInt8(255 * speaks / (speaks + mistaken))
    }
  }

  /// What an author's word counts beside the lines.
  private static let given: Float = 6
  /// What a line of any kind counts beside one that is known to be calm.
  private static let askedShare: Float = 0.1
}
