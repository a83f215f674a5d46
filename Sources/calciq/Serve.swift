import ArgumentParser
import Conversation
import Diagnosing
import Foundation
import LineProtocol
import LineServer
import Logging
import NIOCore
import Shell
import Startup

/// The line protocol over TCP, TLS and a Unix socket.
///
/// Exit status 0 after a shutdown, 65 for knowledge, tokens or a certificate that cannot be read,
/// 69 where it cannot listen. With `--check` 1 where something would fail.
struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answer lines over TCP, for telnet and for programs.",
    discussion: """
      Listens on this machine alone unless --listen names another address. SIGTERM finishes what is being answered and \
      ends; SIGHUP reads the knowledge, the tokens and the certificate again without dropping anybody.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup(title: "Where") var places: ServePlaces
  @OptionGroup(title: "Limits") var limits: ServeLimits

  @Option(
    help: ArgumentHelp(
      "Clients need a token; a file of hashes, one a line, as mkpasswd or openssl passwd -6 writes them.",
      valueName: "file"), completion: .file())
  var tokens: String?

  @Option(help: "Event loops, each a thread; by default as many as there are cores.")
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Also answer monitors over HTTP: the counts at /metrics, for Prometheus.",
      valueName: "host:port"))
  var metrics: String?

  @Option(
    help: ArgumentHelp(
      "Keep questions that are declined or uncertain in a file, without facts, numbers, persons and unknown words.",
      valueName: "file"), completion: .file())
  var unanswered: String?

  @Flag(
    help: "Look at the configuration, the certificate, the tokens and the limits; serve nobody.")
  var check = false

  @Option(help: ArgumentHelp("How long a shutdown may take.", valueName: "seconds"))
  var grace = 10

  @Option(help: "How the log on standard error is written: text or json.")
  var logFormat = LogFormat.text

  @Option(
    help: "What is logged: trace, debug, info, notice, warning, error or critical.",
    completion: .list(Logger.Level.allCases.map(\.rawValue)))
  var logLevel = "info"

  enum LogFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

  func validate() throws {
    guard Logger.Level(rawValue: logLevel) != nil else {
      throw ValidationError("--log-level takes the name of a level, not '\(logLevel)'")
    }
    if let threads, !(1...64).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to 64, not \(threads)")
    }
    if let metrics, ServerAddress(metrics, standardPort: nil) == nil {
      throw ValidationError("--metrics takes HOST:PORT, not '\(metrics)'")
    }
    guard (0...3600).contains(grace) else {
      throw ValidationError("--grace takes a number of seconds from 0 to 3600, not \(grace)")
    }
  }

  /// It blocks until the server has ended. Questions that stayed open are written out before it
  /// returns.
  func run() throws {
    if check { return try report() }
    let logger = makeLogger()
    let assistant = try Opening.assistant(global)
    var options = options
    options.greeting = "\(ServerOptions.version) \(assistant.ready)"
    let kept = try UnansweredFile.opened(unanswered)
    let taker = kept?.taker()
    let parts: ServerParts
    do {
      parts = ServerParts(
        assistant, tokens: try readTokens(), tls: try places.certificate(), unanswered: taker)
    } catch {
      Notice.say("\(error)")
      throw ExitCode.badData
    }
    let loading = Opening.loading(global)
    let service = LineService(
      parts, options, logger: logger, today: { Opening.today() },
      reload: { [self] in
        try ServerParts(
          Self.reloaded(loading), tokens: readTokens(), tls: places.certificate(),
          unanswered: taker)
      })
    defer { kept?.finish() }
    do {
      try service.runUntilSignalled()
    } catch {
      Notice.say("\(error)")
      throw ExitCode.unreachable
    }
  }

  private var options: ServerOptions {
    var options = ServerOptions(
      listeners: places.listeners(ProcessInfo.processInfo.environment))
    options.limits = limits.limits
    options.threads = threads ?? min(max(System.coreCount, 1), 64)
    options.metrics = metrics.flatMap { ServerAddress($0, standardPort: nil) }
      .map { ($0.host, $0.port) }
    options.grace = .seconds(Int64(grace))
    return options
  }

  /// `--check`: what a server with these options would find.
  private func report() throws {
    let loading = Opening.loading(global)
    var problems: [String] = []
    func part<Part>(_ read: () throws -> Part?) -> Part? {
      do {
        return try read()
      } catch {
        problems += (error as? ReloadFailure)?.problems ?? Notice.words(for: error)
        return nil
      }
    }
    let assistant = part { try Self.reloaded(loading) }
    let tokens = part { try readTokens() }
    let certificate = part { try places.certificate() }
    let parts: Result<ServerParts, ReloadFailure> =
      if let assistant, problems.isEmpty {
        .success(ServerParts(assistant, tokens: tokens, tls: certificate))
      } else {
        .failure(ReloadFailure(problems: problems))
      }
    let findings = ServerCheck(
      options, parts, fileClients: OpenFiles.raise(), cores: System.coreCount,
      now: Int64(Date.now.timeIntervalSince1970)
    ).findings
    try Output.write(findings.lines)
    if findings.hasFailure { throw ExitCode.fellShort }
  }

  /// The assistant read anew, or one message for each thing that is wrong.
  ///
  /// - Throws: `ReloadFailure` with a message for each problem, for the log.
  private static func reloaded(_ loading: Loading) throws -> Assistant {
    do {
      return try loading.assistant()
    } catch Loading.Failure.problems(let problems) {
      throw ReloadFailure(problems: problems.map { "\($0)" })
    }
  }

  private func readTokens() throws -> TokenBook? {
    guard let tokens else { return nil }
    do {
      return try TokenBook(try String(contentsOfFile: tokens, encoding: .utf8))
    } catch let problem as TokenBook.Problem {
      throw ReloadFailure(problems: ["\(tokens): \(problem)"])
    } catch {
      throw ReloadFailure(problems: ["\(tokens): cannot be read"])
    }
  }

  private func makeLogger() -> Logger {
    let level = Logger.Level(rawValue: logLevel) ?? .info
    let format = logFormat
    return Logger(label: "calciq") { label in
      switch format {
      case .text:
        var handler = StreamLogHandler.standardError(label: label)
        handler.logLevel = level
        return handler
      case .json:
        var handler = JSONLogHandler(
          stamp: { Date.now.formatted(.iso8601) },
          write: { line in
            var errors = StandardOutput(STDERR_FILENO)
            errors.write(line)
          })
        handler.logLevel = level
        return handler
      }
    }
  }
}
