/// Blanks what a messenger writes in front of each line of a conversation that was copied, byte for byte: when it
/// was sent is no date of a sample, and who sent it is nobody of whom is told.
///
///     [12/03/24, 8:52:02 PM] Anjali: S.Calcium 10.8 mg/dl        12/03/2024, 20:52 - Tom: potassium 4.1
enum ChatStamps {
  private static let newline: UInt8 = 0x0A
  private static let space: UInt8 = 0x20
  private static let colon: UInt8 = 0x3A

  /// A name in front of a line has no more bytes.
  private static let mostName = 40

  /// The message without its stamps; the same bytes where fewer than two rows begin with one.
  static func blanked(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(newline), bytes.contains(colon) else { return bytes }
    var stamps: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: newline) ?? bytes.count
      if let stamp = stamp(in: start..<end, bytes) { stamps.append(stamp) }
      start = end + 1
    }
    guard stamps.count > 1 else { return bytes }
    var bytes = bytes
    for stamp in stamps { for i in stamp { bytes[i] = space } }
    return bytes
  }

  /// A date with two strokes or points, a time, and a name with a colon.
  private static func stamp(in row: Range<Int>, _ bytes: [UInt8]) -> Range<Int>? {
    guard let first = row.first(where: { bytes[$0] > space }) else { return nil }
    var i = first
    let isBracketed = bytes[i] == 0x5B
    if isBracketed { i += 1 }
    let date = i
    while i < row.upperBound,
      isDigit(bytes[i]) || bytes[i] == 0x2F || bytes[i] == 0x2E || bytes[i] == 0x2D
    {
      i += 1
    }
    guard bytes[date..<i].count(where: { !isDigit($0) }) == 2, i - date >= 6, i < row.upperBound,
      bytes[i] == 0x2C || bytes[i] == space
    else { return nil }
    let time = i
    let closing: UInt8 = isBracketed ? 0x5D : 0x2D
    while i < row.upperBound, i - time < 24, bytes[i] != closing { i += 1 }
    guard i < row.upperBound, bytes[i] == closing, bytes[time..<i].contains(colon),
      bytes[time..<i].contains(where: isDigit)
    else { return nil }
    i += 1
    let name = i
    while i < row.upperBound, i - name < mostName, bytes[i] != colon, !isDigit(bytes[i]) { i += 1 }
    guard i < row.upperBound, bytes[i] == colon else { return first..<name }
    return first..<i + 1
  }
}
