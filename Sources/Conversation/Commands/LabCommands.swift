import Knowledge
import LabValues
import Language
import Matching

/// `/labs` and `/trend`.
extension Assistant {
  /// The table of all results of a person, of the one in focus where nobody is named.
  func labs(_ argument: String, in session: Session) -> Reply {
    guard let session = session.focused(by: argument, knowledge.labs) else {
      return unknownPerson("labs", argument)
    }
    var composer = ReplyComposer(.info, knowledge)
    guard let table = ResultTables(words).table(of: session, &composer) else {
      return info(noResults(of: session.person))
    }
    if let person = session.person {
      composer.add(.heading(wording(.resultsOf, ["person": wording.name(of: person)])))
    }
    composer.add(.table(table))
    for text in DerivedWords(words).derived(in: session) { composer.add(text) }
    if !table.alerts.isEmpty { composer.raise(to: .now) }
    return composer.reply
  }

  /// One analyte of a person over time.
  func trend(_ argument: String, in session: Session) -> Reply {
    guard !argument.isEmpty else { return badArgument("trend", "takes the name of a result") }
    let (argument, session) = session.focused(byEndOf: argument, knowledge.labs)
    guard let id = analyteNamed(argument), let analyte = knowledge.labs.analyte(id) else {
      let names = knowledge.labs.analytes.map(\.label)
      let near =
        NearestName.meant(by: argument.lowercased(), among: names).map { "; did you mean \($0)?" }
        ?? ""
      return badArgument(
        "trend", "knows no result named \(Line.cleaned(String(argument.prefix(40))))\(near)")
    }
    var composer = ReplyComposer(.info, knowledge)
    guard let trend = ResultTables(words).trend(of: id, in: session, &composer) else {
      return info(noResult(analyte.label, of: session.person))
    }
    composer.add(.trend(trend))
    return composer.reply
  }
}
