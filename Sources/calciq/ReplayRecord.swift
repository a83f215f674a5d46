import ArgumentParser
import Conversation
import Foundation
import LabValues
import ReplayDoors
import Shell
import Transcripts

/// A live session that becomes a transcript.
///
/// The file is written anew after every turn, so that a crash loses none; mode 0600.
struct ReplayRecord: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Talk, and have the conversation written down as a transcript, turn by turn.")

  @OptionGroup var global: GlobalOptions

  @Option(help: "The title of the transcript.")
  var title = "A recorded conversation"

  @Argument(help: "The file to write; it must not exist yet.", completion: .file())
  var file: String

  func run() throws {
    guard !FileManager.default.fileExists(atPath: file) else {
      Notice.say("\(file) is already there; nothing was written")
      throw ExitCode.badTranscript
    }
    let assistant = try Opening.assistant(global)
    let today = Opening.today()
    let answering = RecordingAnswering(
      LocalAnswering(assistant, session: Session(today: today)),
      recorder: Opening.recorder(global, assistant, title: title, today: today), path: file)
    try ShellDoor.open(answering, Opening.shellOptions(global, assistant))
  }
}

/// Answers as another does, and writes every turn down as it happens.
struct RecordingAnswering: Answering {
  private var inner: LocalAnswering
  private var recorder: Recorder
  private let path: String
  private var warned = 0

  init(_ inner: LocalAnswering, recorder: Recorder, path: String) {
    self.inner = inner
    self.recorder = recorder
    self.path = path
  }

  /// - Throws: `unwritable` where the file cannot be replaced: a recording that is not kept is
  ///   none.
  mutating func answer(_ line: String, on page: Page) throws -> Answer {
    let answer = inner.answer(line, on: page)
    if let reply = answer.reply {
      recorder.record(line: line, reply: reply)
      if !recorder.isEmpty { try Output.file(path, recorder.text.utf8) }
      for warning in recorder.warnings.dropFirst(warned) { Notice.warnOfPerson(warning) }
      warned = recorder.warnings.count
    }
    return answer
  }
}

extension Recorder: Recording {
  /// The transcript; what looks like a person's name in it is told on standard error.
  package mutating func finish() throws -> String {
    for warning in warnings { Notice.warnOfPerson(warning) }
    if hasEarlierFacts {
      Notice.say("facts stated before the recording began are not in it, so it may not replay")
    }
    return text
  }
}

extension Notice {
  static func warnOfPerson(_ text: String) {
    say("'\(text)' looks like a name or a number of a person; a transcript should hold none")
  }
}

extension Opening {
  /// Takes down a conversation of this program.
  static func recorder(
    _ global: GlobalOptions, _ assistant: Assistant, title: String, today: Day?
  ) -> Recorder {
    let width = global.width.map { min($0, Transcript.Header.widths.upperBound) }
    return Recorder(
      title: title, width: width ?? Transcript.Header.standardWidth, clock: today,
      version: ProgramVersion.number, knownWords: KnownWords.of(assistant.knowledge))
  }
}
