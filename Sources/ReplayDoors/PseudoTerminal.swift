import CPty
import Transcripts

/// A pseudo terminal of a fixed size.
///
/// 50 rows high. See pty(7).
struct PseudoTerminal {
  /// The side that reads what the program writes.
  let master: Int32
  /// The path of the program's side.
  let path: String

  /// - Throws: `unreachable` where the system has no more of them.
  init(columns: Int) throws(DoorError) {
    var name = [CChar](repeating: 0, count: 128)
    let master = unsafe cpty_open(Int32(clamping: columns), 50, &name, name.count)
    guard master >= 0 else { throw .unreachable("no pseudo terminal") }
    self.master = master
    path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
