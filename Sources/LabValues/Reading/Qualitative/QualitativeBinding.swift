/// What was found for a qualitative result.
struct QualitativeBinding {
  var value: String?
  var titre: Int?
  var pattern: String?
  var zygosity: String?
  var isPreposed = false
  /// The value stands in front of an earlier name of the same list.
  var isInherited = false
  var start: Int?
  var end: Int

  init(end: Int) { self.end = end }
}
