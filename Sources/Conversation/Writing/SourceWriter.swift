import Knowledge
import LabValues

/// Opens what the last answer stands on: the document with its age and who stands behind it, the place
/// in it, and what it says there in our words. Of a note or a table of ours it says so, and what that
/// rests on.
struct SourceWriter: Sendable {
  private let knowledge: Knowledge
  private let wording: Wording
  private let facts: [String: SourceFact]
  private let sources: [String: Source]

  init(_ knowledge: Knowledge, _ wording: Wording) {
    self.knowledge = knowledge
    self.wording = wording
    sources = Dictionary(
      knowledge.sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    facts = Dictionary(
      knowledge.sources.flatMap(\.facts).map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The most statements of one place that are listed.
  private static let most = 12

  /// The sentence behind the last answer: what the place says on which most of it rests.
  func sentence(_ draft: inout Draft) {
    let citations = draft.session.last?.citations ?? []
    guard !citations.isEmpty else { return info(.sourcesNone, [:], &draft) }
    let places = citations.indices.filter {
      sources[citations[$0].citation.source]?.isDocument == true
    }
    let most = places.max { one, two in
      (citations[one].facts.count, two) < (citations[two].facts.count, one)
    }
    open((most ?? 0) + 1, &draft)
    draft.composer.reply.intent = "act/sentence"
  }

  /// What a citation of the last answer rests on.
  func open(_ number: Int, _ draft: inout Draft) {
    guard let last = draft.session.last, !last.citations.isEmpty else {
      return info(.sourcesNone, [:], &draft)
    }
    guard last.citations.indices.contains(number - 1) else {
      let count = "\(last.citations.count)"
      return info(.cannotOpen, ["number": "\(number)", "count": count], &draft)
    }
    let cited = last.citations[number - 1]
    draft.composer.settle(.answer)
    draft.composer.reply.intent = "act/open"
    draft.isOnLast = true
    let marker = draft.composer.number(of: cited.citation, facts: cited.facts)
    guard let source = sources[cited.citation.source] else { return }
    draft.composer.add(.text("\(head(source, cited.citation)) [\(marker)]"))
    if source.isDocument {
      document(source, cited, marker, number, &draft)
    } else if let note = knowledge.notes.first(where: { $0.title == cited.citation.section }) {
      ours(note, marker, &draft)
    } else {
      let analyte = knowledge.labs.analytes.first { $0.name == cited.citation.section }
      if let analyte { table(analyte, marker, &draft) }
    }
    guard last.citations.count > number else { return }
    draft.composer.add(.text(wording(.openHint, ["number": "\(number + 1)"])))
  }

  private func info(_ key: Wording.Key, _ values: [String: String], _ draft: inout Draft) {
    draft.composer.settle(.info)
    draft.composer.add(.text(wording(key, values)))
  }

  /// "iLive 2025: “Calcinosis: Causes, Symptoms, and Treatment”, updated 27 October 2025. Place: Why it
  /// occurs. Nobody is named …"
  private func head(_ source: Source, _ place: Citation) -> String {
    var title = source.isDocument ? "\(source.label): “\(source.title)”" : source.label
    if let author = source.author { title += ", " + wording(.openBy, ["author": author]) }
    if let updated = source.updated { title += ", " + wording(.openUpdated, ["date": updated]) }
    var sentences = [title + ".", wording(.openPlace, ["place": place.section])]
    if let reviewed = source.reviewed { sentences.append(reviewed) }
    if !source.trust.isEmpty { sentences.append(source.trust) }
    return sentences.joined(separator: " ")
  }

  /// What a document says at a place; where that is not known, our sentences that stand on it.
  private func document(
    _ source: Source, _ cited: ReplyCitation, _ marker: Int, _ number: Int, _ draft: inout Draft
  ) {
    let told = cited.facts.sorted().compactMap { facts[$0]?.text }
    let lines = told.isEmpty ? sentences(on: number, of: draft.session.last) : told
    if !lines.isEmpty {
      draft.composer.add(.heading(wording(.sentence)))
      draft.composer.add(.list(lines.prefix(Self.most).map { "\($0) [\(marker)]" }))
    }
    if let address = source.address {
      draft.composer.add(.text(wording(.openAddress, ["address": address])))
    }
    draft.notes += knowledge.notes.filter { note in
      note.severity == .a && note.corrects.contains { cited.facts.contains($0) }
    }.map(\.id)
  }

  /// A note of ours: what the documents say that it is about.
  private func ours(_ note: Note, _ marker: Int, _ draft: inout Draft) {
    draft.composer.add(.text("\(note.text) [\(marker)]"))
    let said = note.says.map { saying -> String in
      let citation = saying.citations.first ?? Citation(source: "", section: "")
      let marker = draft.composer.number(of: citation, facts: saying.facts)
      return "\(sources[citation.source]?.label ?? ""): \(saying.text) [\(marker)]"
    }
    guard said.isEmpty else {
      draft.composer.add(.heading(wording(.openRests)))
      return draft.composer.add(.list(said))
    }
    let about = knowledge.sources.flatMap { source in
      source.facts.filter { note.corrects.contains($0.id) }.map { fact -> String in
        let place = Citation(source: source.id, section: source.title)
        let marker = draft.composer.number(of: place, facts: [fact.id])
        return "\(source.label): \(fact.text) [\(marker)]"
      }
    }
    guard !about.isEmpty else { return }
    draft.composer.add(.heading(wording(.openAbout)))
    draft.composer.add(.list(Array(about.prefix(Self.most))))
  }

  /// A row of our table: from where its interval comes.
  private func table(_ analyte: Analyte, _ marker: Int, _ draft: inout Draft) {
    guard !analyte.reference.source.isEmpty else { return }
    // A document of the folder may be named by its id.
    let named = analyte.reference.source
    let source = sources[named]?.label ?? named
    draft.composer.add(.text(wording(.openTable, ["source": source]) + " [\(marker)]"))
  }

  /// Our sentences of a reply that carry a marker.
  private func sentences(on number: Int, of last: Session.LastAnswer?) -> [String] {
    (last?.blocks ?? []).flatMap { block -> [String] in
      switch block {
      case .text(let text), .caution(let text): Self.sentences(of: text, on: number)
      case .sideBySide(let table):
        table.rows.flatMap(\.cells).filter { $0.contains("[\(number)]") }.map(Self.unmarked)
      case .list(let items): items.filter { $0.contains("[\(number)]") }.map(Self.unmarked)
      default: []
      }
    }
  }

  /// The lines of a text with a marker, each up to it.
  private static func sentences(of text: String, on number: Int) -> [String] {
    let mark = "[\(number)]"
    var found: [String] = []
    for line in text.split(separator: "\n") where line.contains(mark) {
      var sentence = ""
      for part in line.split(separator: " ") {
        sentence += sentence.isEmpty ? String(part) : " \(part)"
        guard part.hasSuffix("]") || part.hasSuffix(".") else { continue }
        if part.contains(mark) { found.append(unmarked(sentence)) }
        if part.hasSuffix("]") { sentence = "" }
      }
    }
    return found
  }

  /// A text without its markers.
  private static func unmarked(_ text: String) -> String {
    text.split(separator: " ").filter { !$0.hasPrefix("[") }.joined(separator: " ")
  }
}
