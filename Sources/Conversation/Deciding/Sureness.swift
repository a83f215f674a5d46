/// How sure a pattern or a kind of line is, on the scale on which sections are ranked.
enum Sureness {
  /// Only what is known to the letter is surer than a line of small talk.
  static let letter = 1.0, next = 0.98, talk = 0.97
  /// A request that speaks of the person or compares; one that does not.
  static let personal = 0.96, stated = 0.955, partly = 0.952, several = 0.951, clear = 0.95
  /// Several questions of which each is answered, refused or outside.
  static let severalWhole = 0.965
  static let request = 0.9
  /// The most that a section stands for which is not clear beyond doubt.
  static let section = 0.89
  /// Two sections between which the matcher does not decide.
  static let close = 0.8
  /// Where nothing else speaks.
  static let last = 0.01
}
