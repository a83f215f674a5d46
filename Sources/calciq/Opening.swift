import ArgumentParser
import Conversation
import Foundation
import LabValues
import Startup

/// What every door needs before it opens.
enum Opening {
  /// The assistant, or the exit status that says why there is none.
  ///
  /// What was learned is kept even if the terminal closes meanwhile: SIGHUP waits until then.
  ///
  /// - Throws: an `ExitCode`, everything that there is to say being said.
  static func assistant(_ global: GlobalOptions) throws -> Assistant {
    let hangup = signal(SIGHUP, SIG_IGN)
    defer { _ = signal(SIGHUP, hangup) }
    do {
      return try loading(global).assistant()
    } catch {
      throw Notice.explain(error)
    }
  }

  static func loading(_ global: GlobalOptions) -> Loading {
    Loading(
      intents: global.intents, environment: ProcessInfo.processInfo.environment,
      notice: { Notice.say($0) })
  }

  /// Today's date in the local time zone: the doors read the clock, nobody below them does.
  ///
  /// CALCIQ_TODAY sets it to an ISO day, or to `none`, for conversations that must not age.
  ///
  /// - Returns: `nil` for `none` and for what is no day; relative dates ("last week") then stay
  ///   unknown.
  static func today() -> Day? {
    if let set = ProcessInfo.processInfo.environment["CALCIQ_TODAY"] { return Day(iso: set) }
    var seconds = time(nil)
    var parts = unsafe tm()
    guard unsafe localtime_r(&seconds, &parts) != nil else { return nil }
    let (year, month, day) = unsafe (parts.tm_year, parts.tm_mon, parts.tm_mday)
    return Day(year: Int(year) + 1900, month: Int(month) + 1, day: Int(day))
  }
}
