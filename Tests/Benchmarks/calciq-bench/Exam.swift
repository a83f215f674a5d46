import Conversation
import Knowledge
import KnowledgeFiles
import Matching
import Startup

/// The matcher on questions of which it is known what answers them.
///
/// A file of `section[,section…]<TAB>question`; a line without a section lies outside.
struct Exam {
  struct Question {
    var rights: [String]
    var text: String
  }

  let loader = Loading(intents: nil, environment: environment()) { print("note: \($0)") }
  let papers: [(name: String, questions: [Question])]

  init(_ files: [String]) {
    papers = files.map { file in
      (
        file,
        lines(of: file).compactMap { line in
          guard let tab = line.firstIndex(of: "\t") else { return nil }
          return Question(
            rights: line[..<tab].split(separator: ",").map(String.init),
            text: String(line[line.index(after: tab)...]))
        }
      )
    }
  }

  /// Learns and asks; with `most`, from so many phrases a section, spread over all of them.
  func measure(most: Int?, failures: Bool) throws {
    var knowledge = try Loading.knowledge(from: try loader.files())
    if let most {
      for index in knowledge.sections.indices {
        let section = knowledge.sections[index]
        let all = section.phrases + section.lines
        guard all.count > most else { continue }
        let some = (0..<most).map { all[$0 * all.count / most] }
        knowledge.sections[index].phrases = some.filter { !$0.place.file.hasSuffix(".txt") }
        knowledge.sections[index].lines = some.filter { $0.place.file.hasSuffix(".txt") }
      }
    }
    var assistant: Assistant?
    let phrases = knowledge.sections.reduce(0) { $0 + $1.phrases.count + $1.lines.count }
    try milliseconds("learn \(phrases) phrases", runs: 1) {
      let learning = try Learning(from: knowledge)
      print("parts: \(learning.parts.map(\.count)) bytes")
      assistant = Assistant(knowledge, learning)
    }
    guard let assistant else { return }
    for paper in papers { ask(paper.name, paper.questions, assistant, failures) }
  }

  private func ask(
    _ name: String, _ questions: [Question], _ assistant: Assistant, _ failures: Bool
  ) {
    var (first, third, kept, inside, outside, declined) = (0, 0, 0, 0, 0, 0)
    var whole = 0
    var bins = [(count: Int, right: Int, sum: Float)](repeating: (0, 0, 0), count: 10)
    for question in questions {
      let ranking = assistant.wants(of: question.text)
      let all = ranking.candidates.map { assistant.name(of: $0.want) }
      let names = ranking.sections.map { assistant.name(of: $0.want) }
      if let first = all.first, !question.rights.isEmpty, question.rights.contains(first) {
        whole += 1
      }
      let isDeclined =
        if ranking.decision == .abstain { true } else if case .outside = ranking.best?.want {
          true
        } else { false }
      guard !question.rights.isEmpty else {
        outside += 1
        if isDeclined { declined += 1 }
        if failures, !isDeclined {
          print(
            "  answered \(names.prefix(2)) \(ranking.best?.probability ?? 0) | \(question.text)")
        }
        continue
      }
      inside += 1
      let isRight = names.first.map { question.rights.contains($0) } ?? false
      if isRight { first += 1 }
      if names.prefix(3).contains(where: { question.rights.contains($0) }) { third += 1 }
      if isRight, ranking.decision != .abstain { kept += 1 }
      if ranking.decision != .abstain {
        let confidence = Float(ranking.best?.probability ?? 0)
        let bin = min(9, Int(confidence * 10))
        bins[bin].count += 1
        bins[bin].sum += confidence
        if isRight { bins[bin].right += 1 }
      }
      if failures, !isRight {
        print(
          "  \(question.rights.prefix(3).joined(separator: ",")) <- \(all.prefix(3).joined(separator: " ")) \(rounded(ranking.best?.probability ?? 0)) | \(question.text)"
        )
      }
    }
    print(
      "\(name): first \(percent(first, of: inside)), of three \(percent(third, of: inside)), "
        + "of all wants \(percent(whole, of: inside)), kept \(percent(kept, of: inside)) of \(inside); declined \(percent(declined, of: outside)) of \(outside)"
    )
    let table = bins.filter { $0.count > 0 }.map {
      "\(rounded(Double($0.sum) / Double($0.count))):\(percent($0.right, of: $0.count))/\($0.count)"
    }
    print("  confidence: right/of  \(table.joined(separator: "  "))")
  }
}
