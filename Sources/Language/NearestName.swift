/// Finds what a name that is not known may have been meant for: a command, a key of a file, a section.
///
///     dystrofic → dystrophic    hepl → help    xyz → nothing
package enum NearestName {
  /// Names are compared up to this many bytes.
  private static let longest = 63

  /// How many edits a name of so many bytes may be away: one of three letters has one wrong, no more.
  private static func limit(_ count: Int) -> Int { min(3, 1 + count / 4) }

  /// The name with the smallest edit distance, where one is near; of two as near the alphabetically first,
  /// so that the answer never depends on the order of the names.
  ///
  /// - Parameter typed: what somebody wrote, in the case of the names; it is compared as bytes
  /// - Returns: `nil` where nothing is near, and for an empty text.
  ///
  /// The distance is that of `EditPattern`: two letters that changed places are one edit. A name of
  /// up to 3 letters may be 1 edit away, one of 4 to 7 letters 2, a longer one 3.
  package static func closest(to typed: String, among names: some Sequence<String>) -> String? {
    let word = Array(typed.utf8.prefix(longest))
    guard let pattern = EditPattern(word) else { return nil }
    let limit = limit(word.count)
    var best: (distance: Int, name: String)?
    for name in names {
      let letters = Array(name.utf8.prefix(longest))
      guard abs(letters.count - word.count) <= limit else { continue }
      let distance = pattern.distance(to: letters, from: 0, count: letters.count)
      guard distance <= limit else { continue }
      if let held = best, (distance, name) >= held { continue }
      best = (distance, name)
    }
    return best?.name
  }

  /// The name that begins so, or else the closest.
  ///
  ///     calciph → calciphylaxis
  ///
  /// - Parameter names: asked in this order for a beginning; the first that fits is taken
  /// - Returns: `nil` where neither is found. Fewer than three bytes are no beginning: they would
  ///   fit too much.
  package static func meant(by typed: String, among names: [String]) -> String? {
    (typed.utf8.count < 3 ? nil : names.first { $0.hasPrefix(typed) })
      ?? closest(to: typed, among: names)
  }
}
