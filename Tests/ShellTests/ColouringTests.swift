import Rendering
import Testing

@testable import Shell

struct ColouringTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var role: TextLine.Role
    var text: String
    var coloured: String
    var testDescription: String { "\(role): \(text)" }
  }

  @Test(arguments: [
    Case(role: .urgent, text: "!! Go", coloured: "\u{1B}[1;31m!! Go\u{1B}[0m"),
    Case(role: .caution, text: "Mind", coloured: "\u{1B}[33mMind\u{1B}[0m"),
    Case(role: .heading, text: "Title", coloured: "\u{1B}[1mTitle\u{1B}[0m"),
    Case(role: .source, text: "[1] Book", coloured: "\u{1B}[2m[1] Book\u{1B}[0m"),
    Case(role: .noted, text: "Noted", coloured: "\u{1B}[36mNoted\u{1B}[0m"),
    Case(role: .plain, text: "Text 5 H", coloured: "Text 5 H"),
    Case(role: .choice, text: "1. One", coloured: "1. One"),
    Case(
      role: .table, text: "Iron   11.2  H   mg", coloured: "Iron   11.2  \u{1B}[33mH\u{1B}[0m   mg"),
    Case(role: .table, text: "Iron  0.1  LL", coloured: "Iron  0.1  \u{1B}[1;31mLL\u{1B}[0m"),
    Case(role: .table, text: "Factor H   3 mg", coloured: "Factor H   3 mg"),
    Case(role: .urgent, text: "", coloured: ""),
  ])
  func rolesHaveColours(_ case: Case) {
    let line = TextLine(`case`.text, `case`.role)
    #expect(Colouring(isOn: true).text(of: [line]) == `case`.coloured + "\n")
    #expect(Colouring(isOn: false).text(of: [line]) == `case`.text + "\n")
  }
}

struct TerminalTests {
  private func terminal(
    _ environment: [String: String], _ colour: ColourChoice = .auto, input: Bool = true,
    output: Bool = true
  ) -> Terminal {
    var whole = ["TERM": "xterm", "LANG": "C.UTF-8"]
    whole.merge(environment) { $1 }
    return Terminal(
      environment: whole, colour: colour, isInputTerminal: input, isOutputTerminal: output)
  }

  @Test func aCapableTerminalHasEverything() {
    let terminal = terminal([:])
    #expect(terminal.isInteractive && terminal.hasColour && terminal.hasMarks)
    #expect(!terminal.isASCII && !terminal.hasPlainPrompt && !terminal.isAccessible)
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"], ["TERM": ""]])
  func colourIsOffUnlessForced(_ environment: [String: String]) {
    #expect(!terminal(environment).hasColour)
    #expect(terminal(environment).hasPlainPrompt)
    #expect(terminal(environment, .always).hasColour)
    #expect(!terminal([:], .never).hasColour)
  }

  @Test func anEmptyVariableCountsAsUnset() {
    #expect(terminal(["NO_COLOR": "", "ACCESSIBLE": ""]).hasColour)
    #expect(!terminal(["ACCESSIBLE": "0"]).isAccessible)
    #expect(terminal(["ACCESSIBLE": "1"]).isAccessible)
  }

  @Test(arguments: [
    (["LC_ALL": "C"], true), (["LC_ALL": "", "LC_CTYPE": "en_US.utf8"], false),
    (["LANG": "de_DE.UTF-8@euro"], false), (["LANG": ""], true), (["LC_CTYPE": "POSIX"], true),
  ])
  func theLocaleDecidesOnASCII(_ environment: [String: String], _ isASCII: Bool) {
    #expect(terminal(environment).isASCII == isASCII)
  }

  @Test func pipesHaveNeitherColourNorMarks() {
    let piped = terminal([:], output: false)
    #expect(!piped.isInteractive && !piped.hasColour && !piped.hasMarks)
    #expect(!terminal([:], input: false).hasMarks)
    #expect(terminal(["CALCIQ_OSC133": "1", "TERM": "dumb"]).hasMarks)
  }
}
