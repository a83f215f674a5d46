import Crypto

/// The tokens that may ask, known by their SHA-256 alone.
///
///     # one hash a line: printf %s "$TOKEN" | sha256sum
///     9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
package struct TokenBook: Sendable, Hashable {
  /// A line that is no hash, counted from 1.
  package struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    package var line: Int

    package init(line: Int) { self.line = line }

    package var description: String { "line \(line): expected 64 hexadecimal digits" }
  }

  private var hashes: [[UInt8]] = []

  /// Reads one hash a line; empty lines and lines that begin with `#` are skipped.
  package init(_ text: String) throws(Problem) {
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let word = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).first ?? ""
      if word.isEmpty || word.hasPrefix("#") { continue }
      guard let hash = Self.bytes(hexadecimal: word) else { throw Problem(line: number) }
      hashes.append(hash)
    }
  }

  /// Whether a token is in the book; the time it takes tells nothing about how near it was.
  package func contains(_ token: String) -> Bool {
    let wanted = Array(SHA256.hash(data: Array(token.utf8)))
    var isFound = false
    for hash in hashes {
      var difference: UInt8 = 0
      for (one, two) in zip(hash, wanted) { difference |= one ^ two }
      isFound = difference == 0 || isFound
    }
    return isFound
  }

  private static func bytes(hexadecimal text: Substring) -> [UInt8]? {
    let digits = text.utf8.map { digit(Int($0)) }
    guard digits.count == 64, !digits.contains(nil) else { return nil }
    let values = digits.compactMap { $0 }
    return stride(from: 0, to: 64, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
  }

  private static func digit(_ byte: Int) -> Int? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}
