package import Conversation

/// Questions that stayed open, put together by likeness, with lines that can be pasted as phrases.
///
///     3 times, nearest calcinosis/diet (12 %)
///       - can somebody eat bananas
///       - are bananas allowed
package struct OpenQuestionReport: Sendable {
  private struct Group {
    var texts: [(text: String, count: Int)]
    var terms: Set<String>
    var count: Int { texts.reduce(0) { $0 + $1.count } }
  }

  /// Two questions of at least this share of common words are alike; found by trial.
  private static let likeness = 0.5
  /// So many wordings of a group are shown.
  private static let mostShown = 8

  private let questions: [OpenQuestion]
  /// Lines that could not be read.
  package let unread: Int

  /// - Parameter text: what `--unanswered` wrote, a question a line; other lines are counted in
  ///   `unread`
  package init(_ text: String) {
    let lines = text.split(separator: "\n")
    questions = lines.compactMap { OpenQuestion(reading: $0) }
    unread = lines.count - questions.count
  }

  /// The report, a line each.
  ///
  /// - Returns: the sum, then a group after another with an empty line before each.
  package func lines(_ assistant: Assistant) -> [String] {
    let groups = groups(assistant)
    let declined = questions.count { $0.kind == .declined }
    var lines = [
      "\(questions.count) questions in \(groups.count) groups: \(declined) declined,"
        + " \(questions.count - declined) uncertain"
    ]
    for group in groups {
      let nearest = assistant.nearestSection(to: assistant.unmasked(group.texts[0].text))
      let place = nearest.map { ", nearest \($0.id) (\($0.percent) %)" } ?? ""
      lines += ["", "\(group.count) \(group.count == 1 ? "time" : "times")\(place)"]
      lines += group.texts.prefix(Self.mostShown).map { Self.phrase(assistant.unmasked($0.text)) }
      let rest = group.texts.count - Self.mostShown
      if rest > 0 { lines.append("  # and \(rest) more") }
    }
    return lines
  }

  /// A phrase as it stands in a file of the folder.
  private static func phrase(_ text: String) -> String { "  - \(text)" }

  /// The most asked first; of two asked as often the first by alphabet.
  ///
  /// Greedy: a question joins the first group that it is like, so that the order of counts decides.
  /// The same file gives the same groups.
  private func groups(_ assistant: Assistant) -> [Group] {
    let counted = Dictionary(grouping: questions, by: \.text)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    var groups: [Group] = []
    for (text, same) in counted {
      let terms = assistant.tellingWords(of: same[0])
      let place = groups.firstIndex { Self.likeness(of: $0.terms, terms) >= Self.likeness }
      if let place {
        groups[place].texts.append((text, same.count))
      } else {
        groups.append(Group(texts: [(text, same.count)], terms: terms))
      }
    }
    return groups.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element)
  }

  /// The Jaccard index of their telling words: 1 for the same, 0 for none in common.
  private static func likeness(of one: Set<String>, _ two: Set<String>) -> Double {
    let all = one.union(two).count
    return all == 0 ? 1 : Double(one.intersection(two).count) / Double(all)
  }
}
