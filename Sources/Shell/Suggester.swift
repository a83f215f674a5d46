/// The words that Tab completes, given by the program: none of them stands in this room.
package struct CompletionWords: Sendable, Hashable {
  /// Ids of sections, such as `topic/facet`.
  package var sections: [String]
  package var topics: [String]
  /// Names of results as people type them.
  package var analytes: [String]
  /// Units of results, offered behind a number.
  package var units: [String]
  /// Questions that can be asked.
  package var samples: [String]

  package init(
    sections: [String] = [], topics: [String] = [], analytes: [String] = [], units: [String] = [],
    samples: [String] = []
  ) {
    self.sections = sections
    self.topics = topics
    self.analytes = analytes
    self.units = units
    self.samples = samples
  }

  /// Reads words as a program or a server lists them: each behind its kind.
  ///
  ///     section calciphylaxis/treatment
  ///     topic calciphylaxis
  ///     lab phosphate
  ///     unit mmol/L
  ///     question What is calciphylaxis?
  package init(lines: [String]) {
    self.init()
    for line in lines {
      guard let blank = line.firstIndex(of: " ") else { continue }
      let word = String(line[blank...].dropFirst())
      switch line[..<blank] {
      case "section": sections.append(word)
      case "topic": topics.append(word)
      case "lab": analytes.append(word)
      case "unit": units.append(word)
      case "question": samples.append(word)
      default: break  // of a newer server
      }
    }
  }
}

/// Offers completions and hints from what was typed before and what can be typed.
///
///     /tre        commands          calciphy   names of results and topics, and whole questions
///     /show ca    ids of sections   6.8 m      units, behind a number
struct Suggester: Sendable {
  static let offerLimit = 12

  var words: CompletionWords
  var commands: [CommandWord] = CommandWord.all
  /// Earlier lines, oldest first.
  var recent: [String] = []

  /// Where the part to replace starts, as a UTF-8 offset of the head, and the offers for it.
  ///
  /// Earlier lines come first, the newest leading; at most 12 where anything may be meant.
  func offers(for head: String) -> (from: Int, offers: [LineEditor.Offer]) {
    guard !head.contains("\n") else { return (head.utf8.count, []) }
    if let command = Self.command(in: head) {
      let found = commandOffers(for: command)
      return (head.utf8.count - command.utf8.count + found.from, found.offers)
    }
    let questions = Self.starting(with: head, in: recent.reversed() + words.samples)
    if !questions.isEmpty || head.isEmpty {
      return (0, questions.prefix(Self.offerLimit).map { LineEditor.Offer($0) })
    }
    let typed = head.split(separator: " ", omittingEmptySubsequences: false)
    let last = typed.last ?? ""
    let isAfterNumber = typed.dropLast().last?.last?.isNumber == true
    guard isAfterNumber || last.count >= 2 else { return (head.utf8.count, []) }
    let names = Self.starting(
      with: String(last), in: isAfterNumber ? words.units : words.analytes + words.topics)
    return (
      head.utf8.count - last.utf8.count,
      names.prefix(Self.offerLimit).map { LineEditor.Offer($0) }
    )
  }

  /// The command that a line is, without the blanks that may stand before it.
  private static func command(in line: String) -> String? {
    let typed = line.drop(while: \.isWhitespace)
    return typed.first == "/" ? String(typed) : nil
  }

  private func commandOffers(for head: String) -> (from: Int, offers: [LineEditor.Offer]) {
    guard let blank = head.firstIndex(of: " ") else {
      let lower = head.lowercased()
      let found = commands.filter { $0.name.hasPrefix(lower) }
      return (0, found.map { LineEditor.Offer($0.name, note: $0.note) })
    }
    let argument = String(head[head.index(after: blank)...])
    guard let command = commands.first(where: { $0.name == head[..<blank].lowercased() }) else {
      return (head.utf8.count, [])
    }
    let values: [String] =
      switch command.argument {
      case .none: []
      case .command: commands.map { String($0.name.dropFirst()) }
      case .section: words.sections
      case .topic: words.topics
      case .analyte: words.analytes
      case .fact(let others): others + words.analytes
      case .choice(let choices): choices
      }
    let found = Self.starting(with: argument, in: values, isWholeOffered: true)
    return (head.utf8.count - argument.utf8.count, found.map { LineEditor.Offer($0) })
  }

  /// What would continue the line, or what the command on it expects.
  ///
  /// - Returns: `nil` for fewer than two letters, and for a line that nothing continues.
  func hint(for line: String) -> LineEditor.Hint? {
    let typed = Self.command(in: line)
    if let typed {
      if let command = commands.first(where: { $0.name == typed }) {
        return LineEditor.Hint("  " + command.note, isInsertable: false)
      }
      let found = commands.filter { $0.name.hasPrefix(typed) }
      if found.count == 1, let rest = Self.rest(of: found[0].name, after: typed) {
        return LineEditor.Hint(rest, isInsertable: true)
      }
    }
    guard line.count >= 2 else { return nil }
    for text in recent.reversed() + (typed == nil ? words.samples : [])
    where !text.contains("\n") {
      if let rest = Self.rest(of: text, after: line) {
        return LineEditor.Hint(rest, isInsertable: true)
      }
    }
    return nil
  }

  private static func rest(of text: String, after head: String) -> String? {
    guard text.count > head.count, text.prefix(head.count).lowercased() == head.lowercased() else {
      return nil
    }
    return String(text.dropFirst(head.count))
  }

  /// The texts that start so, letter case aside, in order and each once.
  private static func starting(
    with head: String, in texts: [String], isWholeOffered: Bool = false
  ) -> [String] {
    let head = head.lowercased()
    var found: [String] = []
    for text in texts where !text.contains("\n") && !text.hasPrefix("/") {
      let lower = text.lowercased()
      let isLonger = isWholeOffered || lower != head
      if lower.hasPrefix(head), isLonger, !found.contains(text) { found.append(text) }
    }
    return found
  }
}
