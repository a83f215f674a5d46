import ArgumentParser
import Conversation
import Foundation
import Shell

/// The interactive shell, or one reply a line where input is no terminal.
///
/// Exit status 65 for knowledge or a diary that cannot be read, 74 for replies that cannot be
/// written.
struct Talk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell", abstract: "The shell (the default): ask line by line.")

  @OptionGroup var global: GlobalOptions

  @OptionGroup var look: ShellLook

  @Option(
    help: ArgumentHelp(
      "Go on with a lab diary, as /keep begins one: results and conditions are read from it, and kept in it.",
      valueName: "file"), completion: .file())
  var with: String?

  @Option(
    help: ArgumentHelp(
      "Keep questions that are declined or uncertain in a file, without facts, numbers, persons and unknown words.",
      valueName: "file"), completion: .file())
  var unanswered: String?

  func run() throws {
    let kept = try UnansweredFile.opened(unanswered)
    defer { kept?.finish() }
    let assistant = try Opening.assistant(global)
    var options = Opening.shellOptions(global, assistant)
    look.apply(to: &options)
    options.makeRecording = {
      Opening.recorder(
        global, assistant, title: "A recorded conversation", today: Opening.today())
    }
    var session = Session(today: Opening.today())
    options.diaryWriter = Diary.write
    if let with {
      let diary = try Diary.open(with, &session, assistant.knowledge)
      options.diary = diary
      options.opening = [Diary.greeting(diary, session)]
    }
    options.unanswered = kept?.taker()
    let mask = kept == nil ? nil : QuestionMask(assistant)
    try ShellDoor.open(LocalAnswering(assistant, session: session, mask: mask), options)
  }
}
