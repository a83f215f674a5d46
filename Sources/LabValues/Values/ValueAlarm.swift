/// A result that can kill although it is none of the catalogue's analytes: potassium 6.8 mmol/L.
package struct ValueAlarm: Sendable, Hashable {
  /// The id and the name of the test in the data.
  package var test: String
  package var name: String
  package var value: Double
  /// The unit as the data writes it.
  package var unit: String
  /// Number and unit as typed.
  package var asTyped: String
  package var urgency: AlarmUrgency
  package var isHigh: Bool
  package var subject: Person?
  package var when: When?
  /// UTF-8 offsets in the line.
  package var range: Range<Int>

  package var flag: Flag { isHigh ? .criticalHigh : .criticalLow }

  package init(
    test: String, name: String, value: Double, unit: String, asTyped: String,
    urgency: AlarmUrgency, isHigh: Bool, subject: Person? = nil, when: When? = nil,
    range: Range<Int>
  ) {
    self.test = test
    self.name = name
    self.value = value
    self.unit = unit
    self.asTyped = asTyped
    self.urgency = urgency
    self.isHigh = isHigh
    self.subject = subject
    self.when = when
    self.range = range
  }
}
