import LabValues

/// Completes a value that leaves out what it is of with the analyte that was spoken of last.
///
///     my mum has calcium 12.2 mg/dl │ mine is 9.4 mg/dl        → calcium 9.4 mg/dl
///     my calcium was 9.2 in January │ and 10.1 mg/dL last week → calcium 10.1 mg/dL
struct Ellipses {
  let labs: LabCatalogue

  func apply(_ line: SpokenLine, to change: inout SessionChange) {
    let reading = line.reading
    guard let id = change.session.lastAnalyte, let bare = reading.bareValue, bare.unit != nil,
      reading.mentions.isEmpty, reading.doubts.isEmpty, reading.corrections.isEmpty,
      reading.retractions.isEmpty, !line.isQuestion,
      case .mention(let mention) = labs.mention(of: id, bare, unit: bare.unit)
    else { return }
    if isOwn(line) { change.session.focus(on: nil) }
    change.record(mention, of: bare.subject ?? change.session.person, labs)
  }

  /// Whether a line says "mine" of its value, in the words of the catalogue.
  private func isOwn(_ line: SpokenLine) -> Bool {
    let words = line.text.lowercased().split { !$0.isLetter }.map(String.init)
    let owning = labs.vocabulary.lists[.ownPronoun] ?? []
    return words.contains { owning.contains($0) }
  }
}
