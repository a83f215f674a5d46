import LabValues
import Testing

/// The parts of a reading that a summary does not show.
struct ReadingTests {
  private func read(_ line: String) -> Reading {
    CatalogueFile.reader.read(line, today: Day(iso: "2026-11-21"))
  }

  @Test func keepsValueAndUnitAsTyped() {
    let mention = read("phosphate 2,20 mmols/l").recorded.first
    #expect(mention?.asTyped == "2,20 mmols/l")
    #expect(mention?.typed == Quantity(2.2, "mmol/L"))
  }

  @Test func marksTheBytesOfTheLine() throws {
    let line = "Größe ½ – my phosphate was 2.2 µmol"
    let calcium = "Größe ½ – my calcium is 9.1 mg/dL, ok"
    let range = try #require(read(calcium).recorded.first?.range)
    let bytes = Array(calcium.utf8)
    #expect(String(decoding: bytes[range], as: UTF8.self) == "calcium is 9.1 mg/dL")
    #expect(read(line).recorded.isEmpty)
  }

  @Test func aDoubtShowsEveryReadingAndWhetherOneIsCritical() throws {
    let doubt = try #require(read("calcium 5.0").doubts.first)
    #expect(doubt.candidates.map(\.typed.unit) == ["mg/dL", "mmol/L"])
    #expect(doubt.candidates.map(\.flag) == [.criticalLow, .criticalHigh])
    // Asked about calmly; beside danger signs it counts that a reading is critical.
    #expect(!doubt.mayBeCritical && doubt.couldBeCritical && read("calcium 5.0").recorded.isEmpty)
    #expect(read("phosphate 1.9").doubts.first?.mayBeCritical == false)
  }

  @Test func anotherResultsUnitBreaksATie() {
    let reading = read("PTH 35, calcium 9.4 mg/dL")
    #expect(reading.recorded.map(\.typed) == [Quantity(35, "pg/mL"), Quantity(9.4, "mg/dL")])
    #expect(reading.recorded.map(\.unitGuessed) == [true, false])
    // Laboratories that report calcium in mmol/L report PTH in either unit.
    #expect(read("PTH 35, calcium 2.4 mmol/L").doubts.map(\.reason) == [.missingUnit])
    #expect(read("calcium 5.0, phosphate 1.2 mmol/L").doubts.map(\.reason) == [.missingUnit])
  }

  @Test(arguments: [
    ("my mother's calcium is 12 mg/dL", Person.mother),
    ("calcium of 12 mg/dl in my father", .father), ("his PTH is 850 pg/mL", .other),
  ])
  func saysWhoseValueItIs(line: String, who: Person) {
    #expect(read(line).mentions.map(\.status) == [.stated])
    #expect(read(line).mentions.map(\.subject) == [who])
    #expect(read(line).own.isEmpty)
  }

  @Test func anAnimalsValueIsNobodys() {
    #expect(read("my cat's calcium is 12").recorded.isEmpty)
  }

  @Test(arguments: [
    ("Is a calcium of 15 dangerous?", Status.question),
    ("what if my calcium were 15", .hypothetical),
    ("vitamin D 5000 IU", .dose), ("my target phosphate is 5.5 mg/dl", .target),
    ("calcium 600 mg a day", .dose), ("I used to have hyperparathyroidism", .past),
    ("do I have lupus?", .question), ("I might need dialysis", .hypothetical),
  ])
  func saysWhyAFactIsNotRecorded(line: String, status: Status) {
    #expect(read(line).mentions.map(\.status) == [status])
    #expect(read(line).recorded.isEmpty)
  }

  @Test func takesTheirIntervalAndFlagFromAPastedRow() {
    let mention = read("Calcium\t2.71\tmmol/L\t2.20-2.60\tH").recorded.first
    #expect(mention?.ownFlag == .high)
    let low = mention?.ownInterval?.low ?? 0
    #expect(abs(low - 2.2 / 0.2495) < 1e-9)
  }

  @Test func readsEveryRowOfAPastedReport() {
    let report = """
      Test\tResult\tUnits\tReference
      Calcium, Total\t10.9 H\tmg/dL\t8.6-10.3
      Phosphorus\t5.9 H\tmg/dL\t2.5-4.5
      Albumin, Serum\t3.1 L\tg/dL\t3.6-5.1
      PTH, Intact\t410 H\tpg/mL\t16-77
      Vitamin D, 25-Hydroxy\t22 L\tng/mL\t30-100
      Creatinine\t4.12 H\tmg/dL\t0.60-1.26
      eGFR\t15 L\tmL/min/1.73m2\t> OR = 60
      """
    let found = read(report).recorded
    #expect(
      found.map(\.fact) == [
        "calcium_total", "phosphate", "albumin", "pth", "vitd25", "creatinine", "egfr",
      ])
    #expect(found.map { $0.value?.value } == [10.9, 5.9, 3.1, 410, 22, 4.12, 15])
    #expect(found.map(\.ownFlag) == [.high, .high, .low, .high, .low, .high, .low])
  }

  @Test func ordersTwoValuesOfOneLine() {
    let found = read("phosphate was 3.1 mmol/L in May, now 2.2 mmol/L").recorded
    #expect(found.map(\.isEarlier) == [true, false])
    #expect(found.map { $0.when?.description } == ["2026-05", nil])
  }

  @Test func aChildGetsNoAdultFlag() {
    let reading = read("my son is 9 and has dermatomyositis, phosphate 5.5 mg/dL")
    #expect(reading.isChild && reading.age == Age(years: 9))
    #expect(reading.recorded.map(\.flag) == [.unknown, .unknown, .unknown])
  }

  @Test func aCorrectionNamesTheOldAndTheNewNumber() throws {
    let correction = try #require(read("sorry, 3.1 not 7.1").corrections.first)
    #expect(correction.fact == nil && correction.old == 7.1)
    #expect(correction.value?.value == 3.1)
    #expect(read("sorry, my calcium is 9.1 mg/dl").recorded.first?.isCorrection == true)
  }

  @Test func aLineWithoutFactsIsEmpty() {
    for line in [
      "", "hello", "what is calciphylaxis?", "thanks a lot!", "   ", "how is it treated",
    ] {
      #expect(read(line).isEmpty, "\(line)")
    }
  }

  @Test func aNameByItselfIsKeptForAnOpenQuestion() {
    #expect(read("apixaban").bareFacts == ["doac"])
    #expect(read("apixaban").recorded.isEmpty)
  }
}
