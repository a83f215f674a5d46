import ArgumentParser
import Conversation
import Shell

/// One question, one reply.
///
///     calciq ask --fact "phosphate 6.8 mg/dL" what does it mean
///     calciq ask - < report.txt
///
/// Exit status 0 whatever the reply is: that nothing covers a question is an answer. 65 without
/// knowledge, 74 where the reply cannot be written.
struct Ask: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Ask one question.")

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Print the reply as one JSON object.")
  var json = false

  @Flag(help: "Sentences instead of boxes and plots, for screen readers.")
  var accessible = false

  @Option(
    help: ArgumentHelp(
      "State a fact first, such as a result with its unit; repeatable.", valueName: "fact"))
  var fact: [String] = []

  @Argument(
    help: "The question, in your own words; - reads one message, such as a report, from the input.")
  /// A message longer than 64 KiB is answered by an error, and read no further.
  var question: [String]

  func run() throws {
    let assistant = try Opening.assistant(global)
    var session = Session(today: Opening.today())
    for fact in fact {
      let reply = assistant.reply(to: fact, in: &session)
      if reply.noted.isEmpty {
        Notice.say("nothing was noted from the fact '\(Line.cleaned(fact))'")
      }
    }
    let asked =
      question == ["-"] ? WholeInput.text(upTo: Line.limit + 1) : question.joined(separator: " ")
    let reply = assistant.reply(to: asked, in: &session)
    let output = Output(global, json: json, isAccessible: accessible)
    try output.write(reply)
    // The answer is out: taking the knowledge apart piece by piece would cost milliseconds more.
    Self.exit()
  }
}
