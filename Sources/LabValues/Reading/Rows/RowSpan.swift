/// What a stretch of a row is, before anything is bound to anything.
struct RowSpan {
  enum Kind {
    /// A name of a result, a condition or a medicine.
    case name
    case number
    /// A unit that stands apart from its number.
    case unit
    case foreignUnit
    case flag
    /// "abnormal", without a direction.
    case abnormal
    /// "Reference", "upper limit": what follows is no value.
    case limit
    case date
    /// "Collected": the date beside it is the sample's.
    case sampleDate
    /// "Reported", "Born", and the date behind it: not the sample's.
    case otherDate
    case bloodSpecimen
    case otherSpecimen
    /// "pending", "haemolysed".
    case noResult
    /// "Deficiency <20": a list of what values mean, no range.
    case interpretive
    /// "previous": what a column or the number behind it is.
    case previous
    /// A word of reports that changes nothing: "result", "serum".
    case word
    /// In brackets, and nothing that is read: a method, a property.
    case aside
    /// A word that stands nowhere in the data.
    case noise
    /// A word of sentences.
    case prose
  }

  var kind: Kind
  var start: Int
  var end: Int
  /// The place of the name, the number, the unit or the date among their kind.
  var index = -1
  var flag: Flag?
  /// Whether a limit is only the upper or only the lower one.
  var isUpper: Bool?
  var isInBrackets = false
}
