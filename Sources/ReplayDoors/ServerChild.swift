import Glibc
import LabValues
import LineProtocol
import Transcripts

/// A server of our own, started for a replay.
///
/// It is handed a socket that listens already, as systemd does it, so that a client can connect
/// before the server has started and nobody has to guess when it is ready.
///
/// See sd_listen_fds(3): the socket is descriptor 3 of the child.
struct ServerChild {
  let address: ServerAddress
  private let child: Child

  /// - Throws: `unreachable` where no port is free or `/bin/sh` cannot be started.
  init(_ program: Program, today: Day?) throws(DoorError) {
    let (descriptor, port) = try Sockets.listening()
    defer { close(descriptor) }
    address = ServerAddress(host: "127.0.0.1", port: port)
    // LISTEN_PID has to be the number of the process itself, which only it knows.
    let script = "export LISTEN_PID=$$ LISTEN_FDS=1; exec \"$0\" \"$@\""
    child = try Child(
      "/bin/sh",
      Child.Plan(
        arguments: ["-c", script, program.path, "serve"] + program.options,
        variables: program.variables(today: today), inherited: descriptor))
  }

  /// SIGTERM, so that the server ends as in service; it waits until it has.
  func end() { child.end(SIGTERM) }
}
