import ArgumentParser
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
      .split { " \n,[]()/'=.;:".contains($0) }.map(String.init)
      .filter { $0.hasPrefix("--") && $0.count > 2 }
  }

  @Test func theManualNamesEveryCommandAndOption() throws {
    let page = try Project.lines("Sources/calciq/Documentation/calciq.1")
    for command in Self.commands(below: Calciq.self).dropFirst() {
      let name = command.configuration.commandName ?? ""
      #expect(page.contains(".It Em \(name)"), "run 'make manual': \(name) is missing")
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

  /// A start pays a millisecond for each command whose name has to be found out from its type.
  @Test func everyCommandStatesItsName() {
    for command in Self.commands(below: Calciq.self) {
      #expect(command.configuration.commandName != nil, "\(command)")
    }
  }
}
