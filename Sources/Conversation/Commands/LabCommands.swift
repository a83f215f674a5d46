import Knowledge
import LabValues
import Language
import Matching

/// `/labs` and `/trend`.
struct LabCommands: Sendable {
  let knowledge: Knowledge
  let reader: LabReader
  let words: FactWords
  let replies: ShortReplies

  private var wording: Wording { words.wording }

  /// The table of all results of a person, of the one in focus where nobody is named.
  func labs(_ argument: String, in session: Session) -> Reply {
    guard let session = session.focused(by: argument, knowledge.labs) else {
      return replies.unknownPerson("labs", argument)
    }
    var composer = ReplyComposer(.info, knowledge)
    guard let table = ResultTables(words).table(of: session, &composer) else {
      return replies.info(noResults(of: session.person))
    }
    if let person = session.person {
      composer.add(.heading(wording(.resultsOf, ["person": wording.name(of: person)])))
    }
    composer.add(.table(table))
    for text in DerivedWords(words).derived(in: session) { composer.add(text) }
    if !table.alerts.isEmpty { composer.raise(to: .now) }
    return composer.reply
  }

  /// One analyte of a person over time; without a name every one that was told more than once.
  func trend(_ argument: String, in session: Session) -> Reply {
    let (argument, session) = session.focused(byEndOf: argument, knowledge.labs)
    guard !argument.isEmpty else { return trends(in: session) }
    guard let id = analyteNamed(argument), let analyte = knowledge.labs.analyte(id) else {
      let names = knowledge.labs.analytes.map(\.label)
      let near =
        NearestName.meant(by: argument.lowercased(), among: names).map { "; did you mean \($0)?" }
        ?? ""
      return replies.badArgument(
        "trend", "knows no result named \(Line.cleaned(String(argument.prefix(40))))\(near)")
    }
    var composer = ReplyComposer(.info, knowledge)
    guard let trend = ResultTables(words).trend(of: id, in: session, &composer) else {
      return replies.info(noResult(analyte.label, of: session.person))
    }
    composer.add(.trend(trend))
    return composer.reply
  }

  private func trends(in session: Session) -> Reply {
    var composer = ReplyComposer(.info, knowledge)
    let trends = ResultTables(words).trends(in: session, &composer)
    guard !trends.isEmpty else { return replies.info(wording(.noTrends)) }
    for trend in trends { composer.add(.trend(trend)) }
    return composer.reply
  }

  private func noResults(of person: Person?) -> String {
    person == nil
      ? wording(.noLabs) : wording(.noLabsOf, ["person": wording.name(of: person)])
  }

  private func noResult(_ lab: String, of person: Person?) -> String {
    wording(.noLab, ["lab": words.named(lab, of: person)])
  }

  /// The analyte that a command names: "phos", "calcium_total".
  private func analyteNamed(_ text: String) -> String? {
    let reading = reader.read(text)
    let mentioned = reading.mentions.first { $0.kind == .analyte }?.fact
    let named = reading.named.first { knowledge.labs.analyte($0) != nil }
    return mentioned ?? named ?? knowledge.labs.analyte(text.lowercased())?.id
  }
}
