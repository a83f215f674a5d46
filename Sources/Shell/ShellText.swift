import Conversation
import Storage

/// Everything that the shell itself says.
///
/// Names of files come out of a `Line`, which has taken out what a terminal would obey; the name of
/// an unknown command is cut to 40 characters besides.
package struct ShellText: Sendable {
  package var isASCII: Bool

  package init(isASCII: Bool) { self.isASCII = isASCII }

  var ownCommands: String { "In this shell:" }
  var keys: String { "Keys:" }
  func unknown(_ name: String, near: String) -> String {
    "No /\(Line.cleaned(name).prefix(40)). Did you mean /\(near)?"
  }

  /// A time in whole microseconds, cut and not rounded.
  ///
  ///     0.000412 s → "412 µs"     5 s → "5000000 µs"
  func took(_ duration: Duration) -> String {
    let parts = duration.components
    let micros =
      parts.seconds.multipliedReportingOverflow(by: 1_000_000).partialValue
      &+ parts.attoseconds / 1_000_000_000_000
    return isASCII ? "\(micros) us" : "\(micros) µs"
  }

  func needsFile(_ command: String) -> String { "/\(command) needs a file name: /\(command) FILE" }
  func needsOnOff(_ command: String, isOn: Bool) -> String {
    "/\(command) is \(isOn ? "on" : "off"); /\(command) on|off changes it."
  }

  var nothingToSave: String { "There is nothing to save yet." }
  func saved(_ turns: Int, _ path: String) -> String {
    "Saved \(turns) \(turns == 1 ? "turn" : "turns") to \(path); only you can read it."
  }

  /// One sentence for each failure, with the path in front so that it can be mended.
  func cannotWrite(_ path: String, _ failure: PrivateFile.Failure) -> String {
    switch failure {
    case .alreadyThere: "\(path) is already there; nothing was written. Choose another name."
    case .notAFile: "\(path) is not a file; nothing was written."
    case .full: "\(path) is full; nothing was written."
    case .system(let number): "Cannot write \(path): \(DiskFile.reason(number))."
    }
  }

  func written(_ path: String) -> String { "Written to \(path); only you can read it." }
  var cannotWriteVisit: String {
    "Only the program that keeps what you tell can write it. /visit shows it, and /save FILE keeps what was shown."
  }

  func keeping(_ path: String) -> String {
    "What you tell is kept in \(path), readable by you alone. /forget reaches it; /keep off ends it."
  }
  func stillKeeping(_ path: String) -> String { "Still keeping \(path); /keep off ends it." }
  func noLongerKept(_ path: String) -> String { "\(path) stays as it is and is no longer written." }
  var nothingKept: String { "Nothing is kept; /keep FILE begins, for calciq --with FILE." }
  var cannotKeep: String { "Nothing can be kept here: what you tell is remembered elsewhere." }
  func diaryIsThere(_ path: String) -> String {
    "\(path) is already there and was left alone. calciq --with \(path) goes on with it."
  }
  func changedByOthers(_ path: String) -> String {
    "\(path) was changed by another program. It is left alone and no longer written."
  }

  var cannotRecord: String { "Nothing can be recorded here." }
  func recording(_ path: String) -> String { "Recording to \(path); /record ends it." }
  func stillRecording(_ path: String) -> String { "Still recording to \(path); /record ends it." }
  func recorded(_ turns: Int, _ path: String) -> String {
    "Recorded \(turns) \(turns == 1 ? "turn" : "turns") to \(path)."
  }
  func recordingFailed(_ path: String, _ error: any Error) -> String {
    "The recording for \(path) failed: \(error)"
  }
  var nothingRecorded: String { "Nothing is being recorded; /record FILE begins." }

  func isPrivate(_ isOn: Bool) -> String {
    isOn
      ? "Private: lines from now on stay out of the history file."
      : "No longer private. Lines that tell results stay out of the history file all the same."
  }
  func isAccessible(_ isOn: Bool) -> String {
    isOn ? "Tables and plots are sentences now." : "Tables and plots are drawn again."
  }
  func isTimed(_ isOn: Bool) -> String {
    isOn ? "The time of each answer is shown." : "Times are no longer shown."
  }
  func historyFailed(_ path: String, _ failure: PrivateFile.Failure) -> String {
    cannotWrite(path, failure) + " What you type is kept for this session only."
  }
  var someForgotten: String { "(Turns that were forgotten, or too old, are left out.)" }
}
