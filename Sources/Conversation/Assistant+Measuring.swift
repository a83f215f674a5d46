package import Knowledge
package import Language
package import Matching

/// The matcher behind the answers, for whoever measures it alone.
extension Assistant {
  /// The sections that a question may mean, without rules, session or wording.
  package func ranking(of question: String) -> Ranking {
    listener.model.rank(normalizer.normalize(question).canonical)
  }

  /// Whether any word of a text says what it is about: one that is neither a number nor so common
  /// that every line may have it.
  package func tells(_ text: String) -> Bool {
    normalizer.normalize(text).canonical.contains { word in
      word.number == nil && !normalizer.isPlain(word)
    }
  }
}

extension Assistant {
  /// What a line may want; what its patterns found is evidence beside its words.
  func wants(of line: NormalizedLine, _ findings: Findings) -> Wants {
    var hints: [RankingHint] = []
    for finding in findings.all where !finding.isLikeness {
      guard let want = WantTable.want(of: finding.meaning, in: knowledge),
        let label = wantTable.label(of: want), !hints.contains(where: { $0.label == label })
      else { continue }
      // A pattern of an act is often one word, and says little alone.
      let isAct = if case .act = want { true } else { false }
      hints.append(
        RankingHint(label: label, gain: isAct ? 0.15 : 0.35, least: isAct ? 0.3 : 0.6))
    }
    return wants(in: listener.model.rank(line.canonical, limit: 10, hints: hints))
  }

  /// A ranking as wants.
  func wants(in ranking: Ranking) -> Wants {
    Wants(
      candidates: ranking.candidates.map { candidate in
        Wants.Candidate(
          want: wantTable.wants[candidate.label],
          probability: Double(candidate.probability * ranking.inScope),
          score: Double(candidate.score))
      },
      decision: ranking.decision, inScope: Double(ranking.inScope),
      isVerbatim: ranking.isVerbatim, unknownWords: Double(ranking.unknownWords))
  }

  /// What a line typed by itself may want: for whoever measures it.
  package func wants(of text: String) -> Wants {
    let line = normalizer.normalize(text)
    return wants(of: line, listener.book.findings(in: line.words))
  }

  /// The name of a want: the id of a section, or `role/id`.
  package func name(of want: Want) -> String {
    wantTable.label(of: want).map { wantTable.names[$0] } ?? ""
  }
}

/// Why a line was answered so.
extension Assistant {
  /// The reading of a question: what was corrected, which rules spoke, terms, views, runners-up.
  package func explanation(of question: String) -> String {
    commands.browsing.explanation.lines(of: question)
  }

  /// What a line leads to, in a few lines: the kind of its reply, what speaks for dangers, the section.
  ///
  /// - Parameter turns: lines of one conversation, the last of which is told about
  package func trial(of turns: [String]) -> String {
    var session = Session()
    var reply = Reply(.error)
    var understood: Understanding?
    for turn in turns {
      var before = session
      before.turn += 1
      understood = listener.understand(turn, in: before)
      reply = self.reply(to: turn, in: &session)
    }
    return commands.browsing.explanation.lines(of: reply, to: understood)
      .joined(separator: "\n  ")
  }
}

extension Learning {
  /// The steps of reading those parts, each alone: for measuring.
  package static func steps(
    _ parts: ArraySlice<SharedBytes>, _ knowledge: Knowledge
  ) -> [(name: String, work: () throws -> Void)] {
    let parts = Array(parts)
    guard parts.count == 9 else { return [] }
    return [
      ("rules", { _ = try RuleBook(rules: parts[0], patterns: parts[1], knowledge) }),
      ("normalizer", { _ = try Normalizer(decoding: parts[2]) }),
      ("model", { _ = try RankingModel(decoding: parts[3], isVerified: true) }),
      ("kinds", { _ = try KindModel(decoding: parts[4]) }),
      (
        "wording and index",
        {
          _ = Wording(knowledge)
          _ = SectionIndex(knowledge)
          _ = LineWords(knowledge.dialogue)
        }
      ),
    ]
  }
}
