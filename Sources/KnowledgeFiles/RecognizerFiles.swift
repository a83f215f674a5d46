import Knowledge
import Language
import Yams

/// One recogniser, one file: what stands in the folders `dangers`, `refusals`, `smalltalk`, `outside`,
/// `acts` and `kindness`, and the lists of lines beside each.
///
///     title: chest pain
///     urgency: now
///     message: emergency
///     patterns:
///       - chest (pain|pressure|tight*)
///     groups: {breath: [breath*, air]}     rank: 10      also: […]  where it is built in
struct RecognizerFiles: Sendable {
  /// A thing with the place that it takes among its like: a lower rank leads.
  private struct Ranked<Value: Sendable>: Sendable {
    var rank: Int
    var id: String
    var value: Value
  }

  private var dangers: [Ranked<RedFlag>] = []
  private var refusals: [Ranked<Refusal>] = []
  private var smallTalk: [Ranked<SmallTalk>] = []
  private var outside: [Ranked<OutsideSubject>] = []
  private var acts: [Ranked<Dialogue.Act>] = []
  private var kindness: [Ranked<Kindness>] = []
  private var kinds: [LineExamples.Kind] = []
  /// Named alternatives that such files bring along.
  private(set) var groups: [PatternGroup] = []

  /// What a path in one of these folders is.
  ///
  ///     dangers/chest-pain.calm.txt   →   dangers, "chest-pain", ".calm.txt"
  struct Entry: Sendable {
    var role: LineExamples.Role
    var id: String
    /// The ending that tells what the file holds.
    var ending: String

    /// `nil` where the path leads into no such folder.
    init?(_ path: String) {
      guard let slash = path.firstIndex(of: "/"),
        let role = LineExamples.Role(rawValue: String(path[..<slash]))
      else { return nil }
      let name = path[path.index(after: slash)...]
      let dot = name.firstIndex(of: ".") ?? name.endIndex
      self.role = role
      id = String(name[..<dot])
      ending = String(name[dot...])
    }
  }

  /// Takes in the YAML file of an entry.
  ///
  /// An entry of the folder takes the place of the built-in one of its id, and keeps what it does
  /// not say.
  mutating func take(_ entry: Entry, _ node: Node, _ reader: inout YAMLReader) {
    switch entry.role {
    case .dangers:
      let base = taken(entry, from: &dangers)
      let keys = reader.recognizerKeys(
        node, required: ["title", "urgency", "message"],
        optional: ["number", "language", "alone", "always"], base: base?.recognizer)
      let flag = RedFlag(
        recognizer: reader.recognizer(entry.id, keys, node, base: base?.recognizer),
        number: reader.optionalText(keys["number"]),
        language: reader.optionalText(keys["language"]),
        urgency: keys["urgency"] == nil
          ? base?.urgency ?? .now
          : reader.choice(keys["urgency"], of: Urgency.self, role: "urgency", default: .now),
        message: keys["message"].map { reader.text($0) } ?? base?.message ?? "",
        isAlone: reader.flag(keys["alone"], default: base?.isAlone ?? false),
        isUnconditional: reader.flag(keys["always"], default: base?.isUnconditional ?? false))
      dangers.append(ranked(entry, keys, flag, &reader))
    case .refusals:
      let keys = reader.recognizerKeys(
        node, required: ["title", "text"], optional: ["answer", "for-child", "clinical"])
      let refusal = Refusal(
        recognizer: reader.recognizer(entry.id, keys, node), text: reader.prose(keys["text"]),
        answersToo: reader.flag(keys["answer"]),
        forChild: reader.optionalText(keys["for-child"]),
        clinical: keys["clinical"].map { reader.prose($0) })
      refusals.append(ranked(entry, keys, refusal, &reader))
    case .smallTalk:
      let base = taken(entry, from: &smallTalk)
      let keys = reader.recognizerKeys(
        node, required: ["text"], optional: ["title"], base: base?.recognizer)
      let talk = SmallTalk(
        recognizer: reader.recognizer(entry.id, keys, node, base: base?.recognizer),
        text: keys["text"].map { reader.prose($0) } ?? base?.text ?? "")
      smallTalk.append(ranked(entry, keys, talk, &reader))
    case .outside:
      let keys = reader.recognizerKeys(
        node, required: ["title"], optional: ["text", "citations", "about"])
      let subject = OutsideSubject(
        recognizer: reader.recognizer(entry.id, keys, node),
        text: keys["text"].map {
          reader.cited(text: $0, citations: keys["citations"], mayBeUncited: true)
        }, about: reader.optionalText(keys["about"]))
      outside.append(ranked(entry, keys, subject, &reader))
    case .acts:
      let base = taken(entry, from: &acts)?.recognizer
      let keys = reader.recognizerKeys(node, required: [], optional: ["title"], base: base)
      guard let act = DialogueAct(rawValue: entry.id) else {
        let known = DialogueAct.allCases.map(\.rawValue)
        reader.note(
          .unknownName(
            role: "act", name: entry.id, nearest: NearestName.closest(to: entry.id, among: known)),
          at: reader.place(node))
        return
      }
      let recognizer = reader.recognizer(entry.id, keys, node, base: base)
      acts.append(ranked(entry, keys, Dialogue.Act(act: act, recognizer: recognizer), &reader))
    case .kindness:
      let base = taken(entry, from: &kindness)
      let keys = reader.recognizerKeys(
        node, required: ["texts", "alone"], optional: ["title", "offers"],
        base: base?.recognizer)
      let kind = Kindness(
        recognizer: reader.recognizer(entry.id, keys, node, base: base?.recognizer),
        texts: keys["texts"].map { reader.texts($0) } ?? base?.texts ?? [],
        alone: keys["alone"].map { reader.texts($0) } ?? base?.alone ?? [],
        offers: keys["offers"].map { reader.flag($0) } ?? base?.offers ?? true)
      kindness.append(ranked(entry, keys, kind, &reader))
    }
  }

  /// Takes in a list of lines: of those that show the thing, or of those that only look like it.
  ///
  /// The lines may come before the file that describes the thing, or after it.
  mutating func take(_ entry: Entry, _ lines: [Written], in file: String) {
    if let index = kinds.firstIndex(where: { $0.role == entry.role && $0.id == entry.id }) {
      kinds[index].lines += entry.isCalm ? [] : lines
      kinds[index].calm += entry.isCalm ? lines : []
    } else {
      kinds.append(
        LineExamples.Kind(
          role: entry.role, id: entry.id, lines: entry.isCalm ? [] : lines,
          calm: entry.isCalm ? lines : [], place: Place(file: file)))
    }
  }

  /// Takes out what is built in under this id, so that the folder's own can stand in its place.
  private func taken<Value: Sendable>(
    _ entry: Entry, from values: inout [Ranked<Value>]
  ) -> Value? {
    guard let index = values.firstIndex(where: { $0.id == entry.id }) else { return nil }
    return values.remove(at: index).value
  }

  private mutating func ranked<Value: Sendable>(
    _ entry: Entry, _ keys: [String: Node], _ value: Value, _ reader: inout YAMLReader
  ) -> Ranked<Value> {
    let own = reader.groups(keys["groups"])
    groups.removeAll { group in own.contains { $0.name == group.name } && group.isBuiltIn }
    groups += own
    return Ranked(rank: reader.integer(keys["rank"]) ?? 100, id: entry.id, value: value)
  }

  /// Leaves out the dangers that every folder has.
  mutating func forgetBuiltInDangers() {
    dangers.removeAll { $0.value.recognizer.place.isBuiltIn }
  }

  private static func ordered<Value: Sendable>(_ values: [Ranked<Value>]) -> [Value] {
    values.sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }.map(\.value)
  }

  /// Puts everything in its place in the knowledge.
  ///
  /// By rank, the lower first, then by id; 100 is the rank of whoever names none.
  func fill(_ knowledge: inout Knowledge) {
    knowledge.safety.groups += groups
    knowledge.safety.redFlags += Self.ordered(dangers)
    knowledge.safety.refusals += Self.ordered(refusals)
    knowledge.dialogue.smallTalk += Self.ordered(smallTalk)
    knowledge.dialogue.acts += Self.ordered(acts)
    knowledge.dialogue.kindness += Self.ordered(kindness)
    knowledge.scope.outside += Self.ordered(outside)
    knowledge.examples.kinds += kinds.sorted {
      ($0.role.rawValue, $0.id) < ($1.role.rawValue, $1.id)
    }
  }
}

extension PatternGroup {
  fileprivate var isBuiltIn: Bool { alternatives.first?.place.isBuiltIn ?? false }
}

extension RecognizerFiles.Entry {
  static let yaml = ".yaml"
  static let list = ".txt"
  static let calmList = ".calm.txt"

  var isCalm: Bool { ending == Self.calmList }
  var isKnown: Bool { [Self.yaml, Self.list, Self.calmList].contains(ending) }
}

extension YAMLReader {
  /// The keys of a recogniser. Of one that is built in (`base`) each may be left out, and what stands under
  /// `also` is added to its patterns.
  fileprivate mutating func recognizerKeys(
    _ node: Node, required: [String], optional: [String], base: Recognizer? = nil
  ) -> [String: Node] {
    let optional = optional + ["groups", "rank"]
    guard base != nil else {
      return mapping(node, required: required + ["patterns"], optional: optional)
    }
    return mapping(node, optional: required + ["patterns", "also"] + optional)
  }

  fileprivate mutating func recognizer(
    _ id: String, _ keys: [String: Node], _ node: Node, base: Recognizer? = nil
  ) -> Recognizer {
    let patterns = keys["patterns"].map { written($0) } ?? base?.patterns ?? []
    return Recognizer(
      id: id, title: optionalText(keys["title"]) ?? base?.title ?? id,
      patterns: patterns + written(keys["also"]), place: place(node))
  }
}

/// The lines of a plain list: one a line; an empty line, or one that begins with `#`, is none.
///
/// Places are those of the line without the blanks in front of it, so that an editor jumps to the
/// text.
struct LineList {
  let lines: [Written]

  init(_ text: String, file: String) {
    var lines: [Written] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let start = line.prefix { $0.isWhitespace }.count
      var kept = line.dropFirst(start)
      while let last = kept.last, last.isWhitespace { kept.removeLast() }
      if kept.isEmpty || kept.first == "#" { continue }
      lines.append(
        Written(String(kept), at: Place(file: file, line: number + 1, column: start + 1)))
    }
    self.lines = lines
  }
}
