import CEditLineShim
import Glibc
import Rendering

/// One reply for each line of input, in one session, without prompt: for pipes and programs.
///
///     standard input    a line each; a paste until its dot is one message
///     standard output   replies alone, with a line `---` between them; in JSON one object a line
///     standard error    what the shell has to say
package struct PipedLines {
  private var sitting: Sitting
  private let colouring: Colouring
  private let width: Int?
  private let opening: [String]
  private var output = StandardOutput()
  private var hasAnswered = false
  private var notices = StandardOutput(STDERR_FILENO)

  /// What sets one reply apart from the next, for whoever reads the output of a pipe.
  private static let rule = "\n---\n\n"

  package init(_ answering: any Answering, _ options: ShellOptions) {
    sitting = Sitting(answering, options)
    colouring = Colouring(options.terminal)
    opening = options.opening
    width = options.terminal.isOutputTerminal ? min(Terminal.columns, Terminal.widest) : nil
  }

  /// Answers lines until the input ends, somebody quits, or an answer cannot be written: that throws.
  ///
  /// A reader that goes away (`| head`) is an error like any other here: whoever calls tells them
  /// apart.
  ///
  /// - Throws: `OutputFailure`, or what whoever answers throws.
  package mutating func run() throws {
    ele_ignore_broken_pipe()
    try answerAll()
    if let failure = output.failure { throw failure }
  }

  private mutating func answerAll() throws {
    defer { for notice in sitting.end() { notices.write("calciq: \(notice)\n") } }
    for notice in opening { notices.write("calciq: \(notice)\n") }
    var decoder = LineDecoder()
    while output.isOpen {
      switch StandardInput.read() {
      case .interrupted: continue
      case .bytes(let bytes):
        decoder.add(bytes)
        while let line = decoder.popLine() {
          guard try !answer(line) else { return }
        }
      case .end:
        if let line = decoder.popRest(), try answer(line) { return }
        if let turn = try sitting.turnAtEnd(width: width) { _ = show(turn) }
        return
      }
    }
  }

  /// Answers one line; whether nothing is to follow.
  private mutating func answer(_ line: String) throws -> Bool {
    guard let turn = try sitting.turn(typed: line, width: width) else { return !output.isOpen }
    return show(turn)
  }

  private mutating func show(_ turn: Sitting.Turn) -> Bool {
    for notice in turn.answer.notices { notices.write("calciq: \(notice)\n") }
    switch turn.answer.body {
    case .lines(let lines):
      if !lines.isEmpty, hasAnswered { output.write(Self.rule) }
      hasAnswered = hasAnswered || !lines.isEmpty
      output.write(colouring.text(of: lines))
    case .raw(let text): output.write(text + "\n")
    }
    for notice in turn.notices { notices.write("calciq: \(notice)\n") }
    return turn.isOver || !output.isOpen
  }
}
