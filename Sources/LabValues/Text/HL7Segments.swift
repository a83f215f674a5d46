/// Leaves of the segments of an HL7 version 2 message what a person would read, and blanks the rest, byte for byte.
///
///     OBX|7|NM|29265-6^Calcium (albumin adj.)^LN||2.34|mmol/L|2.10-2.55|N|||F|||20250918071500
///     OBX|    |        Calcium (albumin adj.)    |2.34|mmol/L|2.10-2.55|N|      20250918071500
///
/// Of a result its name, value, unit, range, flag and time stay; of an order its name, time and specimen; of a remark
/// its text; of patients, visits and headers nothing, so that a date of birth is no date of a sample.
struct HL7Segments {
  private static let newline: UInt8 = 0x0A
  private static let bar: UInt8 = 0x7C
  private static let caret: UInt8 = 0x5E
  private static let space: UInt8 = 0x20

  /// The fields that stay of a segment, counted from its name.
  private static let fields: [[UInt8]: Set<Int>] = [
    Array("obx".utf8): [0, 3, 5, 6, 7, 8, 14], Array("obr".utf8): [0, 4, 7, 15],
    Array("spm".utf8): [4, 17], Array("nte".utf8): [3],
    Array("msh".utf8): [], Array("pid".utf8): [], Array("pv1".utf8): [], Array("orc".utf8): [],
    Array("evn".utf8): [], Array("nk1".utf8): [], Array("al1".utf8): [], Array("in1".utf8): [],
  ]

  /// The message with its segments blanked; the same bytes where it has none.
  static func blanked(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(bar) else { return bytes }
    var bytes = bytes
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: newline) ?? bytes.count
      blank(start..<end, &bytes)
      start = end + 1
    }
    return bytes
  }

  private static func blank(_ row: Range<Int>, _ bytes: inout [UInt8]) {
    guard let first = row.first(where: { bytes[$0] > space }), first + 4 < row.upperBound,
      bytes[first + 3] == bar, let kept = fields[Array(bytes[first..<first + 3])]
    else { return }
    var field = 0
    var start = first
    while start <= row.upperBound {
      let end = bytes[start..<row.upperBound].firstIndex(of: bar) ?? row.upperBound
      if !kept.contains(field) {
        for i in start..<end { bytes[i] = space }
        // One bar stands between two fields that stay.
        if start > first { bytes[start - 1] = space }
      } else if field == 3 || field == 4 {
        keepName(start..<end, &bytes)
      }
      field += 1
      start = end + 1
    }
  }

  /// Of `2823-3^Potassium^LN` the name stays, of a field without a mark all of it.
  private static func keepName(_ field: Range<Int>, _ bytes: inout [UInt8]) {
    let parts = bytes[field].split(separator: caret, omittingEmptySubsequences: false)
    guard parts.count > 1 else { return }
    let named =
      parts.first { $0.contains(where: isLetter) && $0.count > 2 && $0 != parts[0] } ?? parts[0]
    for i in field where !(named.startIndex..<named.endIndex).contains(i) { bytes[i] = space }
  }
}
