import Conversation
import Knowledge
import KnowledgeFiles
import Matching
import Startup

/// The matcher on a table of intents that nobody here has made.
///
/// The folder of the table holds `val.tsv` and `oos_val.tsv` (`intent<TAB>utterance`); the folder of
/// work holds `intents/`, made of its training part, and `damaged.tsv`, the questions with one word
/// of each damaged. See `make bench`.
struct IntentTable {
  /// A question, and the intent that it should reach.
  struct Question {
    var intent: String
    var text: String
  }

  let inside: [Question]
  let outside: [Question]
  let damaged: [Question]
  let work: String

  init(table: String, work: String) {
    inside = Self.read(table + "/val.tsv")
    outside = Self.read(table + "/oos_val.tsv")
    damaged = Self.read(work + "/damaged.tsv")
    self.work = work
  }

  private static func read(_ path: String) -> [Question] {
    lines(of: path).compactMap { line in
      guard let tab = line.firstIndex(of: "\t") else { return nil }
      return Question(intent: String(line[..<tab]), text: String(line[line.index(after: tab)...]))
    }
  }

  func measure() throws {
    let loader = Loading(
      intents: work + "/intents", environment: ["XDG_CACHE_HOME": work + "/cache"])
    let files = try loader.files()
    var learned: (Knowledge, Learning)?
    try milliseconds("load, cold: read and learn", runs: 1) {
      learned = try loader.learn(from: files)
    }
    guard let (knowledge, learning) = learned else { return }
    print("memory after learning: \(peakMemory()) MB")
    print("model: \(learning.parts.map(\.count)) bytes")
    try loader.keep(try loader.compiled())
    try milliseconds("load, compiled") { _ = try loader.assistant() }
    let assistant = Assistant(knowledge, learning)
    print(
      "\(knowledge.sections.count) intents, "
        + "\(knowledge.sections.reduce(0) { $0 + $1.phrases.count }) phrasings")
    accuracy(of: assistant)
    let texts = inside.map(\.text)
    print(
      "one question: \(rounded(mean(costs(texts, rounds: 3) { _ = assistant.ranking(of: $0) }))) µs"
    )
    let right = damaged.count { isRight($0, assistant) }
    print("one word of each damaged: \(percent(right, of: damaged.count))")
    try fewPhrasings(of: knowledge)
  }

  /// The names of the intents stand in the citations, as they were in the table.
  private func isRight(_ question: Question, _ assistant: Assistant) -> Bool {
    let best = assistant.ranking(of: question.text).candidates.first
    return best.map { name($0.label, assistant) } == question.intent
  }

  private func name(_ label: Int, _ assistant: Assistant) -> String {
    assistant.knowledge.sections[label].body.citations.first?.section ?? ""
  }

  private func accuracy(of assistant: Assistant) {
    var (right, kept, lost, top) = (0, 0, 0, 0)
    for question in inside {
      let ranking = assistant.ranking(of: question.text)
      let names = ranking.candidates.map { name($0.label, assistant) }
      if names.first == question.intent { right += 1 }
      if names.prefix(3).contains(question.intent) { top += 1 }
      if ranking.decision == .abstain {
        lost += 1
      } else if names.first == question.intent {
        kept += 1
      }
    }
    let refused = outside.count { assistant.ranking(of: $0.text).decision == .abstain }
    let recall = Double(refused) / Double(max(1, outside.count))
    let falseShare = Double(lost) / Double(max(1, inside.count))
    // The test split of CLINC150 has 4,500 questions in scope and 1,000 out of scope.
    let (good, bad) = (recall * 1_000, falseShare * 4_500)
    print("in scope, without abstaining: \(percent(right, of: inside.count))")
    print("in scope, among the first three: \(percent(top, of: inside.count))")
    print("in scope, with abstaining: \(percent(kept, of: inside.count))")
    print("out of scope, recall: \(percent(refused, of: outside.count))")
    print("out of scope, precision here: \(percent(refused, of: refused + lost))")
    print("out of scope, precision at 4,500 to 1,000: \(percent(good, of: good + bad))")
  }

  /// Hand-written knowledge has few phrasings of each thing.
  private func fewPhrasings(of knowledge: Knowledge) throws {
    for count in [5, 10, 20] {
      var few = knowledge
      for index in few.sections.indices {
        // From all over the list: neighbours in such a table often come from one person.
        let all = few.sections[index].phrases
        few.sections[index].phrases =
          all.count <= count ? all : (0..<count).map { all[$0 * all.count / count] }
      }
      let assistant = try Assistant.learned(from: few)
      let right = inside.count { isRight($0, assistant) }
      print("with \(count) phrasings an intent: \(percent(right, of: inside.count))")
    }
  }
}
