package import Knowledge

/// A citation as a reply shows it.
package struct ReplyCitation: Sendable, Hashable, Codable {
  package var citation: Citation
  /// The name of the source with its year: "iLive 2025".
  package var label: String
  /// Where the document can be read, if known.
  package var address: String?
  /// The ids of the facts that stand there and on which the reply rests.
  package var facts: [String] = []

  /// The source under which our own cautions are cited.
  static let ownSource = "safety-note"
  /// The source under which intervals, conversions and formulas are cited.
  static let labSource = "lab-reference"

  package init(_ citation: Citation, label: String, address: String? = nil) {
    self.citation = citation
    self.label = label
    self.address = address
  }
}
