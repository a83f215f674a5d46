import ArgumentParser
import Conversation
import Foundation
import Rendering
import Shell
import Storage

/// Writes to standard output, and throws an `OutputFailure` where that cannot be done.
///
/// It holds no buffer: what was written before a failure has arrived.
struct Output {
  private let json: Bool
  private let text: PlainText
  private let colouring: Colouring

  /// Replies are laid out for a person where one reads: wrapped at the window, coloured as in the shell.
  init(_ global: GlobalOptions, json: Bool = false, isAccessible: Bool = false) {
    self.json = json
    let terminal = Opening.terminal(global)
    let window = terminal.isOutputTerminal ? min(Terminal.columns, Terminal.widest) : nil
    text = PlainText(
      width: global.width ?? window, isAccessible: isAccessible || terminal.isAccessible,
      isASCII: terminal.isOutputTerminal && terminal.isASCII)
    colouring = Colouring(terminal)
  }

  /// - Throws: `OutputFailure`.
  func write(_ reply: Reply) throws {
    try Self.write(json ? JSONText.line(reply) + "\n" : colouring.text(of: text.lines(of: reply)))
  }

  /// Writes a text as it is.
  static func write(_ text: String) throws {
    var output = StandardOutput()
    try output.print(text)
  }

  /// Puts a text into a file; where that cannot be done it is told, and is the end.
  ///
  /// - Throws: `unwritable`, after telling why. A file that is replaced keeps its mode.
  static func file(_ path: String, _ bytes: some Collection<UInt8>) throws {
    do throws(DiskFile.Failure) {
      try DiskFile.replace(path, with: bytes, keepsMode: true)
    } catch {
      Notice.say("cannot write \(path): \(error)")
      throw ExitCode.unwritable
    }
  }

  /// Writes a line at once, in order with everything else that is written there.
  static func line(_ text: String) throws { try write(text + "\n") }
}
