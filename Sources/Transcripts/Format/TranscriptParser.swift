import Language

/// Reads a transcript file.
///
///     file    := "%calciq-transcript 1" LF header empty body
///     header  := ("%known-failure " reason LF | key ": " value LF)*
///     key     := "title" | "tags" | "width" | "clock" | "corpus" | "doors"
///     body    := (turn | session | comment | empty)*
///     session := "--- session " name LF           the turns below belong to it
///     turn    := message answer? fact*            empty lines between the parts;
///                                                 comments not inside message or answer
///     message := ("> " text LF | ">" LF)+         several lines are one message
///     answer  := ("  " line LF | empty)*          see ExpectedLine and LinePattern
///     fact    := ("=" | "~" | "!") " " key " "+ value LF         see Fact
///     comment := "#" text LF
///
/// A line is text in UTF-8 that ends with LF, without tabs, other control characters, invisible
/// characters and blanks at its end. `title` is needed; `tags` and `doors` are lists of words,
/// `width` a number of columns, `clock` a day as 2026-03-01. Every problem is found, not the first.
package struct TranscriptParser {
  /// The first line of every transcript.
  package static let firstLine = "%calciq-transcript 1"

  /// The transcript, and every problem in it; with problems other than drafts it must not be used.
  ///
  /// - Parameters:
  ///   - bytes: any bytes at all; what is no text file has a problem and no turns
  ///   - path: only named in problems
  /// - Returns: problems in order of line. The transcript is as good as could be read, for showing
  ///   it.
  package static func parse(
    _ bytes: [UInt8], path: String
  ) -> (transcript: Transcript, problems: [TranscriptProblem]) {
    let text = TranscriptText(bytes, path: path)
    var parser = TranscriptParser(text)
    if !text.lines.isEmpty, !text.problems.contains(where: { $0.kind == .empty }) { parser.run() }
    return (parser.transcript, parser.problems.sorted())
  }

  private(set) var transcript: Transcript
  private var problems: [TranscriptProblem]
  private var session = Transcript.firstSession
  /// The line of a `--- session` without a turn so far.
  private var openSession: Int?
  private var turn: Transcript.Turn?
  private var part = Part.outside

  private enum Part { case outside, message, answer, facts }

  private init(_ text: TranscriptText) {
    transcript = Transcript(path: text.path, lines: text.lines, header: .init(), turns: [])
    problems = text.problems
  }

  private mutating func note(_ kind: TranscriptProblem.Kind, _ index: Int) {
    problems.append(TranscriptProblem(kind, path: transcript.path, line: index + 1))
  }

  private mutating func run() {
    let lines = transcript.lines
    guard lines[0] == Self.firstLine else {
      note(.noVersion(found: lines[0]), 0)
      return
    }
    var header = HeaderReader(path: transcript.path)
    var index = 1
    while index < lines.count, !lines[index].isEmpty {
      header.read(lines[index], at: index + 1)
      index += 1
    }
    transcript.header = header.finished()
    problems += header.problems
    while index < lines.count {
      read(lines[index], index)
      index += 1
    }
    closeTurn()
    closeSession(lines.count - 1)
    if transcript.turns.isEmpty { note(.noTurns, lines.count - 1) }
  }

  private mutating func read(_ line: String, _ index: Int) {
    switch line.first {
    case nil: if part == .message { part = .answer }
    case ">" where line == ">" || line.hasPrefix("> "): readMessage(line, index)
    case "#": readComment(index)
    case " " where line.hasPrefix("  "): readAnswer(String(line.dropFirst(2)), index)
    case "-" where line.hasPrefix("---"): readSession(line, index)
    default:
      if let sign = line.first.flatMap(FactSign.init), line.dropFirst().first == " " {
        readFact(sign, String(line.dropFirst(2)), index)
      } else {
        note(.unknownLine(String(line.prefix(20))), index)
      }
    }
  }

  private mutating func readMessage(_ line: String, _ index: Int) {
    if part != .message {
      closeTurn()
      turn = Transcript.Turn(
        number: transcript.turns.count + 1, line: index + 1, session: session, message: [],
        answer: [], facts: [], messageRange: index..<index, answerRange: index..<index)
      openSession = nil
      part = .message
    }
    turn?.message.append(String(line.dropFirst(2)))
    let start = turn?.messageRange.lowerBound ?? index
    turn?.messageRange = start..<(index + 1)
    turn?.answerRange = (index + 1)..<(index + 1)
  }

  /// A comment ends an answer only where facts or another turn follow; text behind it is a problem.
  private mutating func readComment(_ index: Int) {
    // What stands behind it decides whether the answer was over.
    if part == .message { part = .answer }
    if turn?.answer.isEmpty == false, part == .answer { part = .facts }
  }

  private mutating func readAnswer(_ text: String, _ index: Int) {
    guard let turn else {
      note(.answerWithoutMessage, index)
      return
    }
    guard part != .facts else {
      note(turn.facts.isEmpty ? .commentInAnswer : .answerAfterFacts, index)
      return
    }
    part = .answer
    var blanks = 0
    if !turn.answer.isEmpty { blanks = index - turn.answerRange.upperBound }
    do {
      let line = try ExpectedLine(parsing: text)
      let last = turn.answer.last
      if line == .elision, last == .elision { note(.twoElisions, index) }
      let empty = [ExpectedLine](repeating: .literal(""), count: blanks)
      self.turn?.answer += empty + [line]
    } catch {
      note(.badLine(error), index)
      self.turn?.answer.append(.literal(text))
    }
    let start = turn.answer.isEmpty ? index : turn.answerRange.lowerBound
    self.turn?.answerRange = start..<(index + 1)
  }

  private mutating func readSession(_ line: String, _ index: Int) {
    closeTurn()
    closeSession(index)
    let name = line.hasPrefix("--- session ") ? String(line.dropFirst(12)) : ""
    guard FactEntry.isID(name) else {
      note(.badSession(line), index)
      return
    }
    session = name
    openSession = index
  }

  private mutating func readFact(_ sign: FactSign, _ text: String, _ index: Int) {
    guard turn != nil else {
      note(.factWithoutMessage, index)
      return
    }
    part = .facts
    let name = String(text.prefix { $0 != " " })
    let value = String(text.dropFirst(name.count).drop { $0 == " " })
    guard let key = FactKey(rawValue: name) else {
      let near = NearestName.closest(to: name, among: FactKey.allCases.map(\.rawValue))
      note(.unknownKey(name, nearest: near), index)
      return
    }
    do {
      let fact = try Fact(sign, key, parsing: value, line: index + 1)
      if let first = turn?.facts.first(where: { Self.excludes($0, fact) }) {
        note(.assertedTwice(key: name, first: first.line), index)
      }
      turn?.facts.append(fact)
    } catch {
      note(.badFact(key: name, error), index)
    }
  }

  /// Whether two facts cannot stand together: the same one again, or `=` beside `=` or `~`.
  private static func excludes(_ a: Fact, _ b: Fact) -> Bool {
    guard a.key == b.key else { return false }
    if a.sign == b.sign, a.sign == .exactly || a.value == b.value { return true }
    return a.sign != b.sign && a.sign != .mustNot && b.sign != .mustNot
  }

  private mutating func closeTurn() {
    guard let turn else { return }
    let hasFlaw = problems.contains { $0.line >= turn.line && $0.kind != .unterminated }
    if !hasFlaw, turn.facts.isEmpty, turn.answer.allSatisfy(\.assertsNothing) {
      note(.assertsNothing, turn.line - 1)
    }
    // Elisions with nothing but empty lines between them say no more than one.
    let solid = turn.answer.filter { !$0.raw.isEmpty }
    if zip(solid, solid.dropFirst()).contains(where: { $0 == .elision && $1 == .elision }),
      !zip(turn.answer, turn.answer.dropFirst()).contains(where: {
        $0 == .elision && $1 == .elision
      })
    {
      note(.twoElisions, turn.answerRange.upperBound - 1)
    }
    transcript.turns.append(turn)
    self.turn = nil
    part = .outside
  }

  private mutating func closeSession(_ index: Int) {
    if let openSession { note(.sessionWithoutTurn(session), openSession) }
    openSession = nil
  }
}
