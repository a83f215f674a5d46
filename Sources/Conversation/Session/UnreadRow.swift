/// What looked like a result and could not be read, for whoever looks at the report itself.
package struct UnreadRow: Sendable, Hashable {
  /// As typed, at most ``longest`` bytes of it.
  package let text: String
  /// The analyte that it would have been.
  package let fact: String?

  /// The most bytes of a row.
  static let longest = 96

  package init(_ typed: String, fact: String?) {
    var text = Line.cleaned(typed).replacing("\n", with: " ")
    while text.utf8.count > Self.longest { text.removeLast() }
    self.text = text
    self.fact = fact
  }
}
