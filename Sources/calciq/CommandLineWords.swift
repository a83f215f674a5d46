import ArgumentParser

/// The words of the command line, put into the order that the argument parser wants.
///
///     --width 60 ask why            →  ask --width 60 why
///     "what is calciphylaxis"       →  ask "what is calciphylaxis"
///     asl why                       →  no command 'asl'; did you mean 'ask'?
struct CommandLineWords {
  private let words: [String]
  /// The names that the program knows, in the order in which help lists them.
  private let commands: [String]

  init(_ words: [String], commands: [String]) {
    self.words = words
    self.commands = commands
  }

  /// The words with their command first; throws a `ValidationError` for a command misspelt.
  ///
  /// A line without a command is a question; one with nothing but options opens the shell. What
  /// follows the command keeps its order.
  func resolved() throws -> [String] {
    try refuseTwoFolders()
    var place = 0
    while place < words.count, words[place].hasPrefix("-"), words[place] != "-" {
      place += Self.optionsWithValue.contains(words[place]) ? 2 : 1
    }
    guard place < words.count else { return words }
    let options = words[..<place]
    let rest = words[place...]
    let first = words[place]
    if first == "help", let wanted = rest.dropFirst().first, !wanted.hasPrefix("-"),
      !commands.contains(wanted)
    {
      let hint = near(wanted).map { "; did you mean '\($0)'?" } ?? ""
      throw ValidationError("no command '\(wanted)'\(hint)")
    }
    if commands.contains(first) { return [first] + options + rest.dropFirst() }
    if let near = near(first) {
      throw ValidationError(
        "no command '\(first)'; did you mean '\(near)'? To ask a question, write: calciq ask …")
    }
    return ["ask"] + options + rest
  }

  /// One folder is asked at a time: the second would stand in the place of the first without a word.
  private func refuseTwoFolders() throws {
    let named = words.prefix { $0 != "--" }.filter {
      $0 == Self.folder || $0.hasPrefix("\(Self.folder)=")
    }
    guard named.count < 2 else {
      throw ValidationError(
        "\(Self.folder) stands twice; one folder is asked at a time. Put the sections of both into one folder."
      )
    }
  }

  private static let folder = "--intents"

  private static let optionsWithValue: Set<String> = [
    "--intents", "--color", "--width", "--fact", "--with", "--unanswered",
  ]

  /// The command that one word may have been meant for: one letter more, less, other or exchanged.
  ///
  /// - Returns: `nil` for words of fewer than 3 or more than 10 letters: they are the beginning of
  ///   a question.
  private func near(_ word: String) -> String? {
    guard word.count >= 3, word.count <= 10, word.allSatisfy({ $0.isLetter && $0.isLowercase })
    else { return nil }
    return commands.first { $0 != word && Self.isOneSlip(Array(word.utf8), Array($0.utf8)) }
  }

  private static func isOneSlip(_ typed: [UInt8], _ meant: [UInt8]) -> Bool {
    guard abs(typed.count - meant.count) <= 1 else { return false }
    let head = zip(typed, meant).prefix { $0 == $1 }.count
    let tail = zip(typed.dropFirst(head).reversed(), meant.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    let left = typed.count - head - tail
    let right = meant.count - head - tail
    if left <= 1, right <= 1 { return true }
    return left == 2 && right == 2 && typed[head] == meant[head + 1]
      && typed[head + 1] == meant[head]
  }
}
