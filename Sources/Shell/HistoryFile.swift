import Storage

/// The history file: UTF-8, an entry a line, the newest last.
///
///     what is it?
///     two\nlines          a line break
///     a back\\slash
///
/// Mode 0600. Bytes that are no UTF-8 are read as U+FFFD; of a file beyond 4 MiB the end is read.
package struct HistoryFile: Sendable {
  package let path: String
  /// Bytes that are read at most, from the end of the file.
  static let readLimit = 4 << 20

  package init(path: String) { self.path = path }

  /// The file that the environment names; `nil` where none is to be kept.
  ///
  /// `CALCIQ_HISTORY=off` keeps none, an absolute path there names another file; otherwise it is
  /// `calciq/history` in the state folder, which cleaners of caches leave alone.
  ///
  /// Only absolute paths count, as the XDG base directory specification asks.
  package init?(environment: [String: String]) {
    let named = environment["CALCIQ_HISTORY"] ?? ""
    if named.hasPrefix("/") {
      path = named
      return
    }
    guard !["off", "0", "no", "false"].contains(named.lowercased()) else { return nil }
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
      path = state + "/calciq/history"
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      path = home + "/.local/state/calciq/history"
    } else {
      return nil
    }
  }

  /// The entries, oldest first; none where there is no file.
  func read() -> [String] {
    guard let bytes = PrivateFile.tail(of: path, limit: Self.readLimit) else { return [] }
    return Self.entries(of: String(decoding: bytes, as: UTF8.self))
  }

  /// Adds an entry to what the file holds by now, so that two shells do not overwrite each other.
  ///
  /// The file is read and replaced as a whole: of two shells at the same instant one line may be
  /// lost, but never the file.
  func add(_ entry: String) throws(PrivateFile.Failure) {
    var history = History(kept: read())
    history.add(entry, isKept: true)
    try PrivateFile.replace(path, with: Self.text(of: history.texts))
  }

  /// An entry a line; only backslash, LF and CR are escaped.
  static func text(of entries: [String]) -> String {
    var text = ""
    for entry in entries {
      for scalar in entry.unicodeScalars {
        switch scalar {
        case "\\": text += "\\\\"
        case "\n": text += "\\n"
        case "\r": text += "\\r"
        default: text.unicodeScalars.append(scalar)
        }
      }
      text += "\n"
    }
    return text
  }

  /// Reads back what `text(of:)` wrote. Empty lines are no entries; a backslash before any other
  /// letter stands for itself.
  static func entries(of text: String) -> [String] {
    var entries: [String] = []
    var entry = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        isEscaped = false
        switch scalar {
        case "n": entry.append("\n")
        case "r": entry.append("\r")
        case "\\": entry.append("\\")
        default:  // not ours: somebody edited the file
          entry.append("\\")
          entry.append(scalar)
        }
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "\n" {
        if !entry.isEmpty { entries.append(String(entry)) }
        entry.removeAll()
      } else {
        entry.append(scalar)
      }
    }
    if !entry.isEmpty { entries.append(String(entry)) }
    return entries
  }
}
