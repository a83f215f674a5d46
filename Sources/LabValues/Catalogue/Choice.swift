/// A list of values, each with the words for it.
package enum ChoiceList: String, Sendable, Hashable, CaseIterable, Codable {
  case antibody = "qualitative_values"
  case gene = "gene_values"
  case zygosity
  case pattern = "patterns"
}

/// A value, and the words for it.
package struct Choice: Sendable, Hashable, Codable {
  package var value: String
  package var words: [String]

  package init(value: String, words: [String]) {
    self.value = value
    self.words = words
  }
}
