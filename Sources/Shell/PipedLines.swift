import CEditLineShim
import Glibc
import Rendering

/// One reply for each line of input, in one session, without prompt: for pipes and programs.
package struct PipedLines {
  private var sitting: Sitting
  private let colouring: Colouring
  private var output = StandardOutput()
  private var notices = StandardOutput(STDERR_FILENO)

  package init(_ answering: any Answering, _ options: ShellOptions) {
    sitting = Sitting(answering, options)
    colouring = Colouring(isOn: options.terminal.isColourForced)
  }

  /// Answers lines until the input ends, somebody quits, or the reader of the output goes.
  package mutating func run() throws {
    ele_ignore_broken_pipe()
    defer { for notice in sitting.end() { notices.write("calciq: \(notice)\n") } }
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
        if let line = decoder.popRest() { _ = try answer(line) }
        return
      }
    }
  }

  /// Answers one line; whether nothing is to follow.
  private mutating func answer(_ line: String) throws -> Bool {
    let turn = try sitting.turn(line, width: nil)
    for notice in turn.answer.notices { notices.write("calciq: \(notice)\n") }
    switch turn.answer.body {
    case .lines(let lines): output.write(colouring.text(of: lines))
    case .raw(let text): output.write(text + "\n")
    }
    for notice in turn.notices { notices.write("calciq: \(notice)\n") }
    return turn.isOver || !output.isOpen
  }
}
