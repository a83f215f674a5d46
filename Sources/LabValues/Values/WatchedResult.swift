/// Where a result outside the catalogue lies: "potassium 4.1" is normal, and nothing else is kept of it.
package struct WatchedResult: Sendable, Hashable {
  /// The id of the test in the data.
  package var test: String
  package var flag: Flag
  /// UTF-8 offsets in the line.
  package var range: Range<Int>
}
