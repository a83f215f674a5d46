import Testing

@testable import LabValues

/// The number or the word that is said of a name.
struct NameBinderTests {
  private func drawn(_ found: Binding?, _ line: MarkedLine) -> String {
    guard let found else { return "-" }
    var parts: [String] = []
    if found.isNegated { parts.append("not") }
    if found.isTarget { parts.append("target") }
    if found.saysEarlier { parts.append("earlier") }
    if found.isLoose { parts.append("loose") }
    if let number = found.number {
      parts.append(found.comparator.rawValue + plainText(line.numbers[number].value))
    } else if let word = found.word {
      parts.append(word.rawValue)
    }
    return parts.joined(separator: " ")
  }

  private func forward(_ text: String) -> String {
    let line = SmallLabs.line(text)
    var binder = NameBinder(line)
    return drawn(binder.bindForward(0, TakenNumbers(count: line.numbers.count)), line)
  }

  static let behind = Row.table([
    "calcium 9.1": "9.1", "calcium: 9.1": "9.1", "calcium=9.1": "9.1", "calcium is 9.1": "9.1",
    "calcium level came back at 9.1": "9.1", "calcium of yesterday 9.1": "9.1",
    "calcium above 9": ">9", "calcium <9": "<9", "calcium is around 9": "~9",
    "calcium is not 9.1": "not 9.1", "calcium target is 9.1": "target 9.1",
    "calcium was 9.1": "earlier 9.1", "calcium used to be 9.1": "earlier 9.1",
    "calcium in this report 9.1 mg/dl": "loose 9.1", "calcium\n9.1": "9.1",
    "calcium (calcium) 9.1": "9.1", "calcium stage 3 9.1 mg/dl": "loose 9.1",
  ])

  @Test(arguments: behind) func aNumberBehindTheNameIsItsValue(row: Row) {
    #expect(forward(row.text) == row.expected)
  }

  static let words = Row.table([
    "calcium is high": "high", "calcium normal": "normal", "calcium is not high": "not high",
    "calcium is critically high": "critical-high", "calcium is high, 12 mg/dl": "12",
  ])

  @Test(arguments: words) func aWordBehindTheNameIsItsResult(row: Row) {
    #expect(forward(row.text) == row.expected)
  }

  @Test(arguments: [
    "calcium", "calcium and 3 lumps", "calcium pth 40", "calcium. it hurts 9 times",
    "calcium in this report, 3", "calcium stage 3", "calcium 120/80", "calcium 17861-6",
    "calcium gets into the bones of many people in time 9 mg/dl",
  ])
  func anotherNumberIsNotBound(text: String) { #expect(forward(text) == "-") }

  @Test func aNumberThatIsTakenIsNotBoundAgain() {
    let line = SmallLabs.line("calcium 9.1 9.3 mg/dl")
    var taken = TakenNumbers(count: line.numbers.count)
    taken.take(0)
    var binder = NameBinder(line)
    #expect(binder.bindForward(0, taken)?.number == 1)
  }

  @Test func asNamesOfOneTestTheSecondIsAbsorbed() {
    let line = SmallLabs.line("pth, parathyroid hormone 40")
    var binder = NameBinder(line)
    #expect(binder.bindForward(0, TakenNumbers(count: line.numbers.count))?.number == 0)
    #expect(binder.absorbed == [1])
  }

  static let inFront = Row.table([
    "9.8 calcium": "9.8", "12.3 for calcium": "12.3", "5.2 mmol/l of calcium": "5.2",
    "over 9 calcium": ">9", "<5 pg/ml pth": "<5", "stage 3 calcium": "-", "3, calcium": "-",
    "3 lumps calcium": "-", "calcium": "-", "120/80 calcium": "-", "3 of calcium": "-",
  ])

  @Test(arguments: inFront) func aNumberInFrontOfTheNameIsItsValue(row: Row) {
    let line = SmallLabs.line(row.text)
    let found = NameBinder(line).bindBackward(0, TakenNumbers(count: line.numbers.count))
    #expect(drawn(found, line) == row.expected)
  }

  static let preposed = Row.table([
    "high calcium": "high", "a low calcium": "low", "critically high calcium": "critical-high",
    "high, calcium": "-", "high green calcium": "-", "calcium high": "-",
  ])

  @Test(arguments: preposed) func aWordInFrontOfTheNameIsItsResult(row: Row) {
    let line = SmallLabs.line(row.text)
    #expect(drawn(NameBinder(line).bindPreposedWord(0), line) == row.expected)
  }
}
