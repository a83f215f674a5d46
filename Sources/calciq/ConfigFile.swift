import Foundation

/// What a person wants at every start: `$XDG_CONFIG_HOME/calciq/config`, options without their dashes.
///
///     # wraps at 72 columns, keeps no history
///     width 72
///     color = never
///     private
///
///     line  := "#" … | ["--"] name [(blank | "=") value]
///     name  := intents | color | width | accessible | private | pager
///
/// A fault in it never keeps the program from starting: the line is told and left out.
struct ConfigFile {
  /// What an option takes.
  private enum Value {
    case text
    case number(ClosedRange<Int>)
    case choice([String])
    case onOff
  }

  private static let values: [String: Value] = [
    "intents": .text, "color": .choice(ColorChoice.allCases.map(\.rawValue)),
    "width": .number(20...400), "accessible": .onOff, "private": .onOff, "pager": .onOff,
  ]

  /// The options that each command takes from the file; transcripts must not depend on it.
  private static let options: [String: Set<String>] = [
    "shell": ["intents", "color", "width", "accessible", "private", "pager"],
    "connect": ["color", "width", "accessible", "private", "pager"],
    "ask": ["intents", "color", "width", "accessible"],
    "serve": ["intents"], "explain": ["intents"], "try": ["intents"], "check": ["intents"],
    "compile": ["intents"],
  ]

  private var wanted: [(name: String, value: String?)] = []
  /// What could not be read, with file and line; the rest counts all the same.
  private(set) var problems: [String] = []

  /// Where the file is looked for; `nil` where the environment names no home.
  static func path(_ environment: [String: String]) -> String? {
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
      return folder + "/calciq/config"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.config/calciq/config"
  }

  /// Reads the text of the file at a path.
  init(_ text: String, path: String) {
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let words = line.split(maxSplits: 1, whereSeparator: { " \t=".contains($0) })
      guard let first = words.first, !first.hasPrefix("#") else { continue }
      let name = first.hasPrefix("--") ? String(first.dropFirst(2)) : String(first)
      let value =
        words.count > 1 ? words[1].drop { " \t=".contains($0) }.trimmed : ""
      do throws(Refusal) {
        if let entry = try Self.entry(name, value) { wanted.append(entry) }
      } catch {
        problems.append("\(path):\(number): \(error.reason)")
      }
    }
  }

  private struct Refusal: Error { var reason: String }

  /// An option with its value; `nil` for one that is off.
  private static func entry(
    _ name: String, _ value: String
  ) throws(Refusal) -> (name: String, value: String?)? {
    switch values[name] {
    case nil:
      let names = values.keys.sorted().joined(separator: ", ")
      throw Refusal(reason: "no option '\(name)' here; there are \(names)")
    case .text:
      guard !value.isEmpty else { throw Refusal(reason: "\(name) needs a value") }
      return (name, value)
    case .number(let range):
      guard let number = Int(value), range.contains(number) else {
        throw Refusal(
          reason: "\(name) takes a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return (name, value)
    case .choice(let choices):
      guard choices.contains(value) else {
        throw Refusal(reason: "\(name) takes \(choices.joined(separator: ", "))")
      }
      return (name, value)
    case .onOff:
      switch value.lowercased() {
      case "", "on", "yes", "true": return (name, nil)
      case "off", "no", "false": return nil
      default: throw Refusal(reason: "\(name) takes on or off")
      }
    }
  }

  /// The words of a command line with those of the file in front, so that what is typed wins.
  ///
  /// - Parameter words: with the command in front, or none for the shell
  func applied(to words: [String]) -> [String] {
    let isNamed = words.first.map { Self.options[$0] != nil } ?? false
    guard isNamed || words.first?.hasPrefix("-") ?? true,
      !words.contains(where: { ["--help", "-h", "--version"].contains($0) })
    else { return words }
    let command = isNamed ? words.prefix(1) : []
    let known = Self.options[command.first ?? "shell"] ?? []
    let added = wanted.filter { known.contains($0.name) }
      .flatMap { ["--\($0.name)"] + ($0.value.map { [$0] } ?? []) }
    return command + added + words.dropFirst(command.count)
  }

  /// The words of a command line with those of the person's file, unless `--no-config` is among them;
  /// tells what is wrong in the file.
  static func added(to words: [String], _ environment: [String: String]) -> [String] {
    let typed = words.prefix { $0 != "--" }
    guard !typed.contains("--no-config"), let path = path(environment),
      let bytes = FileManager.default.contents(atPath: path)
    else { return words }
    let file = ConfigFile(String(decoding: bytes, as: UTF8.self), path: path)
    for problem in file.problems { Notice.say(problem) }
    return file.applied(to: words)
  }
}

extension Substring {
  /// Without blanks at its end.
  fileprivate var trimmed: String {
    var text = self
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
