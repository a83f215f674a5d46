/// Something wrong in a transcript, said so that its author can mend it.
///
///     Transcripts/labs.transcript:12: error: unknown fact 'cite'; did you mean 'cites'?
package struct TranscriptProblem: Error, Sendable, Hashable, Comparable, CustomStringConvertible {
  package enum Kind: Sendable, Hashable {
    case unreadable(String)
    case empty
    case binary(byte: UInt8)
    case notUTF8
    case byteOrderMark
    case carriageReturn
    case tab
    case trailingBlank
    case invisible(UInt32)
    case unterminated
    case noVersion(found: String)
    case badHeader(String)
    case unknownHeader(String, nearest: String?)
    case repeatedHeader(String, first: Int)
    case missingTitle
    case badHeaderValue(key: String, value: String, expected: String)
    case noTurns
    case unknownLine(String)
    case unknownKey(String, nearest: String?)
    case badFact(key: String, Fact.Flaw)
    case assertedTwice(key: String, first: Int)
    case answerWithoutMessage
    case answerAfterFacts
    case commentInAnswer
    case factWithoutMessage
    case badSession(String)
    case sessionWithoutTurn(String)
    case badLine(ExpectedLine.Flaw)
    case twoElisions
    case assertsNothing
    case stale(role: String, name: String, nearest: String?)
  }

  package var path: String
  /// Counted from 1.
  package var line: Int
  package var kind: Kind

  package init(_ kind: Kind, path: String, line: Int) {
    self.kind = kind
    self.path = path
    self.line = line
  }

  /// `file:line: error: what is wrong`
  package var description: String { "\(path):\(line): error: \(message)" }

  /// By path, then line, then wording, so that two runs tell them alike.
  package static func < (a: TranscriptProblem, b: TranscriptProblem) -> Bool {
    (a.path, a.line, a.message) < (b.path, b.line, b.message)
  }

  /// Whether blessing can mend it.
  package var isDraft: Bool { kind == .assertsNothing }
}

extension TranscriptProblem {
  /// What is wrong, without the place.
  package var message: String {
    switch kind {
    case .unreadable(let reason): "cannot be read: \(reason)"
    case .empty: "the file is empty"
    case .binary(let byte):
      "a control character (byte 0x\(Self.hex(UInt32(byte), 2))): not a text file"
    case .notUTF8: "not UTF-8"
    case .byteOrderMark: "a byte order mark in front of the first line"
    case .carriageReturn: "the line ends with CR LF; LF alone is expected"
    case .tab: "a tab; blanks are expected"
    case .trailingBlank: "a blank at the end of the line"
    case .invisible(let scalar): "an invisible character (U+\(Self.hex(scalar, 4)))"
    case .unterminated: "the last line has no line break: is the file complete?"
    case .noVersion(let found): "expected '%calciq-transcript 1', found '\(found)'"
    case .badHeader(let found): "expected 'key: value' or an empty line, found '\(found)'"
    case .unknownHeader(let key, let nearest): "unknown header '\(key)'\(Self.meant(nearest))"
    case .repeatedHeader(let key, let first): "the header '\(key)' stands in line \(first) too"
    case .missingTitle: "the header 'title' is missing"
    case .badHeaderValue(let key, let value, let expected):
      "the header '\(key)' takes \(expected), not '\(value)'"
    case .noTurns: "no turn: a line that starts with '> ' is what somebody says"
    case .unknownLine(let found):
      "a line starts with '#', '> ', two blanks, '= ', '~ ', '! ' or '--- session ', not '\(found)'"
    case .unknownKey(let key, let nearest): "unknown fact '\(key)'\(Self.meant(nearest))"
    case .badFact(let key, let flaw): "'\(key)' \(Self.wording(flaw))"
    case .assertedTwice(let key, let first): "'\(key)' is asserted in line \(first) already"
    case .answerWithoutMessage: "an answer without a message ('> …') in front of it"
    case .answerAfterFacts: "the answer must stand in front of the facts"
    case .commentInAnswer: "a comment inside an answer"
    case .factWithoutMessage: "a fact without a message ('> …') in front of it"
    case .badSession(let found): "expected '--- session name', found '\(found)'"
    case .sessionWithoutTurn(let name): "the session '\(name)' has no turn here"
    case .badLine(let flaw): Self.wording(flaw)
    case .twoElisions: "two '...' in a row: one says as much"
    case .assertsNothing:
      "this turn asserts nothing: no fact, and no text but elisions; --bless=all writes down what is said now"
    case .stale(let role, let name, let nearest):
      "there is no \(role) '\(name)' in the knowledge\(Self.meant(nearest))"
    }
  }

  private static func meant(_ nearest: String?) -> String {
    nearest.map { "; did you mean '\($0)'?" } ?? ""
  }

  private static func hex(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  private static func wording(_ flaw: Fact.Flaw) -> String {
    switch flaw {
    case .missingValue: "has no value; 'none' is written for nothing"
    case .unknownName(let name, let nearest): "cannot be '\(name)'\(meant(nearest))"
    case .severalNames: "takes one value"
    case .needsList: "has one value, so '~' says no more than '=' would"
    case .emptyList: "with '~ none' asserts nothing"
    case .badEntry(let entry): "cannot hold '\(entry)'"
    case .twice(let entry): "names '\(entry)' twice"
    case .unquoted: "takes words in quotation marks, as \"you have\""
    }
  }

  private static func wording(_ flaw: ExpectedLine.Flaw) -> String {
    switch flaw {
    case .elisionLookalike(let found):
      "'\(found)' is no elision: '...' is, right behind the two blanks;"
        + " '\\...' is the dots themselves"
    case .pattern(.lookalike(let found, let nearest)):
      "unknown placeholder '\(found)'; did you mean '\(nearest)'? '\\\(found)' is the text itself"
    case .pattern(.twoInARow): "two '[..]' in a row: one says as much"
    }
  }
}

/// The problems that make transcripts unusable.
package struct TranscriptProblems: Error, Sendable {
  package var problems: [TranscriptProblem]

  package init(_ problems: [TranscriptProblem]) { self.problems = problems.sorted() }
}
