import Language

/// One expected line: literal text, with `[..]` for any text and typed placeholders.
///
///     line    := (literal | "[..]" | "[DATE]" | "[N]" | "[MS]" | "[VERSION]")*
///     literal := text; a backslash before one of these makes it literal and is dropped
package struct LinePattern: Sendable, Hashable {
  enum Piece: Sendable, Hashable {
    case literal([UInt8])
    /// Any text, nothing included.
    case any
    case placeholder(Placeholder)
  }

  /// As written in the file, without the two blanks of an answer line.
  package let raw: String
  let pieces: [Piece]

  /// What is wrong with a line.
  package enum Flaw: Error, Sendable, Hashable {
    /// Something in brackets that looks like a placeholder and is none: `[Date]`, `[...]`.
    case lookalike(String, nearest: String)
    /// Two `[..]` with nothing between them.
    case twoInARow
  }

  /// Reads a line as it is written, without the two blanks in front.
  ///
  ///     took [MS]   →   "took " and a time          \[..]   →   the four signs themselves
  ///
  /// - Throws: for two `[..]` in a row, and for what is nearly a placeholder (`[date]`).
  package init(parsing raw: String) throws(Flaw) {
    self.raw = raw
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    let bytes = Array(raw.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == Self.backslash {
        let run = bytes[index...].prefix { $0 == Self.backslash }
        literal += run
        index = run.endIndex
        if let special = Self.special(in: bytes, at: index) {
          literal.removeLast()
          literal += bytes[index..<special.end]
          index = special.end
        }
        continue
      }
      guard let special = Self.special(in: bytes, at: index) else {
        literal.append(bytes[index])
        index += 1
        continue
      }
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = []
      switch special.meaning {
      case .piece(let piece):
        if piece == .any, pieces.last == .any { throw .twoInARow }
        pieces.append(piece)
      case .lookalike(let nearest):
        throw .lookalike(
          String(decoding: bytes[index..<special.end], as: UTF8.self), nearest: nearest)
      }
      index = special.end
    }
    if !literal.isEmpty { pieces.append(.literal(literal)) }
    self.pieces = pieces
  }

  /// The pattern that matches a text and nothing else.
  package init(literal text: String) {
    raw = Self.escaped(text)
    pieces = text.isEmpty ? [] : [.literal(Array(text.utf8))]
  }

  /// Whether every line matches it.
  package var isOnlyElision: Bool { pieces == [.any] }
  /// Whether anything in it can stand for more than one text.
  package var isLiteral: Bool {
    pieces.allSatisfy { if case .literal = $0 { true } else { false } }
  }

  /// A text with backslashes where it would otherwise be read as a wildcard.
  package static func escaped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == backslash {
        let run = bytes[index...].prefix { $0 == backslash }
        out += run
        index = run.endIndex
      } else if let special = special(in: bytes, at: index) {
        out.append(backslash)
        out += bytes[index..<special.end]
        index = special.end
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static let backslash = UInt8(ascii: "\\")

  private enum Meaning {
    case piece(Piece)
    case lookalike(nearest: String)
  }

  /// What the bracket at an index means, if it means anything.
  private static func special(in bytes: [UInt8], at index: Int) -> (end: Int, meaning: Meaning)? {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "[") else { return nil }
    // No name in brackets is longer than this; the bound keeps a line of brackets linear.
    let window = bytes[(index + 1)...].prefix(16)
    guard let close = window.firstIndex(of: UInt8(ascii: "]")) else {
      let dots = window.prefix { $0 == UInt8(ascii: ".") }
      return dots.count >= 2 ? (dots.endIndex, .lookalike(nearest: "[..]")) : nil
    }
    let name = String(decoding: bytes[(index + 1)..<close], as: UTF8.self)
    let end = close + 1
    if name == ".." { return (end, .piece(.any)) }
    if let placeholder = Placeholder(rawValue: name) {
      return (end, .piece(.placeholder(placeholder)))
    }
    if !name.isEmpty, name.allSatisfy({ $0 == "." || $0 == "…" }) {
      return (end, .lookalike(nearest: "[..]"))
    }
    guard !name.isEmpty, name.utf8.allSatisfy({ isLetter($0) }) else { return nil }
    if let near = Placeholder(rawValue: name.uppercased()) {
      return (end, .lookalike(nearest: near.text))
    }
    guard name.count > 1, name == name.uppercased() else { return nil }
    let near = NearestName.closest(to: name, among: Placeholder.allCases.map(\.rawValue))
    return (end, .lookalike(nearest: "[\(near ?? "..")]"))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }
}

extension LinePattern {
  /// Whether it matches a whole line.
  ///
  /// The set of places where a piece may end is carried from piece to piece, so the time is
  /// bounded by pieces × bytes × the longest literal: there is nothing to backtrack.
  package func matches(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var ends = [0]
    var isOpen = false
    for piece in pieces {
      guard let first = ends.first else { return false }
      let starts = isOpen ? Array(first...bytes.count) : ends
      switch piece {
      case .any: ends = [first]
      case .literal(let literal):
        ends = starts.compactMap { bytes[$0...].starts(with: literal) ? $0 + literal.count : nil }
      case .placeholder(let placeholder):
        ends = Set(starts.compactMap { placeholder.end(in: bytes, from: $0) }).sorted()
      }
      isOpen = piece == .any
    }
    return isOpen ? !ends.isEmpty : ends.contains(bytes.count)
  }
}
