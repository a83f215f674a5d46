/// The shell's front door.
package enum ShellDoor {
  /// Talks to the person at the terminal, or answers line by line where there is none.
  ///
  /// Throws what the answering side throws, a connection that broke, or an ``OutputFailure``.
  package static func open(_ answering: any Answering, _ options: ShellOptions) throws {
    if options.terminal.isInteractive {
      var shell = InteractiveShell(answering, options)
      try shell.run()
    } else {
      var lines = PipedLines(answering, options)
      try lines.run()
    }
  }
}
