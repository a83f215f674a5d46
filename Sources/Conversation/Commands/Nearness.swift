/// Finds what a name that is not known may have been meant for.
enum Nearness {
  /// The name with the smallest edit distance, where one is near.
  static func closest(to name: String, among names: [String]) -> String? {
    let near = names.map { ($0, distance(name, $0)) }.filter { $0.1 <= 2 }
    return near.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  /// The name that begins so, or else the one with the smallest edit distance.
  ///
  ///     calciph → calciphylaxis    dystrofic → dystrophic
  static func meant(by name: String, among names: [String]) -> String? {
    (name.utf8.count < 3 ? nil : names.first { $0.hasPrefix(name) })
      ?? closest(to: name, among: names)
  }

  private static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.utf8.prefix(32)), b = Array(b.utf8.prefix(32))
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let change = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
