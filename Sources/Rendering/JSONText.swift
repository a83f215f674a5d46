package import Conversation
import Knowledge

/// A reply as one line of JSON, in the shape that programs rely on.
package enum JSONText {
  /// The object of the contract, with its keys always in the same order and no line break.
  ///
  ///     {"kind":"noted","urgency":"none","text":"Noted: …","intent":null,"confidence":null, …}
  ///
  /// `text` is the reply without wrapping. Absent instead of empty: `unread`, `denied`, `subject`,
  /// `comparator`, `negated`. The line has no line break at its end.
  package static func line(_ reply: Reply) -> String {
    var json = JSONWriter()
    json.open()
    json.field("kind", reply.kind.rawValue)
    json.field("urgency", reply.urgency.rawValue)
    json.field("text", PlainText(width: nil).text(of: reply))
    json.field("intent", reply.intent)
    json.field("confidence", reply.confidence)
    json.list("citations", reply.citations) { json, entry in
      json.open()
      json.field("source", entry.citation.source)
      json.field("section", entry.citation.section)
      json.close()
    }
    json.list("noted", reply.noted) { json, fact in json.fact(fact, isFull: true) }
    if !reply.unread.isEmpty { json.strings("unread", reply.unread) }
    json.key("session")
    json.open()
    json.facts("labs", reply.session.labs)
    json.facts("conditions", reply.session.conditions)
    json.facts("medications", reply.session.medications)
    if !reply.session.denied.isEmpty { json.facts("denied", reply.session.denied) }
    json.field("person", reply.session.person)
    json.field("topic", reply.session.topic)
    json.close()
    json.strings("refined_by", reply.refinedBy)
    json.strings("suggestions", reply.suggestions)
    json.close()
    return json.text
  }
}

/// Writes JSON with keys in the order given.
///
///     {"a":1,"b":["x"]}    open()  field("a", 1)  strings("b", ["x"])  close()
///
/// Each key is the caller's to write once, in the order that the contract has.
///
/// Source: RFC 8259.
package struct JSONWriter {
  package private(set) var text = ""
  private var needsComma = false

  package init() {}

  /// Begins an object, with a comma where one is due. Each `open()` needs a `close()`.
  package mutating func open() {
    if needsComma { text += "," }
    text += "{"
    needsComma = false
  }

  package mutating func close() {
    text += "}"
    needsComma = true
  }

  /// What follows is written by `open()` next; fields and lists write their key themselves.
  package mutating func key(_ name: String) {
    if needsComma { text += "," }
    quote(name)
    text += ":"
    needsComma = false
  }

  /// `null` for `nil`.
  package mutating func field(_ name: String, _ value: String?) {
    key(name)
    if let value { quote(value) } else { text += "null" }
    needsComma = true
  }

  package mutating func field(_ name: String, _ value: Double?) {
    key(name)
    text += value.map(Self.number) ?? "null"
    needsComma = true
  }

  package mutating func field(_ name: String, _ value: Bool) {
    key(name)
    text += value ? "true" : "false"
    needsComma = true
  }

  package mutating func strings(_ name: String, _ values: [String]) {
    key(name)
    text += "["
    for (index, value) in values.enumerated() {
      if index > 0 { text += "," }
      quote(value)
    }
    text += "]"
    needsComma = true
  }

  /// - Parameter write: writes one element, an object
  package mutating func list<Element>(
    _ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    text += "["
    needsComma = false
    for element in elements { write(&self, element) }
    text += "]"
    needsComma = true
  }

  mutating func facts(_ name: String, _ facts: [SessionFact]) {
    list(name, facts) { json, fact in json.fact(fact, isFull: false) }
  }

  mutating func fact(_ fact: SessionFact, isFull: Bool) {
    open()
    field("fact", fact.fact)
    if let subject = fact.subject { field("subject", subject) }
    if fact.value != nil || fact.unit != nil || fact.flag != nil {
      if let comparator = fact.comparator { field("comparator", comparator) }
      field("value", fact.value)
      field("unit", fact.unit)
      field("flag", fact.flag)
    } else if let word = fact.word {
      field("value", word)
    }
    if fact.isNegated { field("negated", true) }
    if isFull, fact.value != nil || fact.word != nil || fact.flag != nil {
      field("as_typed", fact.asTyped)
      field("date", fact.date)
    }
    close()
  }

  /// A number without a needless fraction and without binary noise: at most 6 decimals.
  ///
  ///     9.0 → 9     6.8133 → 6.8133     0.1 + 0.2 → 0.3     infinity → null
  package static func number(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    guard abs(value) < 1e12 else { return "\(value)" }
    let scaled = (value * 1e6).rounded()
    let rounded = scaled / 1e6
    if rounded == rounded.rounded() { return "\(Int(rounded))" }
    return "\(rounded)"
  }

  /// Escaped are `"`, `\`, control characters and DEL; all else goes out as UTF-8.
  private mutating func quote(_ value: String) {
    text += "\""
    var rest = Substring(value).utf8
    while let place = rest.firstIndex(where: Self.isEscaped) {
      text += Substring(rest[..<place])
      text += Self.escaped(rest[place])
      rest = rest[rest.index(after: place)...]
    }
    text += Substring(rest)
    text += "\""
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F
  }

  private static func escaped(_ byte: UInt8) -> String {
    switch byte {
    case 0x22: return "\\\""
    case 0x5C: return "\\\\"
    case 0x0A: return "\\n"
    case 0x0D: return "\\r"
    case 0x09: return "\\t"
    default:
      let hex = String(byte, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }
  }
}
