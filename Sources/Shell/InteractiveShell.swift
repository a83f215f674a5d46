import CEditLineShim
import Rendering
import Storage

/// The shell at a terminal: prompt, line editing, history, colour.
///
/// ^C drops a line and never ends it; ^D on an empty line and `/quit` do.
///
///     prompt ─► editor ─► Sitting ─► colour ─► pager or output ─► history
package struct InteractiveShell {
  private var sitting: Sitting
  private let options: ShellOptions
  private var colouring: Colouring
  private var hasMarks: Bool
  private let pager: Pager
  private var output = StandardOutput()
  private var history: History
  private var suggester: Suggester
  private var hasHistoryFailed = false

  package init(_ answering: any Answering, _ options: ShellOptions) {
    self.options = options
    sitting = Sitting(answering, options)
    colouring = Colouring(options.terminal)
    hasMarks = options.terminal.hasMarks
    pager = Pager(
      isWanted: options.hasPager && !options.terminal.isReplayed, path: options.searchPath)
    history = History(kept: options.history?.read() ?? [])
    suggester = Suggester(words: options.words)
  }

  /// Reads and answers lines until the person leaves; throws where an answer cannot be written.
  ///
  /// It blocks the thread until then, and shields the program from ^C while it does.
  ///
  /// - Throws: `OutputFailure`, or what whoever answers throws.
  package mutating func run() throws {
    ele_shield_interrupts()
    try converse()
    if let failure = output.failure { throw failure }
  }

  /// Where libedit cannot edit (no terminal, TERM unknown), lines are read plainly and without
  /// colour.
  private mutating func converse() throws {
    let editor = LineEditor(program: "calciq")
    let reader: any LineReading = editor ?? PlainReader()
    if editor == nil {  // a terminal of which nothing is known
      colouring.isOn = options.terminal.isColourForced
      colouring.hasLinks = false
      hasMarks = options.terminal.isReplayed
    }
    let sign = options.terminal.hasPlainPrompt || editor == nil ? "> " : "❯ "
    if !options.banner.isEmpty { greet() }
    for notice in options.opening { say(notice) }
    if !options.opening.isEmpty { output.write("\n") }
    defer { for notice in sitting.end() { say(notice) } }
    while output.isOpen {
      if let editor { prepare(editor) }
      mark(.prompt)
      switch reader.read(prompt: prompt(sign)) {
      case .interrupt: sitting.cancelPaste()
      case .endOfInput:
        if let turn = try sitting.turnAtEnd(width: width) { _ = show(turn, "") }
        return
      case .line(let line):
        // A transcript that is replayed expects a reply to every line, and a paste keeps its rows.
        if line.allSatisfy(\.isWhitespace), !options.terminal.isReplayed, !sitting.isPasting {
          continue
        }
        guard try !answer(line) else { return }
      }
    }
  }

  /// `calciq ❯`, `calciq (mother) ❯` while the conversation is about her, and dots in a paste.
  private func prompt(_ sign: String) -> String {
    if sitting.isPasting { return colouring.prompt("", "... ") }
    return colouring.prompt("calciq", (sitting.person.map { " (\($0)) " } ?? "") + sign)
  }

  private var width: Int { min(Terminal.columns, Terminal.widest) }

  private mutating func greet() {
    for line in sitting.lines(of: options.banner, width: width) { output.write(line + "\n") }
    output.write("\n")
  }

  private mutating func prepare(_ editor: LineEditor) {
    suggester.recent = history.keptTexts
    let suggester = suggester
    editor.setHistory(history.texts)
    editor.complete = { suggester.offers(for: $0) }
    // Without dim text a hint would look typed; a screen reader would read it out.
    let hasHints = colouring.isOn && !sitting.page.isAccessible
    editor.hint = hasHints ? { suggester.hint(for: $0) } : nil
  }

  /// Answers one line; whether it was the last.
  private mutating func answer(_ line: String) throws -> Bool {
    // As other shells have it; a conversation has no use for the bare word.
    let bare = "\(ShellCommand.clear)"
    let line = line.lowercased() == bare ? "/" + bare : line
    guard let turn = try sitting.turn(typed: line, width: width) else { return false }
    keep(line, turn)
    return show(turn, line)
  }

  /// To the first cell, and the screen behind it and the lines above it are blank.
  private static let cleared = "\u{1B}[H\u{1B}[2J\u{1B}[3J"

  private mutating func show(_ turn: Sitting.Turn, _ line: String) -> Bool {
    if turn.clearsScreen {
      if options.terminal.canMove { output.write(Self.cleared) }
      return false
    }
    for notice in turn.answer.notices { say(notice) }
    mark(.output)
    show(turn.answer.body, to: line, Terminal.columns)
    mark(.done)
    for notice in turn.notices { say(notice) }
    if !turn.isOver { output.write("\n") }
    return turn.isOver
  }

  private mutating func show(_ body: Answer.Body, to line: String, _ columns: Int) {
    let text: String
    switch body {
    case .lines(let lines): text = colouring.text(of: lines)
    case .raw(let raw): text = raw + "\n"
    }
    guard !text.isEmpty else { return }
    if !pager.show(text, to: line, columns: columns, rows: Terminal.rows) { output.write(text) }
  }

  private mutating func say(_ notice: String) {
    for line in sitting.lines(of: notice) { output.write(colouring.dim(line) + "\n") }
  }

  private mutating func mark(_ mark: PromptMark) {
    if hasMarks { output.write(mark.text) }
  }

  /// Puts a line into the history: into the file only if it is known to say nothing of anybody.
  ///
  /// A line that begins with a blank stays out of the file, as with other shells. A failure to
  /// write is told once; a history that is a device or a link is left alone in silence.
  private mutating func keep(_ line: String, _ turn: Sitting.Turn) {
    let answer = turn.answer
    if turn.isContinued { history.addToNewest(facts: answer.stated) }
    let isKept = history.add(
      line,
      isKept: answer.mayBeKept && !sitting.isPrivate && line.first?.isWhitespace != true,
      isPersonal: answer.isPersonal, facts: answer.stated)
    history.forget(turn.forgotten)
    if turn.forgetsEverything { history.forgetEverything() }
    guard isKept, let file = options.history, !hasHistoryFailed else { return }
    do {
      try file.add(line)
    } catch {
      hasHistoryFailed = true
      if error != .notAFile { say(sitting.wording.historyFailed(file.path, error)) }
    }
  }
}
