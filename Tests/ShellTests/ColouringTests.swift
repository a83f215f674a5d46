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
    Case(role: .urgent, text: "!! Go", coloured: "\u{1B}[1;7m!!\u{1B}[0m Go"),
    Case(
      role: .caution, text: "Our note: mind", coloured: "\u{1B}[1mOur note:\u{1B}[0m mind"),
    Case(
      role: .caution, text: "a colon far behind: no label",
      coloured: "a colon far behind: no label"),
    Case(role: .heading, text: "Title", coloured: "\u{1B}[1mTitle\u{1B}[0m"),
    Case(role: .source, text: "[1] Book", coloured: "[1] Book"),
    Case(role: .noted, text: "Noted: iron", coloured: "\u{1B}[1mNoted:\u{1B}[0m iron"),
    Case(role: .plain, text: "Text 5 H", coloured: "Text 5 H"),
    Case(role: .choice, text: "1. One", coloured: "1. One"),
    Case(
      role: .table, text: "Iron   11.2  H   mg", coloured: "Iron   11.2  \u{1B}[1mH\u{1B}[0m   mg"),
    Case(role: .table, text: "Iron  0.1  LL", coloured: "Iron  0.1  \u{1B}[1;7mLL\u{1B}[0m"),
    Case(role: .table, text: "Factor H   3 mg", coloured: "Factor H   3 mg"),
    Case(role: .urgent, text: "", coloured: ""),
  ])
  func labelsStandOut(_ case: Case) {
    let line = TextLine(`case`.text, `case`.role)
    #expect(Colouring(isOn: true).text(of: [line]) == `case`.coloured + "\n")
    #expect(Colouring(isOn: false).text(of: [line]) == `case`.text + "\n")
  }
}

struct LinkTests {
  @Test func theNameOfADocumentIsALinkWhereTheTerminalCan() {
    var line = TextLine("[1] Book 2024, Soups", .source)
    line.link = TextLine.Link("Book 2024", to: "https://example.org/")
    let linked =
      "[1] \u{1B}]8;;https://example.org/\u{1B}\\Book 2024\u{1B}]8;;\u{1B}\\, Soups\n"
    #expect(Colouring(isOn: true, hasLinks: true).text(of: [line]) == linked)
    #expect(Colouring(isOn: true).text(of: [line]) == line.text + "\n")
  }

  @Test(arguments: [
    (["TERM": "xterm"], ColourChoice.auto, true, true), (["TERM": "xterm"], .always, false, false),
    (["TERM": "linux"], .auto, true, false),
    (["TERM": "xterm", "NO_COLOR": "1"], .auto, true, false),
    (["TERM": "xterm", "CALCIQ_OSC133": "1"], .auto, true, false),
  ])
  func aPipeAndAPlainTerminalGetNoLinks(
    _ environment: [String: String], _ colour: ColourChoice, _ isTerminal: Bool, _ hasLinks: Bool
  ) {
    let terminal = Terminal(
      environment: environment, colour: colour, isInputTerminal: true, isOutputTerminal: isTerminal)
    #expect(terminal.hasLinks == hasLinks)
  }
}

struct ContrastTests {
  /// Text keeps the contrast that a palette gives it as long as no colour is chosen for the person.
  @Test(arguments: [
    TextLine.Role.urgent, .caution, .heading, .source, .noted, .plain, .choice, .table,
  ])
  func noColourIsChosenForThePerson(_ role: TextLine.Role) {
    let text = Colouring(isOn: true).text(of: [TextLine("Iron: 11.2  HH", role)])
    let codes = text.split(separator: "\u{1B}[").dropFirst()
      .flatMap { $0.prefix { $0 != "m" }.split(separator: ";") }
    #expect(codes.allSatisfy { ["0", "1", "7"].contains($0) }, "\(codes)")
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
