/// Words spelled as they sound, so that a word written by ear is near the one that was meant.
///
///     phosphate, fosfate → fosfate      oedema, edema → edema      rhythm → rithm
///
/// Only for English words written in `a`–`z`: `ph` is `f`; `c` is `s` before `e`, `i`, `y` and else `k`;
/// `ck`, `q` are `k`, `x` is `ks`, `y` is `i`, `z` is `s`, `ae` and `oe` are `e`, `rh` is `r`; of
/// doubled letters one stays. `ch` is left as it is, for it has two sounds.
enum Sounding {
  /// - Parameter word: lower-case ASCII; other bytes are passed through
  /// - Returns: letters again, at most one more for each `x`
  static func of(_ word: [UInt8]) -> [UInt8] {
    var sounds: [UInt8] = []
    sounds.reserveCapacity(word.count + 4)
    var index = 0
    while index < word.count {
      let byte = word[index]
      let next = index + 1 < word.count ? word[index + 1] : 0
      index += 1
      switch byte {
      case 0x70 where next == 0x68:  // ph
        append(0x66, to: &sounds)
        index += 1
      case 0x72 where next == 0x68:  // rh
        append(0x72, to: &sounds)
        index += 1
      case 0x61 where next == 0x65, 0x6f where next == 0x65:  // ae, oe
        append(0x65, to: &sounds)
        index += 1
      case 0x63 where next == 0x68:  // ch
        append(0x63, to: &sounds)
      case 0x63 where next == 0x65 || next == 0x69 || next == 0x79:  // ce, ci, cy
        append(0x73, to: &sounds)
      case 0x63, 0x71:  // c, q
        append(0x6b, to: &sounds)
      case 0x78:  // x
        append(0x6b, to: &sounds)
        append(0x73, to: &sounds)
      case 0x79:  // y
        append(0x69, to: &sounds)
      case 0x7a:  // z
        append(0x73, to: &sounds)
      default:
        append(byte, to: &sounds)
      }
    }
    return sounds
  }

  private static func append(_ sound: UInt8, to sounds: inout [UInt8]) {
    if sounds.last != sound { sounds.append(sound) }
  }
}
