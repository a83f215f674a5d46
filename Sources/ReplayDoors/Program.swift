import CPty
import Glibc
import LabValues
import Transcripts

/// The calciq program, for starting it as a child with an environment of its own.
///
/// Whatever the person at this machine has set (language, colours, an editor's rc file) does not
/// reach the child, so that a replay is the same everywhere.
package struct Program: Sendable {
  /// The path of the program file.
  package var path: String
  /// Options that every command gets, such as `--intents`.
  package var options: [String]
  /// Variables of this process that the child may need, such as where the cache is.
  package var environment: [String: String]

  package init(path: String, options: [String] = [], environment: [String: String] = [:]) {
    self.path = path
    self.options = options
    self.environment = environment
  }

  /// The variables of a child: few, fixed, and in a fixed order.
  ///
  /// - Parameter today: told as `CALCIQ_TODAY`; `nil` as `none`, so that the child asks no clock
  /// - Returns: `NAME=value`, in order of names
  func variables(today: Day?) -> [String] {
    var all = environment.filter { name, _ in
      ["PATH", "XDG_CACHE_HOME", "LD_LIBRARY_PATH", "CALCIQ_INTENTS"].contains(name)
    }
    if all["XDG_CACHE_HOME"] == nil, let home = environment["HOME"] {
      all["XDG_CACHE_HOME"] = home + "/.cache"
    }
    all["TERM"] = "xterm"
    all["NO_COLOR"] = "1"
    all["LC_ALL"] = "C.UTF-8"
    all["CALCIQ_OSC133"] = "1"
    all["CALCIQ_HISTORY"] = "off"
    all["CALCIQ_TODAY"] = today.map { "\($0)" } ?? "none"
    all["EDITRC"] = "/dev/null"
    return all.keys.sorted().map { "\($0)=\(all[$0] ?? "")" }
  }
}

/// A child process, by its number.
///
/// A child that was started must be ended, or it stays as a zombie of this process.
struct Child {
  let process: pid_t

  /// What a child is started with.
  struct Plan {
    var arguments: [String]
    var variables: [String]
    /// A terminal that becomes its standard streams and its controlling terminal.
    var terminal: String?
    /// A descriptor that it inherits as its descriptor 3.
    var inherited: Int32?
  }

  /// posix_spawn(3), not fork: this process has threads. Signals are as at a login, none blocked.
  ///
  /// - Throws: `unreachable` with the system's reason where the program cannot be started.
  init(_ program: String, _ plan: Plan) throws(DoorError) {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    _ = unsafe posix_spawn_file_actions_init(&actions)
    _ = unsafe posix_spawnattr_init(&attributes)
    defer {
      _ = unsafe posix_spawn_file_actions_destroy(&actions)
      _ = unsafe posix_spawnattr_destroy(&attributes)
    }
    var flags = Int32(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    if let terminal = plan.terminal {
      // The first terminal that the leader of a new session opens becomes its own.
      flags |= Int32(cpty_spawn_setsid())
      _ = unsafe posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
      _ = unsafe posix_spawn_file_actions_adddup2(&actions, 0, 1)
      _ = unsafe posix_spawn_file_actions_adddup2(&actions, 0, 2)
    } else {
      _ = unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      _ = unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
      _ = unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    if let inherited = plan.inherited {
      _ = unsafe posix_spawn_file_actions_adddup2(&actions, inherited, 3)
    }
    var none = sigset_t()
    var all = sigset_t()
    _ = unsafe sigemptyset(&none)
    _ = unsafe sigfillset(&all)
    _ = unsafe posix_spawnattr_setsigmask(&attributes, &none)
    _ = unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    _ = unsafe posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
    var arguments = unsafe ([program] + plan.arguments).map { unsafe strdup($0) } + [nil]
    var variables = unsafe plan.variables.map { unsafe strdup($0) } + [nil]
    defer {
      unsafe arguments.forEach { unsafe free($0) }
      unsafe variables.forEach { unsafe free($0) }
    }
    var process = pid_t()
    let failure = unsafe posix_spawnp(
      &process, program, &actions, &attributes, &arguments, &variables)
    guard failure == 0 else {
      throw .unreachable("\(program): \(unsafe String(cString: strerror(failure)))")
    }
    self.process = process
  }

  /// Ends the process and waits until it is gone.
  ///
  /// It waits without a limit: a child that ignores SIGTERM would hold it up.
  func end(_ signal: Int32) {
    _ = kill(process, signal)
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
  }
}
