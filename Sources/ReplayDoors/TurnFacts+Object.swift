import Rendering
import Transcripts

extension TurnFacts {
  /// The facts of a reply that came as its JSON object.
  ///
  /// - Throws: `unexpected` with its first 200 characters where it is no such object.
  init(inObject line: String) throws(DoorError) {
    guard let reply = ReplyObject.reply(in: line) else {
      throw .unexpected(String(line.prefix(200)))
    }
    self.init(reply)
  }
}
