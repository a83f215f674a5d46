/// What stands in an answer for a piece of text that changes from run to run.
package enum Placeholder: String, Sendable, Hashable, CaseIterable {
  /// `2026-03-01`
  case date = "DATE"
  /// `6`, `6.8`, `1,250`
  case number = "N"
  /// A span of time with its unit: `0.3 ms`, `12 µs`
  case milliseconds = "MS"
  /// `1.0.0`, `1.0.0-beta.2`
  case version = "VERSION"

  /// As written in a transcript: `[DATE]`.
  package var text: String { "[\(rawValue)]" }

  /// Where the longest text ends that it stands for from `start` on, in UTF-8; `nil` for none.
  ///
  /// A longer text is preferred, so that `6.8` is one number; it is never tried again with less.
  func end(in bytes: [UInt8], from start: Int) -> Int? {
    switch self {
    case .number: Self.numberEnd(in: bytes, from: start)
    case .date: Self.dateEnd(in: bytes, from: start)
    case .milliseconds: Self.timeEnd(in: bytes, from: start)
    case .version: Self.versionEnd(in: bytes, from: start)
    }
  }

  /// Whether it can stand for exactly this text.
  func fits(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return end(in: bytes, from: 0) == bytes.count
  }

  private static func isDigit(_ bytes: [UInt8], _ index: Int) -> Bool {
    index < bytes.count && bytes[index] >= UInt8(ascii: "0") && bytes[index] <= UInt8(ascii: "9")
  }

  private static func isLetter(_ bytes: [UInt8], _ index: Int) -> Bool {
    guard index < bytes.count else { return false }
    let byte = bytes[index] | 0x20
    return byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }

  private static func digitsEnd(_ bytes: [UInt8], _ start: Int) -> Int {
    var end = start
    while isDigit(bytes, end) { end += 1 }
    return end
  }

  private static func numberEnd(in bytes: [UInt8], from start: Int) -> Int? {
    var end = digitsEnd(bytes, start)
    guard end > start else { return nil }
    let marks = [UInt8(ascii: "."), UInt8(ascii: ",")]
    while end < bytes.count, marks.contains(bytes[end]), isDigit(bytes, end + 1) {
      end = digitsEnd(bytes, end + 1)
    }
    return end
  }

  private static func dateEnd(in bytes: [UInt8], from start: Int) -> Int? {
    var end = start
    for (place, length) in [4, 2, 2].enumerated() {
      if place > 0 {
        guard end < bytes.count, bytes[end] == UInt8(ascii: "-") else { return nil }
        end += 1
      }
      let next = digitsEnd(bytes, end)
      guard next - end == length else { return nil }
      end = next
    }
    return end
  }

  private static func timeEnd(in bytes: [UInt8], from start: Int) -> Int? {
    guard var end = numberEnd(in: bytes, from: start) else { return nil }
    if end < bytes.count, bytes[end] == UInt8(ascii: " ") { end += 1 }
    for unit in ["ms", "µs", "μs", "us", "ns", "s"] {
      let unit = Array(unit.utf8)
      guard end + unit.count <= bytes.count, bytes[end...].starts(with: unit),
        !isLetter(bytes, end + unit.count)
      else { continue }
      return end + unit.count
    }
    return nil
  }

  private static func versionEnd(in bytes: [UInt8], from start: Int) -> Int? {
    var end = digitsEnd(bytes, start)
    guard end > start else { return nil }
    var parts = 1
    while end < bytes.count, bytes[end] == UInt8(ascii: "."), isDigit(bytes, end + 1) {
      end = digitsEnd(bytes, end + 1)
      parts += 1
    }
    guard parts > 1 else { return nil }
    if end < bytes.count, bytes[end] == UInt8(ascii: "-"), isLetter(bytes, end + 1) {
      end += 1
      while isLetter(bytes, end) || isDigit(bytes, end)
        || (end < bytes.count && bytes[end] == UInt8(ascii: ".")
          && (isLetter(bytes, end + 1) || isDigit(bytes, end + 1)))
      {
        end += 1
      }
    }
    return end
  }
}
