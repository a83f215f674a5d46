import ArgumentParser
import Conversation
import Shell
import TestSupport
import Testing

@testable import calciq

/// The manual page is made by `make manual`; it must not fall behind the program.
@Suite struct ManualTests {
  private static func commands(below type: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    [type] + type.configuration.subcommands.flatMap { commands(below: $0) }
  }

  /// The options that the help of a command names: `--intents`, `--no-pager`.
  private static func options(of type: any ParsableCommand.Type) -> [String] {
    Calciq.helpMessage(for: type, columns: 400)
      .split { " \n,[]()/'=.;:\"".contains($0) }.map(String.init)
      .filter { $0.hasPrefix("--") && $0.count > 2 }
  }

  private static func page() throws -> [String] {
    try Project.lines("Sources/calciq/Documentation/calciq.1")
  }

  @Test func theManualNamesEveryCommandAndOption() throws {
    let page = try Self.page()
    for command in Self.commands(below: Calciq.self).dropFirst() {
      let name = command.configuration.commandName ?? ""
      let isThere = page.contains { line in
        line.hasPrefix(".It Cm \(name)") || line.hasPrefix(".Nm Cm") && line.contains(" \(name)")
      }
      #expect(isThere, "run 'make manual': \(name) is missing")
      for option in Self.options(of: command) {
        // mdoc writes the first of the two hyphens as `Fl`.
        let isThere = page.contains { line in
          line.hasPrefix(".It Fl")
            && line.split(separator: " ").contains { $0 == option.dropFirst() }
        }
        #expect(isThere, "run 'make manual': \(name) \(option) is missing")
      }
    }
  }

  @Test func theManualNamesWhatIsTypedInTheShell() throws {
    let page = try Self.page().map { $0.replacing("\\-", with: "-") }
    for command in Command.common + ShellCommand.allCases.map(\.command) {
      let usage = String(command.help.split(separator: ":")[0]).replacing("|", with: " | ")
        .replacing("]", with: " ]")
      #expect(page.contains(".It Ic \(usage)"), "run 'make manual': \(usage) is missing")
    }
    for key in ShellKeys.all {
      #expect(page.contains(".It \(key.keys)"), "run 'make manual': \(key.keys) is missing")
    }
  }

  @Test(arguments: [
    "COMMANDS", "KEYS", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES", "PRIVACY",
  ])
  func theManualHasTheSections(_ name: String) throws {
    #expect(try Self.page().contains(".Sh \(name)"))
  }

  /// A start pays a millisecond for each command whose name has to be found out from its type.
  @Test func everyCommandStatesItsName() {
    for command in Self.commands(below: Calciq.self) {
      #expect(command.configuration.commandName != nil, "\(command)")
    }
  }
}

@Suite struct CommandLineWordsTests {
  @Test(arguments: [
    (["--width", "60", "ask", "why"], ["ask", "--width", "60", "why"]),
    (["what is it"], ["ask", "what is it"]),
    (["--with", "ask", "--json"], ["--with", "ask", "--json"]),
    (["help", "ask"], ["help", "ask"]), (["help"], ["help"]), (["-"], ["ask", "-"]),
  ])
  func aQuestionIsAsked(_ words: [String], _ all: [String]) throws {
    #expect(try CommandLineWords(words, commands: Calciq.commands).resolved() == all)
  }

  @Test(arguments: [
    (["asl", "x"], "no command 'asl'; did you mean 'ask'? To ask a question, write: calciq ask …"),
    (["help", "nope"], "no command 'nope'"),
    (["help", "serv"], "no command 'serv'; did you mean 'serve'?"),
  ])
  func aSlipIsTold(_ words: [String], _ message: String) {
    let error = #expect(throws: ValidationError.self) {
      try CommandLineWords(words, commands: Calciq.commands).resolved()
    }
    #expect(error?.message == message)
  }
}

@Suite struct ConfigFileTests {
  private static let text = """
    # mine
    width = 72
    color never

    private
    accessible off
    --intents\t/a folder/of mine
    """

  @Test(
    arguments: [
      ([], ["--width", "72", "--color", "never", "--private", "--intents", "/a folder/of mine"]),
      (
        ["--json"],
        [
          "--width", "72", "--color", "never", "--private", "--intents", "/a folder/of mine",
          "--json",
        ]
      ),
      (
        ["ask", "--width", "60", "why"],
        [
          "ask", "--width", "72", "--color", "never", "--intents", "/a folder/of mine", "--width",
          "60", "why",
        ]
      ),
      (
        ["connect", "there"],
        ["connect", "--width", "72", "--color", "never", "--private", "there"]
      ),
      (["serve"], ["serve", "--intents", "/a folder/of mine"]),
      (["replay", "Transcripts"], ["replay", "Transcripts"]), (["help", "ask"], ["help", "ask"]),
      (["--version"], ["--version"]),
    ] as [([String], [String])])
  func whatIsTypedComesBehind(_ words: [String], _ all: [String]) throws {
    let file = ConfigFile(Self.text, path: "c")
    #expect(file.problems == [])
    #expect(file.applied(to: words) == all)
    if words != ["--version"] { _ = try Calciq.parseAsRoot(file.applied(to: words)) }
  }

  @Test(arguments: [
    ("width 7", "c:1: width takes a number from 20 to 400"),
    ("width", "c:1: width takes a number from 20 to 400"),
    ("\ncolor blue", "c:2: color takes auto, always, never"),
    ("pager maybe", "c:1: pager takes on or off"),
    ("intents", "c:1: intents needs a value"),
    (
      "colour never",
      "c:1: no option 'colour' here; there are accessible, color, intents, pager, private, width"
    ),
  ])
  func whatIsWrongIsTold(_ text: String, _ problem: String) {
    let file = ConfigFile(text, path: "c")
    #expect(file.problems == [problem])
    #expect(file.applied(to: ["ask", "why"]) == ["ask", "why"])
  }

  @Test(
    arguments: [
      (["XDG_CONFIG_HOME": "/c", "HOME": "/h"], "/c/calciq/config"),
      (["XDG_CONFIG_HOME": "c", "HOME": "/h"], "/h/.config/calciq/config"), (["HOME": ""], nil),
      ([:], nil),
    ] as [([String: String], String?)])
  func theEnvironmentNamesTheFile(_ environment: [String: String], _ path: String?) {
    #expect(ConfigFile.path(environment) == path)
  }
}
