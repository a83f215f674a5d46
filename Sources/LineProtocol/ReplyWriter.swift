package import Conversation
package import NIOCore
import Rendering

/// Writes replies as one client wants them: framed text, or one JSON object a line.
///
///     210 answer calciphylaxis/overview
///     Calciphylaxis is … [1]
///     .
///
/// A text reply is a status line, body lines (one that begins with a dot gets one more), and a dot.
/// For a shell the body is the JSON object, what the shell has to do, and lines with their roles:
///
///     body   := object CR LF ("effect " effect CR LF)* (role " " text CR LF)*
///     effect := "keep" | "quit" | "width " N | "json on" | "json off" | "forgot" (" " fact)*
///
/// It is a small value of one connection. The same reply and the same settings give the same bytes;
/// a client's own words can only come back without control characters, escape sequences and
/// bidirectional overrides.
package struct ReplyWriter: Sendable, Hashable {
  /// Whether replies are JSON; then there is neither a status line nor a dot.
  package var isJSON = false
  /// The columns that text is wrapped at; `nil` leaves paragraphs on one line.
  package var width: Int?
  /// How a shell at the other end wants its lines; `nil` where there is none.
  package var shell: ShellLayout?

  package init() {}

  /// Writes a reply; the code follows from it unless the door knows better.
  ///
  /// - Parameter mayBeKept: whether the line is known to say nothing of anybody; a shell wants to know
  /// - Parameter code: for what the reply alone does not tell, such as `502` for a line that was
  ///   too long
  /// - Parameter out: appended to; nothing is flushed
  package func write(
    _ reply: Reply, code: StatusCode? = nil, mayBeKept: Bool = false, into out: inout ByteBuffer
  ) {
    if isJSON {
      out.writeString(JSONText.line(reply))
      out.writeStaticString("\r\n")
      return
    }
    let code = code ?? StatusCode(of: reply)
    writeStatus(code, code.standsAlone ? nil : reply.intent, &out)
    if let shell {
      for line in shell.lines(of: reply, width: width, mayBeKept: mayBeKept) {
        writeBody(line, &out)
      }
      out.writeStaticString(".\r\n")
      return
    }
    let hasBody = !reply.blocks.isEmpty || !reply.citations.isEmpty
    if hasBody {
      for line in PlainText(width: width).lines(of: reply) { writeBody(line.text, &out) }
    }
    out.writeStaticString(".\r\n")
  }

  /// Writes what the door itself says in one status line, such as `421 closing shutdown`.
  ///
  /// In JSON mode it is an object as well, of the kind `info`, from code 400 on `error`.
  package func write(_ code: StatusCode, _ words: String?, into out: inout ByteBuffer) {
    if isJSON {
      var reply = Reply(code.rawValue < 400 ? .info : .error)
      reply.blocks = [.text(words.map { "\(code.word) \($0)" } ?? code.word)]
      out.writeString(JSONText.line(reply))
      out.writeStaticString("\r\n")
    } else {
      writeStatus(code, words, &out)
      out.writeStaticString(".\r\n")
    }
  }

  /// Writes the reply to `/ping`: what health checks ask again and again.
  ///
  /// The same bytes as `write(.info, "pong")`, without making a text of them.
  package func writePong(into out: inout ByteBuffer) {
    if isJSON {
      write(.info, "pong", into: &out)
    } else {
      out.writeStaticString("213 info pong\r\n.\r\n")
    }
  }

  private func writeStatus(_ code: StatusCode, _ words: String?, _ out: inout ByteBuffer) {
    out.writeStaticString(code.head)
    if let words, !words.isEmpty {
      out.writeStaticString(" ")
      let isClean = CleanText.isOneCleanLine(words)
      out.writeString(isClean ? words : Self.onOneLine(words))
    }
    out.writeStaticString("\r\n")
  }

  /// One text may become several lines, each with its own dot stuffed.
  private func writeBody(_ text: String, _ out: inout ByteBuffer) {
    guard !CleanText.isOneCleanLine(text) else {
      writeBodyLine(text, &out)
      return
    }
    // Only what is known to hold no control character goes out: a reply may quote its client.
    for line in Line.cleaned(text).split(separator: "\n", omittingEmptySubsequences: false) {
      writeBodyLine(String(line), &out)
    }
  }

  private func writeBodyLine(_ line: String, _ out: inout ByteBuffer) {
    if line.utf8.first == UInt8(ascii: ".") { out.writeStaticString(".") }
    out.writeString(line)
    out.writeStaticString("\r\n")
  }

  private static func onOneLine(_ text: String) -> String {
    Line.cleaned(text).split(separator: "\n").joined(separator: " ")
  }
}
