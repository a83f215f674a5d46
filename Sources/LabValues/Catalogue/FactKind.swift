/// The sort of fact that a name stands for.
package enum FactKind: String, Sendable, Hashable {
  case analyte, qualitative, context
}
