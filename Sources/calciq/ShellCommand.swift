import ArgumentParser
import Conversation
import Foundation

/// The interactive shell, or one reply a line where input is no terminal.
struct ShellCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell", abstract: "The shell (the default): ask line by line.")

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Print one JSON object per line of input.")
  var json = false

  func run() throws {
    let assistant = try Opening.assistant(global)
    var session = Session(today: Opening.today())
    let output = Output(global, json: json)
    while let line = readLine() {
      let reply = assistant.reply(to: line, in: &session)
      output.write(reply)
      if reply.effect == .quit { break }
    }
  }
}
