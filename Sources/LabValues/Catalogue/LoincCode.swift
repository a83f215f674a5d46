/// A code of the LOINC table, with how it was checked.
package struct LoincCode: Sendable, Hashable, Codable {
  package var code: String
  package var name: String
  package var checked: String

  package init(code: String, name: String, checked: String) {
    self.code = code
    self.name = name
    self.checked = checked
  }
}
