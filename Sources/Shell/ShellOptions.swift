package import Conversation

/// What the program tells a shell.
///
/// Built once at the start; nothing reads the environment afterwards.
package struct ShellOptions {
  package var terminal: Terminal
  /// The one line that an interactive shell begins with.
  package var banner: String
  /// The columns to wrap at, where they were asked for.
  package var width: Int?
  package var isJSON = false
  package var isAccessible = false
  /// Whether nothing may reach the history file.
  package var isPrivate = false
  /// Whether lists longer than a screen go through a pager.
  package var hasPager = false
  /// The folders in which a pager is looked for, separated by colons.
  package var searchPath = ""
  package var words = CompletionWords()
  /// Where lines are kept; `nil` keeps them for the session alone.
  /// Its folder is made when the first line is kept.
  package var history: HistoryFile?
  /// Takes questions that stay open, unless the shell is private; `nil` where nobody wishes that.
  package var unanswered: OpenQuestionTaker?
  /// Begins a recording for `/record`; `nil` where nothing can be recorded.
  package var makeRecording: (() -> any Recording)?

  /// Writes a diary for `/keep`; `nil` where none can be kept.
  package var diaryWriter: DiaryWriter?
  /// The diary that the session went on with.
  package var diary: OpenDiary?
  /// What there is to say before the first line.
  package var opening: [String] = []

  package init(terminal: Terminal, banner: String) {
    self.terminal = terminal
    self.banner = banner
  }

  /// The options that an environment gives: terminal, history file, pager.
  ///
  /// - Parameter environment: `TERM`, `LANG` and its kin, `NO_COLOR`, `PATH`, `HOME`,
  ///   `XDG_STATE_HOME`, and the `CALCIQ_` variables of `HistoryFile` and `Terminal`
  package init(environment: [String: String], colour: ColourChoice, banner: String) {
    self.init(terminal: Terminal(environment: environment, colour: colour), banner: banner)
    history = HistoryFile(environment: environment)
    searchPath = environment["PATH"] ?? ""
  }
}

/// Takes down a conversation as a transcript.
///
/// Nothing is written while it goes on: the text is there when it ends.
package protocol Recording {
  mutating func record(line: String, reply: Reply)
  /// The text of the transcript.
  mutating func finish() throws -> String
}
