/// The suffix tables of the stemmer, as data.
enum StemRules {
  /// A suffix as the low bytes of a number, its last letter lowest.
  ///
  ///     "ing"   bits 0x69_6e67   mask 0xff_ffff   length 3
  struct Suffix: Sendable {
    let bits: UInt64
    let mask: UInt64
    let length: Int

    init(_ text: String) {
      bits = StemRules.packed(text)
      length = text.utf8.count
      mask = length >= 8 ? .max : (1 << UInt64(length * 8)) - 1
    }
  }

  /// What a suffix is replaced by: the first letter lowest.
  struct Ending: Sendable {
    let bits: UInt64
    let length: Int

    init(_ text: String) {
      bits = text.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
      length = text.utf8.count
    }
  }

  /// What else must hold for a rule: that the suffix lies in R2, or which letter stands before it.
  enum Condition: Sendable { case none, inR2, afterL, afterSOrT, afterValidLi }

  struct Rule: Sendable {
    let suffix: UInt64
    let mask: UInt64
    let length: Int
    let replacement: Ending
    let condition: Condition
  }

  /// Rules of one step by their last letter, the longest first.
  struct Table: Sendable {
    let isInR2: Bool
    let rules: [Rule]
    private let buckets: [Range<Int>]

    init(isInR2: Bool, _ entries: [(suffixes: String, replacement: String, condition: Condition)]) {
      var byLetter: [[Rule]] = Array(repeating: [], count: 26)
      for entry in entries {
        for text in entry.suffixes.split(separator: " ") {
          guard let last = text.utf8.last else { continue }
          let suffix = Suffix(String(text))
          byLetter[Int(last & 31) - 1].append(
            Rule(
              suffix: suffix.bits, mask: suffix.mask, length: suffix.length,
              replacement: Ending(entry.replacement), condition: entry.condition))
        }
      }
      var rules: [Rule] = []
      var buckets: [Range<Int>] = []
      for bucket in byLetter {
        buckets.append(rules.count..<rules.count + bucket.count)
        rules += bucket.sorted { $0.length > $1.length }
      }
      self.isInR2 = isInR2
      self.rules = rules
      self.buckets = buckets
    }

    /// - Parameter last: the last letter of the word
    /// - Returns: places in `rules`, or `nil` where no suffix ends so: most words cost one look.
    func bucket(of last: UInt8) -> Range<Int>? {
      guard last >= 0x61, last <= 0x7a else { return nil }
      let bucket = buckets[Int(last) - 0x61]
      return bucket.isEmpty ? nil : bucket
    }
  }

  /// Up to eight letters as one number, the last one lowest; of a longer text the last eight.
  static func packed(_ text: String) -> UInt64 {
    text.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Beginnings that count as R1 whole: `gener-al` and `gener-ate` must not meet.
  static let regionPrefixes: [Ending] = [
    "gener", "commun", "arsen", "past", "univers", "later", "emerg", "organ", "inter",
  ].map(Ending.init)

  /// Whole words with a stem of their own; the last seven are left as they are.
  static let exceptions: [(word: UInt64, stem: Ending)] = [
    ("skis", "ski"), ("skies", "sky"), ("idly", "idl"), ("gently", "gentl"), ("ugly", "ugli"),
    ("early", "earli"), ("only", "onli"), ("singly", "singl"), ("sky", "sky"), ("news", "news"),
    ("howe", "howe"), ("atlas", "atlas"), ("cosmos", "cosmos"), ("bias", "bias"),
    ("andes", "andes"),
  ].map { (packed($0.0), Ending($0.1)) }

  static let ie = Ending("ie")
  static let e = Ending("e")
  static let eedExceptions = ["proc", "exc", "succ"].map(packed)
  static let ingExceptions = ["inn", "out", "cann", "herr", "earr", "even"].map(packed)

  static let step2 = Table(
    isInR2: false,
    [
      ("tional", "tion", .none), ("enci", "ence", .none), ("anci", "ance", .none),
      ("abli", "able", .none), ("entli", "ent", .none), ("izer ization", "ize", .none),
      ("ational ation ator", "ate", .none), ("alism aliti alli", "al", .none),
      ("fulness fulli", "ful", .none), ("ousli ousness", "ous", .none),
      ("iveness iviti", "ive", .none), ("biliti bli", "ble", .none), ("ogist", "og", .none),
      ("ogi", "og", .afterL), ("lessli", "less", .none), ("li", "", .afterValidLi),
    ])

  static let step3 = Table(
    isInR2: false,
    [
      ("tional", "tion", .none), ("ational", "ate", .none), ("alize", "al", .none),
      ("icate iciti ical", "ic", .none), ("ful ness", "", .none), ("ative", "", .inR2),
    ])

  static let step4 = Table(
    isInR2: true,
    [
      ("al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize", "", .none),
      ("ion", "", .afterSOrT),
    ])
}
