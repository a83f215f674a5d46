package import LineServer

/// What `calciq serve --check` looks at: whether a server with this configuration could serve.
///
/// It opens no listener. The clock and the limits of this process come in as values.
///
/// A server may still fail to start: a port that is taken shows only when it listens.
package struct ServerCheck: Sendable {
  package var options: ServerOptions
  /// The parts, or what is wrong with them, a message each.
  package var parts: Result<ServerParts, ReloadFailure>
  /// Clients for which this process may hold enough files open.
  package var fileClients: Int
  /// The processors of this machine.
  package var cores: Int
  /// Seconds since 1970.
  package var now: Int64

  /// Days before the end of a certificate from which it is worth a word.
  private static let soon: Int64 = 30
  private static let day: Int64 = 86_400

  package init(
    _ options: ServerOptions, _ parts: Result<ServerParts, ReloadFailure>, fileClients: Int,
    cores: Int, now: Int64
  ) {
    self.options = options
    self.parts = parts
    self.fileClients = fileClients
    self.cores = cores
    self.now = now
  }

  /// - Returns: in the order configuration, certificate, tokens, listeners, limits.
  package var findings: [Finding] {
    var findings: [Finding] = []
    switch parts {
    case .failure(let failure):
      findings += failure.problems.map { .fail("configuration", $0) }
    case .success(let parts):
      findings.append(.ok("knowledge", "is read and learned"))
      findings += certificate(parts.tls)
      findings += tokens(parts.tokens != nil)
    }
    return findings + listeners + limits
  }

  // MARK: One thing each

  /// The first of the chain is the server's own. From 30 days before its end on it is worth a
  /// warning.
  private func certificate(_ certificate: ServerCertificate?) -> [Finding] {
    guard let certificate else {
      return options.listeners.contains(where: \.isTLS)
        ? [.fail("certificate", "a TLS port needs a certificate and a key")] : []
    }
    return certificate.validities.enumerated().map { number, valid in
      let name = number == 0 ? "certificate" : "its signer"
      if now < valid.start { return .fail(name, "is not valid before \(Self.date(valid.start))") }
      if now >= valid.end { return .fail(name, "expired on \(Self.date(valid.end))") }
      let days = (valid.end - now) / Self.day
      let text = "valid until \(Self.date(valid.end)), \(days) days"
      return days < Self.soon ? .warn(name, text) : .ok(name, text)
    }
  }

  private func tokens(_ areThere: Bool) -> [Finding] {
    if areThere { return [.ok("tokens", "clients need one")] }
    let isOpen = options.listeners.contains { !$0.isLocal }
    return [
      isOpen
        ? .warn("tokens", "none: anybody who reaches this server may ask")
        : .ok("tokens", "none: this machine alone may ask")
    ]
  }

  private var listeners: [Finding] {
    if options.listeners.isEmpty { return [.fail("listener", "there is nothing to listen on")] }
    return options.listeners.map { listener in
      let name = listener.place.words + (listener.isTLS ? ", TLS" : "")
      return listener.isLocal || listener.isTLS
        ? .ok("listener", name) : .warn("listener", name + ": questions travel in the clear")
    }
  }

  private var limits: [Finding] {
    let clients = options.limits.clients
    return [
      clients <= fileClients
        ? .ok("open files", "enough for \(clients) clients")
        : .warn("open files", "enough for \(fileClients) of \(clients) clients; see ulimit -n"),
      options.threads <= cores
        ? .ok("threads", "\(options.threads) of \(cores) cores")
        : .warn("threads", "\(options.threads) on \(cores) cores: they wait for each other"),
    ]
  }

  /// `2026-03-01`, in universal time.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
  package static func date(_ seconds: Int64) -> String {
    // The days of the civil calendar, counted from 1 March of year 0.
    let days = (seconds - (seconds % day + day) % day) / day + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let part = (5 * dayOfYear + 2) / 153
    let month = part < 10 ? part + 3 : part - 9
    let dayOfMonth = dayOfYear - (153 * part + 2) / 5 + 1
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year + era * 400 + (month <= 2 ? 1 : 0))-\(two(month))-\(two(dayOfMonth))"
  }
}
