import Conversation
import Rendering
import Storage

/// One person at a shell: who answers, how answers are laid out, and what the shell itself keeps.
///
/// The interactive shell and piped lines are two faces of it.
///
///     line ─► rows of /paste are kept ─► the shell's own command?   carried out here
///                                   └──► whoever answers ─► log, diary, recording, open question
struct Sitting {
  /// What came of one line.
  struct Turn {
    var answer: Answer
    /// What the shell itself has to say.
    var notices: [String] = []
    /// Whether the conversation has ended.
    var isOver = false
    /// The ids of the facts that were dropped.
    var forgotten: [String] = []
    /// Whether nothing at all is remembered any more.
    var forgetsEverything = false
    /// Whether the line before was asked back, so that this one may complete what it began to state.
    var isContinued = false
    /// Whether the screen shall be blank.
    var clearsScreen = false
  }

  private(set) var isPrivate: Bool
  private(set) var page: Page
  /// The width that was asked for; it wins over the window's.
  private(set) var askedWidth: Int?
  let wording: ShellText

  private var door: any Answering
  private var isTimed = false
  private var log = ConversationLog()
  private var isLineOpen = false
  private var pasting = Pasting()
  /// Whom the conversation is about; `nil` for the person at the shell.
  private(set) var person: String?
  /// What is remembered after the last reply; the shell's own replies tell it too.
  private var remembered = SessionSummary()
  private let hasKeys: Bool
  private let diaryWriter: DiaryWriter?
  private var diary: DiaryKeeper?
  private let unanswered: OpenQuestionTaker?
  private let makeRecording: (() -> any Recording)?
  private var recording: (any Recording)?
  private var recordingPath = ""
  private var recordedTurns = 0

  init(_ door: any Answering, _ options: ShellOptions) {
    self.door = door
    isPrivate = options.isPrivate
    askedWidth = options.width
    unanswered = options.unanswered
    makeRecording = options.makeRecording
    diaryWriter = options.diaryWriter
    if let open = options.diary, let writer = options.diaryWriter {
      diary = DiaryKeeper(path: open.path, writer, written: open.text)
    }
    hasKeys = options.terminal.isInteractive
    wording = ShellText(isASCII: options.terminal.isASCII)
    page = Page(
      width: options.width, isJSON: options.isJSON,
      isAccessible: options.isAccessible || options.terminal.isAccessible,
      isASCII: options.terminal.isASCII)
  }

  /// Whether rows of `/paste` are awaited.
  var isPasting: Bool { pasting.isOpen }

  /// Answers a line, or keeps it and answers `nil` where it is a row of `/paste`.
  ///
  /// - Parameters:
  ///   - line: as typed, without its end
  ///   - width: the columns of the window at this moment; `nil` for a pipe
  /// - Throws: what whoever answers throws: a server that has gone.
  mutating func turn(typed line: String, width: Int?) throws -> Turn? {
    switch pasting.take(line) {
    case .line(let message): try turn(message, width: width)
    case .begun: try turn(line, width: width)
    case .kept: nil
    }
  }

  /// Answers the rows pasted so far, where the input ends before the dot.
  ///
  /// - Returns: `nil` where nothing was being pasted.
  mutating func turnAtEnd(width: Int?) throws -> Turn? {
    try pasting.finish().map { try turn($0, width: width) }
  }

  /// For ^C: the rows so far are dropped and nothing is answered.
  mutating func cancelPaste() { pasting.cancel() }

  /// Answers a message; where nobody asked for a width, at the width given.
  mutating func turn(_ line: String, width: Int?) throws -> Turn {
    page.width = askedWidth ?? width
    if let own = try ownTurn(line) { return own }
    let clock = ContinuousClock()
    let start = clock.now
    var turn = Turn(answer: try door.answer(line, on: page))
    let duration = start.duration(to: clock.now)
    turn.isContinued = isLineOpen
    if let session = turn.answer.reply?.session {
      person = session.person
      remembered = session
    }
    keep(line, turn.answer)
    if !isPrivate, let open = turn.answer.open { unanswered?(open) }
    if case .command("help", "") = Line(line) { addOwnHelp(to: &turn.answer) }
    turn.notices += keepDiary(after: line)
    switch turn.answer.effect {
    case .quit: turn.isOver = true
    case .width(let width): askedWidth = width < 1 ? nil : min(max(width, 20), 400)
    case .json(let isOn): page.isJSON = isOn
    case .forgot(let facts):
      turn.forgotten = facts
      turn.forgetsEverything = turn.answer.leavesNothing
      turn.forgetsEverything ? log.forgetEverything() : log.forget(facts)
    case .paste, nil: break
    }
    if isTimed { turn.notices.append(wording.took(duration)) }
    return turn
  }

  /// The turn of a line that the shell answers itself; `nil` leaves it to whoever answers.
  ///
  /// Files are written here alone, by `/save`, `/record`, `/keep` and `/visit FILE`: a reply cannot
  /// ask for one.
  private mutating func ownTurn(_ line: String) throws -> Turn? {
    guard case .command(let name, let argument) = Line(line) else { return nil }
    if name == VisitFile.command, let file = VisitFile(argument) {
      let answer = try door.answer(file.line, on: page)
      return ownTurn(.info, write(answer.reply, to: file))
    }
    if ShellCommand(rawValue: name) == .clear {
      var turn = Turn(answer: Answer(.lines([])))
      turn.clearsScreen = true
      return turn
    }
    if let command = ShellCommand(rawValue: name) {
      var turn = ownTurn(.info, carryOut(command, argument))
      turn.answer.mayBeKept = argument.isEmpty || Self.isOn(argument) != nil
      return turn
    }
    if name == "help", let command = ShellCommand(rawValue: Self.name(in: argument)) {
      return ownTurn(.info, command.command.help + ".")
    }
    return ShellCommand.near(name).map { ownTurn(.error, wording.unknown(name, near: $0.rawValue)) }
  }

  /// A turn in which the shell itself speaks: in the object where that is the form of replies.
  private func ownTurn(_ kind: Reply.Kind, _ text: String) -> Turn {
    guard page.isJSON else { return Turn(answer: Answer(.lines([])), notices: [text]) }
    var reply = Reply(kind)
    reply.blocks = [.text(text)]
    reply.session = remembered
    return Turn(answer: Answer(reply, on: page))
  }

  private static func name(in argument: String) -> String {
    (argument.hasPrefix("/") ? String(argument.dropFirst()) : argument).lowercased()
  }

  /// Adds the shell's own commands and keys behind those of the conversation.
  private func addOwnHelp(to answer: inout Answer) {
    var own: [ReplyBlock] = [
      .heading(wording.ownCommands), .list(ShellCommand.allCases.map(\.command.help)),
    ]
    if hasKeys {
      own += [.heading(wording.keys), .list(ShellKeys.all.map { "\($0.keys): \($0.does)" })]
    }
    if var reply = answer.reply, !reply.blocks.isEmpty {
      reply.blocks += own
      answer.body = Answer(reply, on: page).body
    } else if case .lines(let lines) = answer.body {
      var reply = Reply(.info)
      reply.blocks = own
      answer.body = .lines(lines + [TextLine("", .plain)] + page.layout().lines(of: reply))
    }
  }

  /// What the shell says, laid out as the page is.
  func lines(of notice: String, width: Int? = nil) -> [String] {
    lines(of: [.text(notice)], width: width)
  }

  /// The same of a heading, a list.
  func lines(of blocks: [ReplyBlock], width: Int? = nil) -> [String] {
    var reply = Reply(.info)
    reply.blocks = blocks
    return page.layout(width: width).lines(of: reply).map(\.text)
  }

  /// Ends what still runs; what there is to say about it.
  mutating func end() -> [String] { recording == nil ? [] : [endRecording()] }

  private mutating func keep(_ line: String, _ answer: Answer) {
    let text =
      switch answer.body {
      case .lines(let lines): lines.map(\.text).joined(separator: "\n")
      case .raw(let text): text
      }
    if isLineOpen { log.addToNewest(facts: answer.stated) }
    isLineOpen = answer.isPersonal && answer.stated.isEmpty
    log.add(
      Line.cleaned(line), text, facts: answer.stated + answer.shown,
      isPersonal: answer.isPersonal)
    guard let reply = answer.reply, recording != nil else { return }
    recording?.record(line: line, reply: reply)
    recordedTurns += 1
  }

  private mutating func carryOut(_ command: ShellCommand, _ argument: String) -> String {
    switch command {
    case .save: return save(PrivateFile.expanded(argument))
    case .record: return record(PrivateFile.expanded(argument))
    case .keep: return keepDiary(in: PrivateFile.expanded(argument))
    case .private:
      guard let isOn = Self.isOn(argument) else {
        return wording.needsOnOff(command.rawValue, isOn: isPrivate)
      }
      isPrivate = isOn
      return wording.isPrivate(isOn)
    case .accessible:
      guard let isOn = Self.isOn(argument) else {
        return wording.needsOnOff(command.rawValue, isOn: page.isAccessible)
      }
      page.isAccessible = isOn
      return wording.isAccessible(isOn)
    case .timing:
      isTimed = Self.isOn(argument) ?? !isTimed
      return wording.isTimed(isTimed)
    case .clear: return ""
    }
  }

  /// A new file, mode 0600; one that is there stays as it is.
  private func save(_ path: String) -> String {
    guard !path.isEmpty else { return wording.needsFile("save") }
    guard log.count > 0 else { return wording.nothingToSave }
    do {
      try PrivateFile.create(path, with: log.text(wording))
      return wording.saved(log.count, path)
    } catch {
      return wording.cannotWrite(path, error)
    }
  }

  /// Writes a summary to a file of its own.
  private func write(_ reply: Reply?, to file: VisitFile) -> String {
    guard let reply, !reply.blocks.isEmpty else { return wording.cannotWriteVisit }
    guard file.isFit(reply) else {
      return Page(width: nil, isAccessible: page.isAccessible, isASCII: page.isASCII)
        .layout().text(of: reply)
    }
    let path = PrivateFile.expanded(file.path)
    do {
      try PrivateFile.publish(path, with: file.text(of: reply))
      return wording.written(path)
    } catch {
      return wording.cannotWrite(path, error)
    }
  }

  /// Carries out `/keep`, and tells what became of it.
  ///
  ///     FILE   begins a new one           off   stops; the file stays
  ///     ""     tells which is kept
  private mutating func keepDiary(in path: String) -> String {
    if let diary {
      guard !path.isEmpty else { return wording.keeping(diary.path) }
      guard Self.isEnd(path) else { return wording.stillKeeping(diary.path) }
      self.diary = nil
      return wording.noLongerKept(diary.path)
    }
    guard !path.isEmpty, !Self.isEnd(path) else { return wording.nothingKept }
    guard let diaryWriter, let entries = door.diary else { return wording.cannotKeep }
    do {
      diary = try DiaryKeeper.begin(path, with: entries, diaryWriter)
      door.rememberYears()
      return wording.keeping(path)
    } catch .alreadyThere {
      return wording.diaryIsThere(path)
    } catch {
      return wording.cannotWrite(path, error)
    }
  }

  /// Makes the diary hold what is remembered now. To start afresh is not to forget: it closes the diary.
  private mutating func keepDiary(after line: String) -> [String] {
    guard let open = diary, let entries = door.diary else { return [] }
    if case .command("reset", _) = Line(line) {
      diary = nil
      return [wording.noLongerKept(open.path)]
    }
    do {
      try diary?.keep(entries)
      return []
    } catch {
      diary = nil
      return switch error {
      case .changedByOthers: [wording.changedByOthers(open.path)]
      case .file(let failure): [wording.cannotWrite(open.path, failure)]
      }
    }
  }

  /// The name is tried when the recording begins, the file is made when it ends.
  private mutating func record(_ path: String) -> String {
    if recording != nil {
      return Self.isEnd(path) || path.isEmpty
        ? endRecording() : wording.stillRecording(recordingPath)
    }
    guard !path.isEmpty, !Self.isEnd(path) else { return wording.nothingRecorded }
    guard let makeRecording else { return wording.cannotRecord }
    guard !PrivateFile.exists(path) else { return wording.cannotWrite(path, .alreadyThere) }
    recording = makeRecording()
    recordingPath = path
    recordedTurns = 0
    return wording.recording(path)
  }

  private mutating func endRecording() -> String {
    defer { recording = nil }
    do {
      try PrivateFile.create(recordingPath, with: try recording?.finish() ?? "")
      return wording.recorded(recordedTurns, recordingPath)
    } catch let failure as PrivateFile.Failure {
      return wording.cannotWrite(recordingPath, failure)
    } catch {
      return wording.recordingFailed(recordingPath, error)
    }
  }

  /// Whether an argument ends what is written, instead of naming its file.
  private static func isEnd(_ argument: String) -> Bool { argument.lowercased() == "off" }

  /// `nil` for any other word, which then only asks how it stands.
  private static func isOn(_ argument: String) -> Bool? {
    switch argument.lowercased() {
    case "on", "yes", "true", "1": true
    case "off", "no", "false", "0": false
    default: nil
    }
  }
}
