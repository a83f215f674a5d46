package import Conversation
import LabValues
import Rendering

/// A stated fact as transcripts write it.
///
///     entry := ["not"] id [number [unit] | word…] [mark] ["on" day]
///     mark  := "H" | "L" | "HH" | "LL"
///
/// Examples: `phosphate 6.8 mg/dL H on 2026-03-01`, `ana positive`, `not warfarin`.
package struct FactEntry: Sendable, Hashable {
  package var id: String
  package var isNegated = false
  /// A number in the canonical unit, as `JSONWriter` writes it.
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
    if words.count > 1, words.first == "not" {
      isNegated = true
      words.removeFirst()
    }
    guard let id = words.popFirst(), Self.isID(id) else { return nil }
    self.id = id
    if words.count >= 2, words[words.endIndex - 2] == "on", let day = words.last,
      Day(iso: day) != nil
    {
      self.day = day
      words.removeLast(2)
    }
    if let last = words.last, Self.marks.contains(last) {
      mark = last
      words.removeLast()
    }
    guard let first = words.first else { return }
    if let number = Double(first), number.isFinite {
      value = JSONWriter.number(number)
      unit = words.count > 1 ? words.dropFirst().joined(separator: " ") : nil
    } else {
      word = words.joined(separator: " ")
    }
  }

  static func isID(_ text: String) -> Bool {
    text.first?.isLetter == true || text.first?.isNumber == true
      ? text.utf8.allSatisfy { byte in
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
          || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      } : false
  }

  /// As a transcript writes it.
  package var text: String {
    ([isNegated ? "not" : nil, id, value, unit, word, mark] + (day.map { ["on", $0] } ?? []))
      .compactMap { $0 }.joined(separator: " ")
  }

  /// Whether an actual fact is this one in all that is written here.
  func covers(_ actual: FactEntry) -> Bool {
    func agrees(_ mine: String?, _ other: String?) -> Bool { mine == nil || mine == other }
    return id == actual.id && isNegated == actual.isNegated && agrees(value, actual.value)
      && agrees(unit, actual.unit) && agrees(word, actual.word) && agrees(mark, actual.mark)
      && agrees(day, actual.day)
  }
}

extension FactEntry {
  /// A recorded fact; the day only where it is one that this very line stated.
  ///
  /// It holds no more than the JSON object of a reply does, so that every door gives the same.
  package init(_ fact: SessionFact, withDay: Bool) {
    id = fact.fact
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
