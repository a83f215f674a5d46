import Conversation
import Diagnosing
import Foundation
import LineServer
import Testing

struct ServerCheckTests {
  private static let fixtures =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().path + "/LineServerTests/Fixtures"

  private func parts() throws -> ServerParts {
    let tls = try ServerCertificate(
      chain: Self.fixtures + "/certificate.pem", key: Self.fixtures + "/key.pem")
    return ServerParts(answer: { _, _ in Reply(.info) }, tls: tls)
  }

  private func check(
    _ parts: Result<ServerParts, ReloadFailure>, now: Int64 = 0,
    _ change: (inout ServerOptions) -> Void = { _ in }
  ) -> String {
    var options = ServerOptions(listeners: [ListeningPlace(.tcp(host: "127.0.0.1", port: 2252))])
    change(&options)
    return ServerCheck(options, parts, fileClients: 20_000, cores: 2, now: now).findings.lines
  }

  private static let bare = ServerParts(answer: { _, _ in Reply(.info) })

  @Test func whatIsWellIsNamed() {
    #expect(
      check(.success(Self.bare)) == """
        ok    knowledge     is read and learned
        ok    tokens        none: this machine alone may ask
        ok    listener      127.0.0.1 port 2252
        ok    open files    enough for 10000 clients
        ok    threads       1 of 2 cores

        """)
  }

  @Test func everyProblemIsTold() {
    let text = check(.failure(ReloadFailure(problems: ["a.yaml:1:2: error", "tokens: line 3"]))) {
      $0.listeners = []
      $0.limits.clients = 50_000
      $0.threads = 8
    }
    #expect(
      text == """
        FAIL  configuration  a.yaml:1:2: error
        FAIL  configuration  tokens: line 3
        FAIL  listener      there is nothing to listen on
        warn  open files    enough for 20000 of 50000 clients; see ulimit -n
        warn  threads       8 on 2 cores: they wait for each other

        """)
  }

  @Test func anOpenServerIsWarnedOf() {
    let text = check(.success(Self.bare)) {
      $0.listeners = [
        ListeningPlace(.tcp(host: "0.0.0.0", port: 2252)),
        ListeningPlace(.tcp(host: "0.0.0.0", port: 2253), isTLS: true),
      ]
    }
    for part in [
      "FAIL  certificate   a TLS port needs a certificate and a key",
      "warn  tokens        none: anybody who reaches this server may ask",
      "warn  listener      0.0.0.0 port 2252: questions travel in the clear",
      "ok    listener      0.0.0.0 port 2253, TLS",
    ] {
      #expect(text.contains(part + "\n"), "\(text)")
    }
  }

  @Test func theDatesOfACertificateAreLookedAt() throws {
    let parts = try parts()
    let valid = try #require(parts.tls?.validities.first)
    #expect(valid.start < valid.end)
    for (now, word) in [
      (valid.start - 1, "FAIL  certificate   is not valid before "),
      (valid.start, "ok    certificate   valid until "),
      (valid.end - 86_400 * 3, "warn  certificate   valid until "),
      (valid.end, "FAIL  certificate   expired on "),
    ] {
      let text = check(.success(parts), now: now)
      #expect(text.contains(word), "\(text)")
    }
  }

  @Test func datesAreThoseOfTheCalendar() {
    let expired = check(.success(Self.bare))
    #expect(!expired.contains("1970"))
    for (seconds, date) in [
      (Int64(0), "1970-01-01"), (951_782_400, "2000-02-29"), (1_772_323_200, "2026-03-01"),
      (-1, "1969-12-31"),
    ] {
      #expect(ServerCheck.date(seconds) == date)
    }
  }
}
