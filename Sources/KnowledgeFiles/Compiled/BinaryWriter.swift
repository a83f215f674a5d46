package import Knowledge

/// Writes the knowledge as bytes by position: no names, no padding, little-endian.
///
///     number := its bytes          flag := 0 | 1          optional := flag value?
///     text   := length(4) UTF-8    | number(4) with the highest bit set, of a longer text that came before
///     list   := count(4) value*    map := count(4) (text value)*, in the order of the keys
///
/// It serves the compiled knowledge file alone. Reader and writer come from the same program (the file
/// says which), so the order of the fields is all the schema there is.
package enum BinaryWriter {
  /// Marks the number of a text that came before, where else its length stands.
  static let repeated: UInt32 = 1 << 31
  /// Texts from this many bytes on are numbered: shorter ones are as cheap to read again.
  static let repeatedFrom = 16

  /// The bytes of the knowledge: always the same for the same knowledge.
  package static func bytes(_ knowledge: Knowledge) -> [UInt8] {
    let sink = Sink()
    sink.add(knowledge)
    return sink.bytes
  }
}

/// Where the values of one file are written to.
///
/// The counterpart of `Tape`: what the one adds, the other reads, field by field in the same order.
final class Sink {
  var bytes: [UInt8] = []
  private var numbers: [String: UInt32] = [:]

  func add(count: Int) { addNumber(UInt32(truncatingIfNeeded: count)) }

  func addNumber(_ number: some FixedWidthInteger) {
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  /// A text of 16 bytes or more that stood before is written as its number, in 4 bytes.
  func add(_ text: String) {
    let count = text.utf8.count
    guard count >= BinaryWriter.repeatedFrom else {
      add(count: count)
      bytes.append(contentsOf: text.utf8)
      return
    }
    if let number = numbers[text] {
      addNumber(number | BinaryWriter.repeated)
      return
    }
    numbers[text] = UInt32(truncatingIfNeeded: numbers.count)
    add(count: count)
    bytes.append(contentsOf: text.utf8)
  }

  func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }
}
