import ArgumentParser
import Conversation
import Foundation
import Transcripts

/// Blesses transcripts and tells what changed.
struct Blessings {
  var mode: BlessMode
  var allowsUrgent: Bool

  /// One file after the other: a refusal leaves its file as it is and goes on with the next.
  ///
  /// - Throws: `fellShort` at the end where any was refused.
  func bless(_ transcripts: [Transcript], _ assistant: Assistant) throws {
    let isCI = ProcessInfo.processInfo.environment["CI"]?.isEmpty == false
    let blesser = Blesser(mode: mode, isCI: isCI, allowsUrgent: allowsUrgent)
    var hasRefused = false
    var hasChanged = false
    for transcript in transcripts {
      var door = EngineDoor(assistant)
      let result = Replayer(keepsGoing: true).replay(transcript, through: &door, kind: .engine)
      do {
        let blessing = try blesser.blessed(transcript, outcomes: result.outcomes)
        guard blessing.hasChanged else { continue }
        try Output.file(transcript.path, blessing.text.utf8)
        hasChanged = true
        let counts = [
          count(blessing.turns, "turn"), count(blessing.textLines, "line of text", "lines of text"),
          count(blessing.facts, "fact"),
        ]
        try Output.line("blessed \(transcript.path): \(counts.joined(separator: ", "))")
      } catch let refusal as BlessRefusal {
        Notice.say("\(refusal)")
        hasRefused = true
      }
    }
    if hasChanged { try Output.line("read the change before you commit it: git diff") }
    if hasRefused { throw ExitCode.fellShort }
  }

  private func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}
