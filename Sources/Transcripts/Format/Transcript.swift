package import LabValues

/// A conversation that reads like one and is strict as a test.
///
/// `lines` and the ranges of turns belong together: whoever changes one of them reads the file
/// anew.
package struct Transcript: Sendable, Hashable {
  /// The file, as named in messages.
  package var path: String
  /// Every line of the file as it is written, for giving it back unchanged.
  package var lines: [String]
  package var header: Header
  package var turns: [Turn]

  /// What stands above the first turn.
  package struct Header: Sendable, Hashable {
    package var title = ""
    package var tags: [String] = []
    /// The columns that answers are wrapped at.
    package var width = Header.standardWidth
    /// The day that relative dates refer to; without one they stay unknown.
    package var clock: Day?
    /// The title of the knowledge that it was written for.
    package var corpus: String?
    /// The doors that it can go through.
    package var doors = DoorKind.allCases

    /// Why it does not hold yet: it passes while it fails, and fails once it passes.
    package var knownFailure: String?

    /// The shell never wraps wider than this.
    package static let standardWidth = 78
    package static let widths = 20...200
  }

  /// Something said, and what is expected to come of it.
  package struct Turn: Sendable, Hashable {
    /// Counted from 1 in the file.
    package var number: Int
    /// The line of its first `>`, counted from 1.
    package var line: Int
    package var session: String
    /// The lines said: several are one message.
    package var message: [String]
    package var answer: [ExpectedLine]
    package var facts: [Fact]
    /// Where the message stands in `lines`, counted from 0.
    package var messageRange: Range<Int>
    /// Where the answer stands in `lines`, counted from 0; empty where there is none.
    package var answerRange: Range<Int>

    /// What is sent: the lines of the message.
    package var text: String { message.joined(separator: "\n") }
    /// Whether it waits for its answer and facts to be filled in.
    package var isDraft: Bool { facts.isEmpty && answer.isEmpty }
  }

  /// The sessions in the order of their first turn.
  ///
  /// A transcript without `--- session` has one, called `main`.
  package var sessions: [String] {
    var names: [String] = []
    for turn in turns where !names.contains(turn.session) { names.append(turn.session) }
    return names
  }

  /// The name of the session of turns above the first `--- session`.
  package static let firstSession = "main"
}

/// A way into the assistant that a transcript can be sent through.
package enum DoorKind: String, Sendable, Hashable, CaseIterable, Comparable {
  /// A function call in this process.
  case engine
  /// The shell on a terminal.
  case pty
  /// The line protocol.
  case tcp

  package static func < (a: DoorKind, b: DoorKind) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .engine: 0
    case .pty: 1
    case .tcp: 2
    }
  }
}
