/// How a stated number stands to the true one.
package enum Comparator: String, Sendable, Hashable, CaseIterable, Codable {
  case equal = ""
  case below = "<"
  case atMost = "<="
  case above = ">"
  case atLeast = ">="
  case about = "~"
}
