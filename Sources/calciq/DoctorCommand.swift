import ArgumentParser
import Diagnosing
import Foundation
import Knowledge
import LineClient
import LineProtocol
import NIOCore
import Shell
import Startup

/// Looks at what calciq stands on: the knowledge, the cache, the terminal, the locale, the port.
///
/// Exit status 1 where something cannot work, 0 for warnings. It changes nothing.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at the knowledge, the cache, the terminal, the locale and the port.")

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let environment = ProcessInfo.processInfo.environment
    let terminal = Terminal(environment: environment, colour: .auto)
    let loading = Opening.loading(global)
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy
      .compactMap { name in environment[name].map { (name: name, value: $0) } }
      .first { !$0.value.isEmpty }
    let findings = Doctor(
      knowledge: Self.knowledge(loading), cache: Self.cache(loading), port: Self.port(),
      portNumber: ServerAddress.standardPort, terminal: environment["TERM"],
      isInteractive: terminal.isInteractive, hasColour: terminal.hasColour,
      columns: Terminal.columns, locale: locale, isUTF8: !terminal.isASCII
    ).findings
    try Output.write(findings.lines)
    if findings.hasFailure { throw ExitCode.fellShort }
  }

  private static func knowledge(_ loading: Loading) -> Doctor.KnowledgeState {
    do {
      let folder = try loading.folder()
      do {
        let knowledge = try Loading.knowledge(from: try loading.files())
        return .good(folder: folder, sections: knowledge.sections.count)
      } catch Loading.Failure.problems(let problems) {
        return .broken(folder: folder, problems: problems.count)
      }
    } catch Loading.Failure.noFolder(let tried) {
      return .missing(tried: tried)
    } catch {
      return .broken(folder: "\(error)", problems: 1)
    }
  }

  private static func cache(_ loading: Loading) -> Doctor.CacheState {
    switch try? loading.cached() {
    case .fresh(let path): .fresh(path)
    case .stale(let path): isWritable(path) ? .stale(path) : .notWritable(path)
    case .absent(let path): isWritable(path) ? .absent(path) : .notWritable(path)
    case .noPlace, nil: .noFolder
    }
  }

  /// Whether a file could be put at a path: the nearest folder above it that is there may be written.
  private static func isWritable(_ path: String) -> Bool {
    var place = URL(fileURLWithPath: path).deletingLastPathComponent()
    while place.path != "/", !FileManager.default.fileExists(atPath: place.path) {
      place.deleteLastPathComponent()
    }
    return FileManager.default.isWritableFile(atPath: place.path)
  }

  /// It connects to the port of this machine and waits a second for a greeting.
  private static func port() -> Doctor.PortState {
    let place = LineConnection.Place.tcp(host: "127.0.0.1", port: ServerAddress.standardPort)
    do throws(LineConnection.Failure) {
      let server = try LineConnection(place, timeout: .seconds(1))
      defer { server.close() }
      guard case .text(_, let words, _) = server.greeting else { return .taken }
      return .served(greeting: words)
    } catch {
      if case .unreachable = error { return .free }
      if case .farewell(let code, let words) = error {
        return .served(greeting: "\(code) \(words)")
      }
      return .taken
    }
  }
}
