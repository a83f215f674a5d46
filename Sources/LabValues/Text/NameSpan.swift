/// A name of a fact, or of something that must not be taken for one.
struct NameSpan {
  var start: Int
  var end: Int
  var phrase: Int
  var analyte: (index: Int, proof: Proof?)?
  var qualitative: (index: Int, proof: Proof?)?
  var context: (index: Int, proof: Proof?)?
  var whichOf: Int?
  var asksForUnit = false
  /// Of urine or another fluid: not what is measured in blood.
  var isOtherSpecimen = false

  var lexemes: Range<Int> { start..<end }
  /// Another test, or a longer name that only contains one of ours.
  var isStranger: Bool {
    analyte == nil && qualitative == nil && context == nil && whichOf == nil
  }
}
