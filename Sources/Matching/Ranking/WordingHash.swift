import Language

extension [Word] {
  /// A hash of the exact wording of a line: lines in just the same words have the same.
  var wordingHash: UInt64 {
    var hash: UInt64 = 0x2545_f491_4f6c_dd1d
    for word in self { hash = SplitMix64.mixed(hash ^ word.textHash) &+ 0x9e37_79b9 }
    return hash
  }
}
