import Glibc
import ReplayDoors
import Shell

/// One line on a terminal that tells how far a replay is.
///
/// On standard error, and only where that is a terminal: a log should hold no carriage returns.
struct ProgressLine: Sendable {
  private let isShown = isatty(STDERR_FILENO) == 1

  func show(_ progress: ReplayRun.Progress) {
    guard isShown else { return }
    let failed = progress.failed > 0 ? ", \(progress.failed) failed" : ""
    write("\r\(progress.done) of \(progress.all) transcripts, \(progress.turns) turns\(failed)")
  }

  func clear() {
    if isShown { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    var errors = StandardOutput(STDERR_FILENO)
    errors.write(text)
  }
}
