package import Conversation
package import Knowledge
import Language

/// One fact line: `= labs  phosphate 6.8 mg/dL H`.
///
///     sign   =  exactly        ~  at least        !  must not
///     key    see FactKey       value  names with blanks between, entries with `;`, or "words"
package struct Fact: Sendable, Hashable {
  package enum Value: Sendable, Hashable {
    case kinds([Reply.Kind])
    case urgency(Urgency)
    /// Ids; empty for `none`.
    case names([String])
    case entries([FactEntry])
    case quoted(String)
  }

  package var sign: FactSign
  package var key: FactKey
  package var value: Value
  /// As written behind the key.
  package var written: String
  /// Counted from 1.
  package var line: Int

  /// What is wrong with a value.
  ///
  /// Cases and no sentences; `TranscriptProblem` has the wording.
  package enum Flaw: Error, Sendable, Hashable {
    case missingValue
    case unknownName(String, nearest: String?)
    case severalNames
    /// `~` for a key that has one value.
    case needsList
    /// `~ cites none`
    case emptyList
    case badEntry(String)
    case twice(String)
    /// No quotation marks around a text, or nothing between them.
    case unquoted
  }

  /// Reads what stands behind the key.
  ///
  /// - Parameters:
  ///   - text: without the blanks between key and value
  ///   - line: in the file, counted from 1
  /// - Throws: the first flaw in the value. Whether the ids exist is asked later, by
  ///   `KnowledgeNames`.
  package init(
    _ sign: FactSign, _ key: FactKey, parsing text: String, line: Int
  ) throws(Flaw) {
    guard !text.isEmpty else { throw .missingValue }
    if sign == .atLeast, key == .kind || key == .intent || key == .person {
      throw .needsList
    }
    self.sign = sign
    self.key = key
    self.line = line
    written = text
    switch key {
    case .kind: value = .kinds(try Self.kinds(text, isList: sign == .mustNot))
    case .urgency:
      guard let urgency = Urgency(rawValue: text) else {
        throw Self.unknown(text, among: Urgency.allCases.map(\.rawValue))
      }
      if sign == .atLeast, urgency == .none { throw .emptyList }
      value = .urgency(urgency)
    case .intent, .cites, .conditions, .medications, .person, .refined:
      let names = try Self.items(Self.joined(text), separator: " ", sign).map(Self.parted)
      if key == .intent || key == .person, sign == .exactly, names.count > 1 { throw .severalNames }
      value = .names(names)
    case .noted, .labs:
      var entries: [FactEntry] = []
      for item in try Self.items(text, separator: ";", sign) {
        guard let entry = FactEntry(parsing: item) else { throw .badEntry(item) }
        entries.append(entry)
      }
      value = .entries(entries)
    case .text:
      guard text.count > 2, text.first == "\"", text.last == "\"",
        text.dropFirst().dropLast().contains(where: { $0 != " " })
      else { throw .unquoted }
      value = .quoted(String(text.dropFirst().dropLast()))
    }
  }

  /// `mother: dialysis` is one item: its blank is bound to the colon while items are cut.
  private static func joined(_ text: String) -> String { text.replacing(": ", with: ":") }

  private static func parted(_ item: String) -> String { item.replacing(":", with: ": ") }

  private static func unknown(_ name: String, among names: [String]) -> Flaw {
    .unknownName(name, nearest: NearestName.closest(to: name, among: names))
  }

  private static func kinds(_ text: String, isList: Bool) throws(Flaw) -> [Reply.Kind] {
    let names = text.split(separator: " ").map(String.init)
    guard isList || names.count == 1 else { throw .severalNames }
    var kinds: [Reply.Kind] = []
    for name in names {
      guard let kind = Reply.Kind(rawValue: name) else {
        throw unknown(name, among: Reply.Kind.allCases.map(\.rawValue))
      }
      kinds.append(kind)
    }
    return kinds
  }

  private static func items(
    _ text: String, separator: Character, _ sign: FactSign
  ) throws(Flaw) -> [String] {
    let items = text.split(separator: separator, omittingEmptySubsequences: separator == " ")
      .map { Line.trimmed(String($0)) }
    if items == ["none"] {
      guard sign != .atLeast else { throw .emptyList }
      return []
    }
    var seen: Set<String> = []
    for item in items {
      guard !item.isEmpty, item != "none" else { throw .badEntry(item) }
      guard seen.insert(item).inserted else { throw .twice(item) }
    }
    return items
  }
}

extension Fact {
  /// Whether a turn is as the fact asserts.
  ///
  /// Lists are compared without their order. `! text` looks for the words in any case, since it
  /// guards against them; `=` and `~` want them as written.
  ///
  /// - Parameter answer: the lines of the answer, for `text` alone; their wrapping does not matter
  package func holds(_ facts: TurnFacts, answer: [String]) -> Bool {
    switch value {
    case .kinds(let kinds): kinds.contains(facts.kind) == (sign != .mustNot)
    case .urgency(let urgency):
      switch sign {
      case .exactly: facts.urgency == urgency
      case .atLeast: facts.urgency >= urgency
      case .mustNot: facts.urgency != urgency
      }
    case .names(let names): holds(names, facts)
    case .entries(let entries): holds(entries, key == .noted ? facts.noted : facts.labs)
    case .quoted(let words): holds(words, in: answer)
    }
  }

  private func holds(_ names: [String], _ facts: TurnFacts) -> Bool {
    let actual: [String] =
      switch key {
      case .intent: facts.intent.map { [$0] } ?? []
      case .cites: facts.cites
      case .conditions: facts.conditions
      case .medications: facts.medications
      case .person: facts.person.map { [$0] } ?? []
      default: facts.refined
      }
    return switch sign {
    case .exactly: names.sorted() == actual.sorted()
    case .atLeast: names.allSatisfy(actual.contains)
    case .mustNot: names.isEmpty ? !actual.isEmpty : !names.contains(where: actual.contains)
    }
  }

  private func holds(_ entries: [FactEntry], _ actual: [FactEntry]) -> Bool {
    func isThere(_ entry: FactEntry) -> Bool { actual.contains { entry.covers($0) } }
    return switch sign {
    case .exactly:
      entries.count == actual.count
        && entries.allSatisfy { entry in actual.contains { entry.isSame(as: $0) } }
    case .atLeast: entries.allSatisfy(isThere)
    case .mustNot: entries.isEmpty ? !actual.isEmpty : !entries.contains(where: isThere)
    }
  }

  private func holds(_ words: String, in answer: [String]) -> Bool {
    let text = Self.folded(answer.joined(separator: " "))
    let words = Self.folded(words)
    return switch sign {
    case .exactly: text == words
    case .atLeast: text.contains(words)
    case .mustNot: !text.lowercased().contains(words.lowercased())
    }
  }

  /// A text with every run of blanks as one, so that wrapping does not matter.
  private static func folded(_ text: String) -> String {
    text.split(whereSeparator: { $0 == " " || $0 == "\n" }).joined(separator: " ")
  }

  /// What came, as a transcript would write it under this key.
  ///
  /// For the difference that is shown: a list in its order, or the whole answer in quotation marks.
  package func actual(_ facts: TurnFacts, answer: [String]) -> String {
    facts.written(key) ?? "\"\(Self.folded(answer.joined(separator: " ")))\""
  }
}
