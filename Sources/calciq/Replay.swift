import ArgumentParser

/// Conversations as tests.
struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Run transcripts as tests, or record one.",
    discussion: """
      'calciq replay' runs every transcript below Transcripts/; 'calciq help replay run' has the options. \
      Exit status: 0 all pass, 1 a turn differs, 2 wrong use or a bad transcript, 69 no server.
      """,
    subcommands: [ReplayTranscripts.self, ReplayRecord.self],
    defaultSubcommand: ReplayTranscripts.self)
}
