import Knowledge
import Rendering

/// The result of a replay as one JSON object.
///
///     {"transcripts":1,"turns":2,"passed":1,"failed":1,"not_run":0,"flaky":[],"results":[
///       {"file":…,"title":…,"door":"engine","run":1,"skipped":null,"turns":[
///         {"turn":1,"line":5,"session":"main","message":…,"status":"passed"}]}]}
///
/// On one line. `status` is `passed`, `failed` or `not run`; the latter two have a `reason`.
package enum JSONReport {
  package static func text(_ summary: ReplaySummary, coverage: Coverage? = nil) -> String {
    var json = JSONWriter()
    json.open()
    json.field("transcripts", Double(summary.files))
    json.field("turns", Double(summary.turns))
    json.field("passed", Double(summary.passed))
    json.field("failed", Double(summary.failed))
    json.field("not_run", Double(summary.notRun))
    json.strings("flaky", summary.flaky)
    json.list("results", summary.results, write)
    if let coverage { json.list("coverage", coverage.groups, write) }
    json.close()
    return json.text + "\n"
  }

  private static func write(_ json: inout JSONWriter, _ result: ReplayResult) {
    json.open()
    json.field("file", result.path)
    json.field("title", result.title)
    json.field("door", result.door.rawValue)
    json.field("run", Double(result.run))
    json.field("skipped", result.skipped)
    json.list("turns", result.turns, write)
    json.close()
  }

  private static func write(_ json: inout JSONWriter, _ turn: TurnResult) {
    json.open()
    json.field("turn", Double(turn.number))
    json.field("line", Double(turn.line))
    json.field("session", turn.session)
    json.field("message", turn.message.joined(separator: "\n"))
    switch turn.status {
    case .passed: json.field("status", "passed")
    case .notRun(let reason):
      json.field("status", "not run")
      json.field("reason", reason)
    case .failed(let failure):
      json.field("status", "failed")
      json.field("reason", failure.summary)
      json.list("facts", failure.facts) { json, difference in
        json.open()
        json.field("fact", "\(difference.fact.sign.rawValue) \(difference.fact.key.rawValue)")
        json.field("expected", difference.fact.written)
        json.field("actual", difference.actual)
        json.close()
      }
      var text = TurnFailure()
      text.text = failure.text
      json.strings("diff", PlainDiff.lines(text))
    }
    json.close()
  }

  private static func write(_ json: inout JSONWriter, _ group: Coverage.Group) {
    json.open()
    json.field("group", group.name)
    json.field("reached", Double(group.reached.count))
    json.field("all", Double(group.items.count))
    json.list("never_reached", group.neverReached) { json, item in
      json.open()
      json.field("id", item.id)
      json.field("file", item.place?.file)
      json.field("line", item.place.map { Double($0.line) })
      json.close()
    }
    json.close()
  }
}
