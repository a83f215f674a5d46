package import Conversation

/// Takes down a conversation as a transcript.
package protocol Recording {
  mutating func record(line: String, reply: Reply)
  /// The text of the transcript.
  mutating func finish() throws -> String
}
