import Testing

@testable import LabValues

/// What puts a number right: "sorry, 3.1 not 7.1".
struct CorrectionReaderTests {
  static let corrections = Row.table([
    "sorry, 3.1 not 7.1": "3.1 not 7.1", "not 7.1 but 3.1": "3.1 not 7.1", "no 15.4": "15.4",
    "no, 2.9 mmol/l": "2.9 mmol/l", "sorry, over 9": ">9",
    "sorry, calcium 3.1": "calcium_total 3.1",
    "it was 3.1": "-", "not 7.1": "-", "sorry about that": "-", "no 15 iu/ml": "-",
    "sorry, take 5 mg": "-",
  ])

  @Test(arguments: corrections) func aCorrectionNamesTheNewNumberAndTheOld(row: Row) {
    let line = SmallLabs.line(row.text)
    var findings = Findings(line)
    CorrectionReader(line: line).read(into: &findings)
    let found = findings.reading.corrections.map { correction in
      let old = correction.old.map { "not " + plainText($0) }
      return [correction.fact, correction.value?.asTyped, old].compactMap { $0 }
        .joined(separator: " ")
    }
    #expect((found.first ?? "-") == row.expected && found.count <= 1)
  }
}
