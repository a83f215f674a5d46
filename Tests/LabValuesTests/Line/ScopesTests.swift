import Testing

@testable import LabValues

/// Whose words they are, and whether they are meant.
struct ScopesTests {
  /// The scope of the last word.
  private func drawn(_ text: String, focus: Person? = nil) -> String {
    let scan = SmallLabs.scan(text)
    let scopes = Scopes(scan, focus: focus)
    let i = scan.count - 1
    var parts: [String] = []
    switch scopes.subject[i] {
    case .implied: break
    case .speaker: parts.append("speaker")
    case .patient: parts.append("patient")
    case .child: parts.append("child")
    case .generic: parts.append("people")
    case .other(let start, let end): parts.append(SmallLabs.words(start..<end, of: scan))
    }
    if scopes.asking[i] != .no { parts.append("\(scopes.asking[i])") }
    if scopes.isHypothetical[i] { parts.append("if") }
    if scopes.owner[i] >= 0 { parts.append("owned") }
    if scopes.isFamily[i] { parts.append("family") }
    return parts.joined(separator: " ")
  }

  static let subjects = Row.table([
    "calcium 9": "", "I have lupus": "speaker", "my calcium": "owned",
    "my mother has lupus": "my mother", "the patient has lupus": "patient",
    "my son has lupus": "child", "people with lupus": "people", "my cat has lupus": "cat",
    "my neighbour's daughter has lupus": "my neighbour's", "she has lupus": "she",
    "my mother is ill. she has lupus": "my mother", "my mother told me lupus": "",
    "I am a woman with lupus": "speaker", "people with cancer. lupus": "",
    "I'm a patient with lupus": "speaker", "lupus patient here": "", "my 8 year old": "child",
    "FH: lupus": "family", "family history lupus. cancer": "",
  ])

  @Test(arguments: subjects) func aPlaceSpeaksOfSomebody(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let meant = Row.table([
    "is calcium 9": "open", "why is my calcium 9": "presupposing owned", "so is calcium 9": "open",
    "calcium is 9": "", "if calcium is 9": "if", "suppose calcium": "if", "as if calcium": "",
    "is it bad. calcium 9": "", "was 3.1 in may": "",
    "if it hurts. calcium 9": "",
  ])

  @Test(arguments: meant) func aQuestionOrAnIfReachesToTheEndOfItsSentence(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  @Test(arguments: [
    ("my mother has lupus", PersonFocus.on(.mother)), ("I have lupus", .on(nil)),
    ("calcium 9", .unchanged),
    ("my mother and then my son", .on(.son)), ("my neighbour has lupus", .on(.other)),
  ])
  func theLineLeavesSomebodyInFocus(text: String, focus: PersonFocus) {
    #expect(Scopes(SmallLabs.scan(text), focus: nil).focus == focus)
  }

  @Test func aPronounMeansWhoeverIsInFocus() {
    let scan = SmallLabs.scan("she has lupus")
    let known = Scopes(scan, focus: .mother)
    #expect(known.who.last == .mother && !known.isPointing && known.focus == .on(.mother))
    let open = Scopes(scan, focus: nil)
    #expect(open.who.last == .some(nil) && open.isPointing && open.focus == .unchanged)
  }

  /// Whose somebody is stays the one who is meant.
  @Test(
    arguments: [
      ("my mother and her neighbour, she has lupus", nil, .mother),
      ("my mother's son, she has lupus", nil, .mother),
      ("son called, he has lupus", .patient, .patient),
      ("my mother's neighbour has lupus", nil, .other), ("my son, he has lupus", .patient, .son),
      ("my son has lupus", .mother, .son),
    ] as [(String, Person?, Person?)])
  func somebodyOfTheirsIsNotTheSpeakers(text: String, focus: Person?, who: Person?) {
    #expect(Scopes(SmallLabs.scan(text), focus: focus).who.last == .some(who))
  }

  @Test(
    arguments: [
      ("she has lupus", .husband, [.mother], .mother), ("she has lupus", .husband, [], nil),
      ("she has lupus", nil, [.daughter], .daughter),
      ("he has lupus", .mother, [.patient], .patient),
      ("my husband is here and she has lupus", .mother, [], .mother),
    ] as [(String, Person?, [Person], Person?)])
  func sheIsNoMan(text: String, focus: Person?, others: [Person], who: Person?) {
    #expect(Scopes(SmallLabs.scan(text), focus: focus, others: others).who.last == .some(who))
  }

  /// Whose somebody is, by whom somebody is called, and who is not there are nobody of whom is told.
  @Test(
    arguments: [
      ("my neighbour of my father has lupus", PersonFocus.on(.other)),
      ("neither of them, son", .unchanged), ("i have no son", .on(nil)),
      ("the lumps look like my son", .on(nil)), ("my son has lupus", .on(.son)),
      ("son is 9", .on(.son)),
    ])
  func aWordForAPersonMayNameNobody(text: String, focus: PersonFocus) {
    #expect(Scopes(SmallLabs.scan(text), focus: nil).focus == focus)
  }

  /// Who only speaks, or acts for somebody, does not come into focus.
  @Test(arguments: [
    ("i was asking about lupus", PersonFocus.unchanged),
    ("should i give lupus tablets", .unchanged),
    ("i have lupus", .on(nil)), ("i meant my lupus", .on(nil)), ("we saw the doctor", .unchanged),
  ])
  func theSpeakerComesBackWithSomethingOfTheirOwn(text: String, focus: PersonFocus) {
    #expect(Scopes(SmallLabs.scan(text), focus: .daughter).focus == focus)
  }

  @Test func whoHasItTooSharesItOnly() {
    let scopes = Scopes(SmallLabs.scan("my sister has lupus too"), focus: nil)
    #expect(scopes.sharing == .sister && scopes.focus == .unchanged)
    #expect(Scopes(SmallLabs.scan("my sister has lupus"), focus: nil).sharing == nil)
  }

  @Test(arguments: [("my son is ill", 1..<2), ("my baby", 1..<2)])
  func theFirstWordForAChildIsKept(text: String, range: Range<Int>) {
    #expect(Scopes(SmallLabs.scan(text), focus: nil).childAt == range)
  }

  @Test(
    arguments: [
      ("calcium 12 in my mother", Person.mother), ("calcium 12", nil),
      ("calcium 12 (mother)", .mother),
      ("calcium 12 and my mother is ill", nil),
    ] as [(String, Person?)])
  func aValueIsOfThePersonBehindIt(text: String, who: Person?) {
    let line = SmallLabs.line(text)
    #expect(line.whose(0, 2) == who)
  }

  @Test func aPetIsNobody() {
    #expect(SmallLabs.line("my cat has calcium 9").isAnimal(3))
    #expect(!SmallLabs.line("my mother has calcium 9").isAnimal(3))
  }
}
