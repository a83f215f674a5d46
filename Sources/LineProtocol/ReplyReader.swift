import Conversation
package import NIOCore

/// What a server replied, as a client reads it.
///
///     .text(code: 210, words: "answer calciphylaxis/overview", body: ["Calciphylaxis is … [1]"])
package enum ClientReply: Sendable, Hashable {
  /// `210 answer calciphylaxis/overview`, then the body without dots that were stuffed.
  case text(code: Int, words: String, body: [String])
  /// One JSON object.
  /// On one line, as it came; what it says is for `Rendering` to read.
  case json(String)

  /// The code of a text reply.
  ///
  /// `nil` for JSON, whose `kind` says the same.
  package var code: Int? {
    if case .text(let code, _, _) = self { code } else { nil }
  }

  /// The body of a text reply as one text, or the JSON object.
  package var text: String {
    switch self {
    case .text(_, _, let body): body.joined(separator: "\n")
    case .json(let object): object
    }
  }

  /// The intent that stands behind the word of a text reply, where one does.
  ///
  ///     210 answer calciphylaxis/overview → calciphylaxis/overview
  ///     221 bye     421 closing idle      → nil
  package var intent: String? {
    guard case .text(let code, let words, _) = self, let known = StatusCode(rawValue: code),
      !known.standsAlone, words.hasPrefix(known.word + " ")
    else { return nil }
    return String(words.dropFirst(known.word.utf8.count + 1))
  }
}

/// Cuts the bytes of a server into replies, however they arrive: what ``ReplyWriter`` writes, read back.
///
///     reply  := status end (line end)* "." end | object end
///     status := digit{3} (" " word)*
///     object := "{" … "}"
///     end    := CR LF | LF
///
/// Which of the two it is shows in the first byte of a reply; a line that begins with a dot was given one
/// more, which is taken away again.
///
/// Hostile input: what a server sends is no more trusted than what a client sends. A reply of more
/// than 4 MiB ends in an error, so that a server cannot fill the memory of its client.
package struct ReplyReader: Sendable {
  /// Why what a server sends is no reply.
  ///
  /// After either the connection is of no use any more: where the next reply begins is not known.
  package enum Problem: Error, Sendable, Hashable {
    case notAReply, tooLong
  }

  private static let mostBytes = 4_194_304
  private var code: Int?
  private var words = ""
  private var body: [String] = []
  private var bytes = 0

  package init() {}

  /// The next whole reply in the bytes, which are consumed up to its end; `nil` once more are needed.
  ///
  /// - Throws: `notAReply` for a line that begins neither with three digits nor with `{`; `tooLong`
  ///   for a reply, or a line without an end, of more than 4,194,304 bytes.
  package mutating func next(_ input: inout ByteBuffer) throws(Problem) -> ClientReply? {
    while let end = input.readableBytesView.firstIndex(of: 0x0A) {
      var line = input.readString(length: end - input.readerIndex) ?? ""
      input.moveReaderIndex(forwardBy: 1)
      if line.utf8.last == 0x0D { line.unicodeScalars.removeLast() }
      if let reply = try take(line) { return reply }
    }
    guard input.readableBytes <= Self.mostBytes else { throw .tooLong }
    return nil
  }

  /// Takes a line without its end; the reply that it completes.
  ///
  /// Control characters and escape sequences are taken out: nothing of a server reaches a terminal raw.
  ///
  /// - Returns: `nil` while the dot has not come; a JSON object is a whole reply.
  package mutating func take(_ line: String) throws(Problem) -> ClientReply? {
    bytes += line.utf8.count
    guard bytes <= Self.mostBytes else { throw .tooLong }
    guard let code else { return try begin(line) }
    guard line != "." else {
      defer { self = ReplyReader() }
      return .text(code: code, words: words, body: body)
    }
    body.append(Self.shown(line.hasPrefix(".") ? String(line.dropFirst()) : line))
    return nil
  }

  private mutating func begin(_ line: String) throws(Problem) -> ClientReply? {
    if line.hasPrefix("{") {
      self = ReplyReader()
      return .json(Self.shown(line))
    }
    let digits = line.utf8.prefix(3)
    guard digits.count == 3, digits.allSatisfy({ (48...57).contains($0) }),
      let code = Int(line.prefix(3))
    else { throw .notAReply }
    self.code = code
    words = Self.shown(Line.trimmed(String(line.dropFirst(3))))
    return nil
  }

  private static func shown(_ line: String) -> String {
    Line.cleaned(line).split(separator: "\n").joined(separator: " ")
  }
}
