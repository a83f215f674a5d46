import LineProtocol

/// What a server counted, as Prometheus reads it; the names are those of `/stats` and of the log.
///
///     # HELP calciq_lines_total Lines answered.
///     # TYPE calciq_lines_total counter
///     calciq_lines_total 42
///
/// Source: https://prometheus.io/docs/instrumenting/exposition_formats/, text format 0.0.4
package struct MetricsText: Sendable {
  package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  private var text = ""

  /// The counts of a server with so many clients, up for so many seconds.
  ///
  /// The same counts give the same text. Every count is there from the start, with 0, so that a
  /// monitor sees the first event as a difference.
  package static func text(of stats: ServerStats, clients: Int, uptime: Int64) -> String {
    var metrics = MetricsText()
    metrics.add("uptime_seconds", .gauge, "Seconds since the start.", "\(uptime)")
    metrics.add("clients", .gauge, "Clients connected now.", "\(clients)")
    for field in ServerStats.Field.allCases {
      metrics.add(field.metric + "_total", .counter, field.help, "\(stats[field])")
    }
    metrics.begin("replies_total", .counter, "Replies by their code.")
    for (code, count) in zip(StatusCode.allCases, stats.replies) {
      metrics.line("replies_total", "code=\"\(code.rawValue)\"", "\(count)")
    }
    metrics.add(stats.latency)
    return metrics.text
  }

  private enum Kind: String { case gauge, counter, summary }

  private mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: String) {
    begin(name, kind, help)
    line(name, nil, value)
  }

  private mutating func add(_ latency: LatencyHistogram) {
    let name = "latency_seconds"
    begin(name, .summary, "From taking up a line to handing its reply to the system.")
    for share in ["0.5", "0.9", "0.99", "0.999"] {
      let nanoseconds = latency.quantile(Double(share) ?? 0)
      line(name, "quantile=\"\(share)\"", Self.seconds(nanoseconds))
    }
    line(name + "_sum", nil, Self.seconds(latency.sum))
    line(name + "_count", nil, "\(latency.count)")
  }

  private mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
    text += "# HELP calciq_\(name) \(help)\n# TYPE calciq_\(name) \(kind.rawValue)\n"
  }

  private mutating func line(_ name: String, _ label: String?, _ value: String) {
    text += "calciq_\(name)" + (label.map { "{\($0)}" } ?? "") + " \(value)\n"
  }

  /// Nanoseconds as seconds, with all nine digits: `0.000012300`.
  private static func seconds(_ nanoseconds: UInt64) -> String {
    let part = String(nanoseconds % 1_000_000_000)
    return "\(nanoseconds / 1_000_000_000)."
      + String(repeating: "0", count: 9 - part.utf8.count) + part
  }
}
