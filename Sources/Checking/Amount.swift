/// Numbers with what they count, in words.
package enum Amount {
  /// "1 error", "2 errors".
  ///
  /// English only, and only words that take an s.
  package static func of(_ number: Int, _ one: String) -> String {
    "\(number) \(one)\(number == 1 ? "" : "s")"
  }
}
