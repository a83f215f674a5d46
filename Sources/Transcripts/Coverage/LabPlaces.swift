package import Knowledge

/// Finds where the entries of the table of results stand, which its values do not remember.
///
/// It looks at the text and knows nothing of YAML, which is enough for a file in the usual form. Of
/// an id that stands twice the first place counts.
package enum LabPlaces {
  /// The lines `- id: name` anywhere, and `name:` below a top-level `units:`, by name.
  package static func places(in text: String, file: String) -> [String: Place] {
    var places: [String: Place] = [:]
    var isInUnits = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let blanks = line.prefix { $0 == " " }.count
      let body = line.dropFirst(blanks)
      if blanks == 0, let first = body.first, first.isLetter {
        isInUnits = body.hasPrefix("units:")
      }
      let name: Substring
      if body.hasPrefix("- id: ") {
        name = body.dropFirst(6)
      } else if isInUnits, blanks == 2, body.last == ":" {
        name = body.dropLast()
      } else {
        continue
      }
      let id = name.filter { $0 != "\"" && $0 != "'" }
      if places[id] == nil { places[id] = Place(file: file, line: index + 1, column: blanks + 1) }
    }
    return places
  }
}
