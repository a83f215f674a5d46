import Knowledge

/// Puts a reply together and numbers its citations in the order in which they appear.
struct ReplyComposer {
  var reply: Reply
  private let knowledge: Knowledge

  init(_ kind: Reply.Kind, _ knowledge: Knowledge) {
    reply = Reply(kind)
    self.knowledge = knowledge
  }

  /// A text with its markers replaced by the reply's numbers for the same citations.
  mutating func numbered(_ cited: CitedText) -> String {
    var text = ""
    text.reserveCapacity(cited.text.utf8.count + 8)
    var rest = Substring(cited.text).utf8
    // Byte by byte: the signs are ASCII, and looking for whole characters takes ten times as long.
    while let open = rest.firstIndex(of: UInt8(ascii: "[")) {
      text += Substring(rest[..<open])
      rest = rest[open...]
      guard let close = rest.firstIndex(of: UInt8(ascii: "]")),
        let marker = Int(Substring(rest[rest.index(after: open)..<close])),
        cited.citations.indices.contains(marker - 1)
      else {
        text += "["
        rest = rest.dropFirst()
        continue
      }
      let number = number(of: cited.citations[marker - 1], facts: cited.facts(at: marker - 1))
      text += "[\(number)]"
      rest = rest[rest.index(after: close)...]
    }
    return text + Substring(rest)
  }

  /// The reply's number for a citation, counted from 1; a new one is added at the end.
  mutating func number(of citation: Citation, facts: [String] = []) -> Int {
    if let index = reply.citations.firstIndex(where: { $0.citation == citation }) {
      for fact in facts where !reply.citations[index].facts.contains(fact) {
        reply.citations[index].facts.append(fact)
      }
      return index + 1
    }
    let source = knowledge.sources.first { $0.id == citation.source }
    var cited = ReplyCitation(
      citation, label: source?.label ?? citation.source, address: source?.address)
    cited.facts = facts
    reply.citations.append(cited)
    return reply.citations.count
  }

  mutating func add(_ block: ReplyBlock) { reply.blocks.append(block) }

  mutating func add(_ cited: CitedText) { add(.text(numbered(cited))) }

  /// Sets the kind, unless the reply leads with getting care.
  mutating func settle(_ kind: Reply.Kind) {
    if reply.kind != .urgent { reply.kind = kind }
  }

  /// Raises the urgency; it is never lowered.
  mutating func raise(to urgency: Urgency) { reply.urgency = max(reply.urgency, urgency) }

  /// Whether a note is of the gravest kind, which is told even where the reply grows long.
  func isGrave(note id: String) -> Bool {
    knowledge.notes.first { $0.id == id }?.severity == .a
  }

  /// What a note of ours says, to a clinician or to anybody else.
  func text(ofNote id: String, toClinician isClinician: Bool) -> String {
    knowledge.notes.first { $0.id == id }?.text(toClinician: isClinician) ?? ""
  }

  /// Adds notes of ours, the most severe first, each once and at most `limit` in a reply.
  mutating func add(
    notes ids: [String], limit: Int, prefix: String, toClinician isClinician: Bool
  ) {
    let notes = ids.compactMap { id in knowledge.notes.first { $0.id == id } }
    let ordered = notes.enumerated().sorted {
      ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset)
    }
    for note in ordered.map(\.element) where reply.trace.notes.count < limit {
      guard !reply.trace.notes.contains(note.id) else { continue }
      reply.trace.notes.append(note.id)
      let marker = number(of: Citation(source: ReplyCitation.ownSource, section: note.title))
      let text = note.text(toClinician: isClinician)
      add(.caution("\(prefix) \(text) [\(marker)]"))
    }
  }
}
