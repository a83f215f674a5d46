package import Conversation
import LabValues
import Rendering

/// A stated fact as transcripts write it.
///
///     entry := [person ":"] ["not"] id [number [unit] | word…] [mark] ["on" day]
///     mark  := "H" | "L" | "HH" | "LL"
///
/// Examples: `phosphate 6.8 mg/dL H on 2026-03-01`, `ana positive`, `not warfarin`,
/// `mother: calcium_total 11.4 mg/dL H`.
///
/// Numbers are held as they are written, since the digits decide how exactly they are compared.
package struct FactEntry: Sendable, Hashable {
  /// Whose fact it is; `nil` for the speaker.
  package var subject: String?
  package var id: String
  package var isNegated = false
  /// A number in the canonical unit: as written, or as `JSONWriter` writes what came.
  package var value: String?
  package var unit: String?
  package var word: String?
  package var mark: String?
  package var day: String?

  package init(id: String) { self.id = id }

  static let marks = ["H", "L", "HH", "LL"]

  /// `nil` where the text holds no id.
  init?(parsing text: some StringProtocol) {
    var words = text.split(whereSeparator: { $0 == " " }).map { String($0) }[...]
    if words.count > 1, let person = words.first, person.last == ":" {
      guard Person(rawValue: String(person.dropLast())) != nil else { return nil }
      subject = String(person.dropLast())
      words.removeFirst()
    }
    if words.count > 1, words.first == "not" {
      isNegated = true
      words.removeFirst()
    }
    guard let id = words.popFirst(), Self.isID(id) else { return nil }
    self.id = id
    if words.count >= 2, words[words.endIndex - 2] == "on", let day = words.last,
      Self.isDay(day)
    {
      self.day = day
      words.removeLast(2)
    }
    if let last = words.last, Self.marks.contains(last) {
      mark = last
      words.removeLast()
    }
    guard let first = words.first else { return }
    if Self.isNumber(first) {
      value = first
      unit = words.count > 1 ? words.dropFirst().joined(separator: " ") : nil
    } else {
      word = words.joined(separator: " ")
    }
  }

  /// `2026-03-01`, or a month or a year where no more was said.
  private static func isDay(_ text: String) -> Bool {
    ["", "-01", "-01-01"].contains { Day(iso: text + $0) != nil }
  }

  static func isID(_ text: String) -> Bool {
    text.first?.isLetter == true || text.first?.isNumber == true
      ? text.utf8.allSatisfy { byte in
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
          || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      } : false
  }

  /// Digits, and a point with more of them.
  private static func isNumber(_ text: String) -> Bool {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    return text.utf8.count <= 18
      && parts.allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      }
  }

  /// As a transcript writes it, a long number with three digits that count.
  package var text: String {
    let short = value.map(Self.short)
    return
      ([subject.map { "\($0):" }, isNegated ? "not" : nil, id, short, unit, word, mark]
      + (day.map { ["on", $0] } ?? []))
      .compactMap { $0 }.joined(separator: " ")
  }

  private static func short(_ text: String) -> String {
    guard let number = Double(text), number > 0, number < 100, let point = text.firstIndex(of: "."),
      text.distance(from: point, to: text.endIndex) > 2
    else { return number(text, decimals: 1) }
    var decimals = 2
    var scaled = number
    while scaled < 1, decimals < 6 {
      scaled *= 10
      decimals += 1
    }
    return Self.number(text, decimals: scaled < 10 ? decimals : decimals - 1)
  }

  /// A number in so many decimals or less; anything else as it is.
  private static func number(_ text: String, decimals: Int) -> String {
    guard let number = Double(text), abs(number) < 1e12, isNumber(text) else { return text }
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    return JSONWriter.number((number * scale).rounded() / scale)
  }

  /// Whether an actual fact is this one in all that is written here.
  ///
  ///     phosphate                      covers  phosphate 6.8 mg/dL H
  ///     phosphate 6.8                  covers  phosphate 6.8133 mg/dL H
  ///     phosphate 6.80                 does not
  func covers(_ actual: FactEntry) -> Bool {
    if let mine = asWord(beside: actual) { return mine.covers(actual) }
    func agrees(_ mine: String?, _ other: String?) -> Bool { mine == nil || mine == other }
    return id == actual.id && subject == actual.subject && isNegated == actual.isNegated
      && (value == nil || agreesInValue(actual)) && agrees(unit, actual.unit)
      && agrees(word, actual.word) && agrees(mark, actual.mark) && agrees(day, actual.day)
  }

  /// Whether an actual fact is exactly this one.
  func isSame(as actual: FactEntry) -> Bool {
    if let mine = asWord(beside: actual) { return mine.isSame(as: actual) }
    return covers(actual) && (value == nil) == (actual.value == nil) && unit == actual.unit
      && word == actual.word && mark == actual.mark && day == actual.day
  }

  /// This entry with its number as a word, where the actual fact has a word: `breast_birads 3`.
  private func asWord(beside actual: FactEntry) -> FactEntry? {
    guard value != nil, unit == nil, word == nil, actual.value == nil, actual.word != nil else {
      return nil
    }
    var entry = self
    (entry.word, entry.value) = (value, nil)
    return entry
  }

  /// A number counts to the digits that are written: 6.8 stands for 6.8133, 6.80 does not.
  private func agreesInValue(_ actual: FactEntry) -> Bool {
    guard let value, let other = actual.value, let mine = Double(value), let theirs = Double(other)
    else { return value == actual.value }
    let decimals = value.split(separator: ".").dropFirst().first?.utf8.count ?? 0
    let unit = (0..<decimals).reduce(1.0) { unit, _ in unit / 10 }
    return abs(mine - theirs) <= unit / 2 * (1 + 1e-9)
  }
}

extension FactEntry {
  /// A recorded fact; the day only where it is one that this very line stated.
  ///
  /// It holds no more than the JSON object of a reply does, so that every door gives the same.
  package init(_ fact: SessionFact, withDay: Bool) {
    id = fact.fact
    subject = fact.subject
    isNegated = fact.isNegated
    let flag = fact.flag ?? ""
    if let number = fact.value {
      value = JSONWriter.number(number)
      unit = fact.unit.flatMap { $0.isEmpty ? nil : $0 }
      mark = ["high": "H", "low": "L", "critical-high": "HH", "critical-low": "LL"][flag]
    } else if fact.flag != nil || fact.unit != nil {
      word = flag.isEmpty ? nil : flag
    } else {
      word = fact.word
    }
    if withDay, value != nil || word != nil { day = fact.date }
  }
}
