import LineProtocol
import LineServer
import NIOCore
import Testing

struct MetricsTests {
  @Test func countsHaveTheNamesOfTheStatistics() {
    var stats = ServerStats()
    stats.accepted = 3
    stats.timedOut = 2
    stats.latency.add(12_300)
    let text = MetricsText.text(of: stats, clients: 1, uptime: 60)
    let lines = text.split(separator: "\n")
    for line in [
      "calciq_uptime_seconds 60", "calciq_clients 1", "calciq_accepted_total 3",
      "calciq_timed_out_total 2", "calciq_replies_total{code=\"210\"} 0",
      "# TYPE calciq_lines_total counter", "calciq_latency_seconds_sum 0.000012300",
      "calciq_latency_seconds_count 1",
    ] {
      #expect(lines.contains(Substring(line)), "\(line)")
    }
    let told = stats.lines(clients: 1, uptime: 60)
    for field in ServerStats.Field.allCases { #expect(told.contains("\n\(field.rawValue) ")) }
  }

  /// Every line is a comment or a name, a label at most, and a number.
  @Test func everyLineHasTheFormThatMonitorsRead() {
    for line in MetricsText.text(of: ServerStats(), clients: 0, uptime: 0).split(separator: "\n") {
      if line.hasPrefix("# HELP calciq_") || line.hasPrefix("# TYPE calciq_") { continue }
      let parts = line.split(separator: " ")
      #expect(parts.count == 2 && parts[0].hasPrefix("calciq_"), "\(line)")
      #expect(parts.count == 2 && Double(parts[1]) != nil, "\(line)")
    }
  }

  @Test(
    arguments: [
      ("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n", MetricsRequest.metrics(hasBody: true)),
      ("HEAD /metrics?x=1 HTTP/1.0\r\n\r\n", .metrics(hasBody: false)),
      ("GET / HTTP/1.1\r\n\r\n", .notFound), ("POST /metrics HTTP/1.1\r\n\r\n", .notAllowed),
      ("what is calciphylaxis\r\n\r\n", .malformed),
      (String(repeating: "x", count: 9_000), .malformed), ("GET /metrics HTTP/1.1\r\n", nil),
    ] as [(String, MetricsRequest?)])
  func requestsAreRead(_ text: String, _ request: MetricsRequest?) {
    #expect(MetricsRequest(ByteBuffer(string: text)) == request)
  }
}

extension SocketTests {
  struct MetricsPortTests {
    @Test func aMonitorIsAnswered() async throws {
      var options = ServerOptions(listeners: [ListeningPlace(.tcp(host: "127.0.0.1", port: 0))])
      options.metrics = ("127.0.0.1", 0)
      let server = try await ListeningServer.start(
        Stub.parts, options, logger: .quiet, today: { nil })
      let client = try await TestClient.greeted(server.address)
      _ = try await client.ask("hello")
      let monitor = try await TestClient(try #require(server.metricsAddress))
      try await monitor.send("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n")
      var lines: [String] = []
      while let line = try await monitor.line() { lines.append(line) }
      #expect(lines.first == "HTTP/1.1 200 OK")
      #expect(lines.contains("calciq_lines_total 1") && lines.contains("calciq_clients 1"))
      await server.stop(grace: .zero)
    }
  }
}
