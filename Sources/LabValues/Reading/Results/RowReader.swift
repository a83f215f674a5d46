/// Records what the rows of a report say.
struct RowReader {
  let recorder: ResultRecorder
  private var line: MarkedLine { recorder.line }

  /// Binds the rows of a report, and says which names nobody else has to look at.
  func read(into findings: inout Findings) -> [Bool] {
    let isRow =
      line.layout.rows.count > 1
      || line.scan.names.contains { $0.analyte != nil || $0.isStranger }
    guard isRow else { return [Bool](repeating: false, count: line.scan.names.count) }
    let binder = ReportBinder(line, findings.taken)
    var watched: [Unread] = []
    for bound in binder.bound {
      var entry = Entry(number: bound.value.number, tail: Tail(end: bound.end), binding: Binding())
      entry.tail.unit = bound.value.unit
      entry.tail.flag = bound.value.flag
      entry.tail.isAbnormal =
        bound.value.isAbnormal || line.starFollows(bound.value.number, entry.tail)
      (entry.tail.low, entry.tail.high) = (bound.low, bound.high)
      entry.binding.comparator = line.numbers[bound.value.number].comparator
      entry.when = bound.when
      entry.isEarlier = bound.isEarlier
      entry.rule = bound.value.rule
      entry.isRow = true
      entry.person = bound.value.person
      findings.taken.take(bound.value.number)
      let alarms = findings.reading.alarms.count
      recorder.add(entry, bound.name, bound.test, to: &findings)
      // What is only watched is kept nowhere: where it is no danger, that is told.
      if line.layout.rows.count > 1, bound.test >= recorder.catalogue.analytes.count,
        findings.reading.alarms.count == alarms, watched.count < ReportBinder.mostUnread
      {
        watched.append(binder.notKept(bound))
      }
    }
    findings.reading.unread = Array(
      (binder.unread + watched).sorted { $0.range.lowerBound < $1.range.lowerBound }
        .prefix(ReportBinder.mostUnread))
    findings.isReport = binder.bound.count > 1 && line.layout.rows.count > 2
    return binder.claimed
  }
}
