import Knowledge
import LabValues
import Language
import Matching

/// `/sources`, `/sections`, `/show` and `/why`.
struct BrowseCommands: Sendable {
  let knowledge: Knowledge
  let index: SectionIndex
  let listener: Listener
  let writer: Writer
  let explanation: Explanation
  let replies: ShortReplies

  private var wording: Wording { replies.wording }
  private var normalizer: Normalizer { listener.normalizer }

  func sources() -> Reply {
    var composer = ReplyComposer(.info, knowledge)
    composer.add(.heading(knowledge.title))
    // What is built in is listed where ranges are cited that the author wrote.
    let hasRanges = !knowledge.labs.analytes.isEmpty
    let listed = knowledge.sources.filter {
      !$0.place.isBuiltIn || ($0.id == ReplyCitation.labSource && hasRanges)
    }
    composer.add(
      .list(
        listed.map { source in
          let author = source.author.map { ", \($0)" } ?? ""
          let trust = source.trust.isEmpty ? "" : " \(source.trust)"
          let title = source.label.hasPrefix(source.title) ? "" : ", “\(source.title)”"
          return "\(source.label)\(author)\(title) (\(source.id)).\(trust)"
        }))
    return composer.reply
  }

  func sections(_ argument: String) -> Reply {
    var composer = ReplyComposer(.info, knowledge)
    if argument.isEmpty {
      composer.add(
        .list(
          knowledge.topics.map { topic in
            let count = knowledge.sections.count { $0.topic == topic.id }
            return "\(topic.id) (\(count)): \(topic.blurb)"
          }))
      return composer.reply
    }
    let named = listener.book.findings(in: normalizer.normalize(argument).words).topics.first
    let id = named.map { knowledge.topics[$0.index].id } ?? argument.lowercased()
    let found = knowledge.sections.filter { $0.topic == id }
    guard !found.isEmpty else {
      let near = NearestName.meant(by: argument.lowercased(), among: knowledge.topics.map(\.id))
      let hint = near.map { "; did you mean \($0)?" } ?? ", see /sections"
      return replies.badArgument(
        "sections", "knows no topic named \(Line.cleaned(String(argument.prefix(40))))\(hint)")
    }
    composer.add(.list(found.map { "\($0.id): \($0.title)" }))
    return composer.reply
  }

  func shown(_ argument: String, in session: inout Session) -> Reply {
    guard let section = index.sections[argument.lowercased()] else {
      let near = sectionMeant(by: argument.lowercased())
      let hint = near.map { "; did you mean \($0)?" } ?? ", see /sections"
      return replies.badArgument(
        "show", "knows no section named \(Line.cleaned(String(argument.prefix(60))))\(hint)")
    }
    let shown = writer.shown(section, in: session)
    session = shown.session
    return shown.reply
  }

  /// The section that a name may have been meant for: of a topic the one that says what it is.
  private func sectionMeant(by name: String) -> String? {
    let topics = knowledge.topics.map(\.id)
    if !name.contains("/"), let topic = NearestName.meant(by: name, among: topics) {
      return (index.cells(topic, .definition).first ?? index.sections(of: topic).first)?.id
    }
    return NearestName.meant(by: name, among: knowledge.sections.map(\.id))
  }

  /// What a citation of the last answer rests on.
  func opened(_ argument: String, in session: inout Session) -> Reply {
    let typed = argument.filter { $0 != "[" && $0 != "]" }
    guard let number = argument.isEmpty ? 1 : Int(typed), number > 0 else {
      return replies.badArgument(
        "open", "takes the number of a source of the last answer, as in /open 2")
    }
    let opened = writer.opened(number, in: session)
    session = opened.session
    return opened.reply
  }

  /// Two subjects side by side.
  func compared(_ argument: String, in session: inout Session) -> Reply {
    let words = normalizer.normalize(argument).words
    let topics = listener.book.findings(in: words).topics.map { knowledge.topics[$0.index].id }
    let asked = ComparisonAsked(index: index, knowledge: knowledge)
    let facets = asked.common.filter { facet in
      topics.prefix(2).contains { index.cell($0, facet) != nil }
    }
    guard topics.count >= 2, !facets.isEmpty else {
      let kinds = knowledge.topics.filter(\.isKind).prefix(2).map(\.id)
      return replies.badArgument(
        "compare", "takes two kinds, as in /compare \(kinds.joined(separator: " "))")
    }
    let compared = writer.compared(Array(topics.prefix(2)), facets, in: session)
    session = compared.session
    return compared.reply
  }

  /// Whether answers are given as to a clinician.
  func detail(_ argument: String, in session: inout Session) -> Reply {
    switch argument.lowercased() {
    case "on": session.choosesDetail = true
    case "off": session.choosesDetail = false
    default: return replies.badArgument("detail", "takes on or off")
    }
    return replies.info(wording(session.isDetailed ? .detailOn : .detailOff))
  }

  /// Why the last reply was given: one sentence, and with `all` everything that was found in the line.
  func why(_ argument: String, in session: Session) -> Reply {
    guard let reason = session.reason else { return replies.info(wording(.noFocus)) }
    guard argument.lowercased() == "all", let last = session.last else {
      return replies.info(reason)
    }
    var composer = ReplyComposer(.info, knowledge)
    composer.add(.text(reason))
    composer.add(.heading(wording(.lastExplained)))
    composer.add(.text(explanation.lines(of: last.question)))
    return composer.reply
  }
}
