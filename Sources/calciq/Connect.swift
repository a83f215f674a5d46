import ArgumentParser
import Connecting
import Foundation
import LineClient
import LineProtocol
import ReplayDoors
import Shell

/// The shell, answered by a server.
///
/// Exit status 69 where nobody can be reached, where the token is not accepted, or where a pipe
/// loses its server; a person's shell stays open and tries again with the next line.
struct Connect: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "connect",
    abstract: "The shell, answered by a server of the line protocol.",
    discussion: """
      Where input is no terminal, each line of it is asked. A connection that is lost is made anew, and the \
      conversation goes on where it was, on whichever server answers then. A token is better given in CALCIQ_TOKEN than \
      on the command line, where others can see it.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      "Where the server is; [::1]:2252 for an IPv6 address.", valueName: "host[:port]"))
  var server: String?

  @Option(
    help: ArgumentHelp("The Unix socket of a server here.", valueName: "path"),
    completion: .file())
  var unix: String?

  @Flag(help: "Begin with TLS; the certificate must be for HOST.")
  var tls = false

  @Option(
    help: ArgumentHelp(
      "Believe the certificates in this PEM file instead of the system's.", valueName: "file"),
    completion: .file())
  var tlsTrust: String?

  @Option(help: "What the server wants to see before it answers; CALCIQ_TOKEN does the same.")
  var token: String?

  @OptionGroup var look: ShellLook

  func validate() throws {
    guard (server == nil) != (unix == nil) else {
      throw ValidationError("name a server, either as HOST[:PORT] or with --unix PATH")
    }
    if let server, ServerAddress(server) == nil {
      throw ValidationError("'\(server)' is no HOST[:PORT]")
    }
    guard unix == nil || !tls, tls || tlsTrust == nil else {
      throw ValidationError("TLS is for HOST[:PORT]; --tls-trust needs --tls")
    }
    if let token = givenToken, token.contains(where: \.isNewline) || token.isEmpty {
      throw ValidationError("a token is one line of text")
    }
  }

  func run() throws {
    var options = Opening.shellOptions(global)
    look.apply(to: &options)
    do {
      var answering = try ServerAnswering(
        place, token: givenToken, isPatient: options.terminal.isInteractive)
      options.banner = "\(name): \(answering.greeting)"
      if options.terminal.isInteractive { options.words = answering.words() }
      try ShellDoor.open(answering, options)
    } catch let failure as ConnectFailure {
      Notice.say("\(name): \(failure)\(advice(for: failure))")
      throw ExitCode.unreachable
    }
  }

  /// The option before the environment; an empty variable is none.
  private var givenToken: String? {
    token ?? ProcessInfo.processInfo.environment["CALCIQ_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
  }

  private var name: String { unix ?? server.flatMap(ServerAddress.init)?.description ?? "" }

  private var place: LineConnection.Place {
    if let unix { return .unix(path: unix) }
    let address =
      server.flatMap(ServerAddress.init)
      ?? ServerAddress(host: "127.0.0.1", port: ServerAddress.standardPort)
    guard tls else { return .tcp(host: address.host, port: address.port) }
    return .tls(
      host: address.host, port: address.port, trust: tlsTrust.map { .file($0) } ?? .system)
  }

  private func advice(for failure: ConnectFailure) -> String {
    failure == .needsToken ? "; give it in CALCIQ_TOKEN" : ""
  }
}
