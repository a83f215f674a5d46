/// All of the standard input as one text, for a report that is piped into a question.
package enum WholeInput {
  /// The input up to so many bytes; what lies behind is not read.
  package static func text(upTo limit: Int) -> String {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      switch StandardInput.read() {
      case .bytes(let more): bytes += more
      case .interrupted: continue
      case .end: return String(decoding: bytes, as: UTF8.self)
      }
    }
    return String(decoding: bytes.prefix(limit), as: UTF8.self)
  }
}
