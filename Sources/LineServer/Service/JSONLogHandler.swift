package import Logging
import Rendering

/// Writes log messages as JSON objects, one a line.
///
///     {"level":"info","message":"listening","port":"2252"}
///
/// The system's journal adds the time; where there is none, `stamp` gives it.
///
/// Keys come in alphabetical order behind the fixed ones, so that equal events are equal lines. A
/// value is escaped as JSON wants it: no message can begin a line of its own.
package struct JSONLogHandler: LogHandler {
  package var logLevel = Logger.Level.info
  package var metadata: Logger.Metadata = [:]
  private let stamp: @Sendable () -> String?
  private let write: @Sendable (String) -> Void

  /// `write` gets whole lines, with their end.
  ///
  /// - Parameter stamp: the time as text, asked for each message; no `time` is written for `nil`
  package init(
    stamp: @escaping @Sendable () -> String? = { nil },
    write: @escaping @Sendable (String) -> Void
  ) {
    self.stamp = stamp
    self.write = write
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Where a key is in both, the event's own value counts. `write` is called on the thread that
  /// logs.
  package func log(event: LogEvent) {
    var json = JSONWriter()
    json.open()
    if let time = stamp() { json.field("time", time) }
    json.field("level", event.level.rawValue)
    json.field("message", event.message.description)
    let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
    for (key, value) in all.sorted(by: { $0.key < $1.key }) { json.field(key, "\(value)") }
    json.close()
    write(json.text + "\n")
  }
}
