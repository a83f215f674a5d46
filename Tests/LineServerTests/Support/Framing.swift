import LineServer
import NIOCore

/// The events in some bytes that arrive in pieces of these sizes, the rest at once.
func events(in bytes: [UInt8], pieces: [Int] = [], isEnded: Bool = true) -> [LineEvent] {
  var framer = LineFramer()
  var events: [LineEvent] = []
  var unread = ByteBuffer()
  var start = 0
  for size in pieces + [bytes.count] where start < bytes.count {
    let end = min(bytes.count, start + size)
    unread.writeBytes(bytes[start..<end])
    while let event = framer.next(&unread) { events.append(event) }
    start = end
  }
  if isEnded, let event = framer.finish() { events.append(event) }
  return events
}

func events(in text: String, pieces: [Int] = []) -> [LineEvent] {
  events(in: Array(text.utf8), pieces: pieces)
}

/// Numbers that look random and are the same on every run.
struct Dice {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    value ^= value >> 31
    return Int(value % UInt64(sides))
  }
}
