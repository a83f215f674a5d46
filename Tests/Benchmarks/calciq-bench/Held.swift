import Conversation
import KnowledgeFiles
import Language
import Matching
import Startup
import Storage

/// How well the matcher finds the sections of phrasings that it did not see: one in ten is held back.
struct Held {
  let loader = Loading(intents: nil, environment: environment()) { print("note: \($0)") }

  func measure() throws {
    let knowledge = try Loading.knowledge(from: loader.files())
    var set = try Learning.trainingSet(of: knowledge)
    let isHeld = set.examples.map {
      $0.origin.map { ContentHash.of(Array("\($0)".utf8)[...]) % 10 == 0 } ?? false
    }
    let asked = zip(set.examples, isHeld).filter(\.1).map(\.0)
    set.examples = zip(set.examples, isHeld).filter { !$0.1 }.map(\.0)
    // An outside line in ten is held back too.
    let strays = set.outOfScope.filter { ContentHash.of(Array($0.utf8)[...]) % 10 == 0 }
    set.outOfScope = set.outOfScope.filter { ContentHash.of(Array($0.utf8)[...]) % 10 != 0 }
    let clock = ContinuousClock()
    let start = clock.now
    let model = RankingModel.trained(on: set)
    print("learned in \(start.duration(to: clock.now)), \(model.encoded().count / 1000) kB")
    var (right, near, kept, sure) = (0, 0, 0, 0)
    for example in asked {
      let ranking = model.rank(example.text)
      if ranking.best?.label == example.label {
        right += 1
        if ranking.inScope >= 0.5 { kept += 1 }
        if (ranking.best?.probability ?? 0) >= 0.6 { sure += 1 }
      }
      if ranking.candidates.prefix(3).contains(where: { $0.label == example.label }) { near += 1 }
    }
    let declined = strays.count { model.rank($0).inScope < 0.5 }
    func share(_ part: Int, _ all: Int) -> String {
      "\((Double(part) * 1000 / Double(max(1, all))).rounded() / 10) %"
    }
    print(
      "\(asked.count) hidden: \(share(right, asked.count)) first, \(share(near, asked.count)) of three, "
        + "\(share(kept, asked.count)) first and answered; \(share(declined, strays.count)) of \(strays.count) declined"
    )
  }
}
