import LabValues
import Testing

/// Whole reports as people paste them: heads, tables, headings and rows typed by hand.
struct ReportTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var expected: String
    var testDescription: String { text }
  }

  private static func table(_ rows: KeyValuePairs<String, String>) -> [Case] {
    rows.map { Case(text: $0.key, expected: $0.value) }
  }

  private func reading(_ text: String) -> Reading {
    CatalogueFile.reader.read(text, today: Day(year: 2026, month: 11, day: 21))
  }

  static let printed = table([
    "Serum calcium (XE2q3)  2.29 mmol/L  [2.2 - 2.6]": "calcium_total 9.2 mg/dL normal",
    "Plasma C reactive protein (XE2dy)  <4 mg/L  [0.0 - 10.0]": "crp <4.0 mg/L normal",
    "ALP (U/L)\t118": "alp 118 U/L normal",
    "Alkalische Phosphatase (IFCC 37°C) S 148      +      U/l            35 - 105":
      "alp 148 U/L high",
    "Ácido úrico                         8,1     *      mg/dL             [3,4 - 7,0]":
      "uric_acid 8.1 mg/dL high",
    "ACIDO URICO 8,1 mg/dL": "uric_acid 8.1 mg/dL high",
    "CRÉATININE 96 µmol/L": "creatinine 1.09 mg/dL normal",
    "PO4           0.28  LL   mmol/L         0.75 - 1.50": "phosphate 0.9 mg/dL critical-low",
    " ↓ cCa2+          1,09      mmol/L      [ 1,15 - 1,29 ]":
      "calcium_ionized 1.09 mmol/L low",
    "CALCIUM ADJ. FOR ALBUMIN                 2.38 mmol/L     2.20 - 2.60":
      "calcium_adjusted 9.5 mg/dL normal",
    "OBX|11|SN|1988-5^C reactive protein^LN||<^3.0|mg/L|0.0-8.0|N|||F": "crp <3.0 mg/L normal",
    "<b>Calcium</b> 9.6 mg/dL": "calcium_total 9.6 mg/dL normal",
    "PCR 0,3 mg/dl": "crp 3.0 mg/L normal",
    "Sodium 139, PCR 61": "",
    "K 5.3 , Ca 9. 4, P 6.1": "calcium_total 9.4 mg/dL normal; phosphate 6.1 mg/dL high",
  ])

  @Test(arguments: printed) func aRowIsReadAsItIsPrinted(example: Case) {
    #expect(summary(reading(example.text)) == example.expected)
  }

  @Test func anUnknownItemOfAListIsNoSecondValue() {
    let read = reading("Report\nHb 131 g/L; Plt 250; XYC 6.1\nCalcium 9.6 mg/dL")
    #expect(read.alarms.isEmpty && read.mentions.map(\.asTyped) == ["9.6 mg/dL"])
  }

  static let mended = table([
    "phosphte 1.04 mmol/l": "phosphate 3.2 mg/dL normal",
    "Kreatinn 1,34 mg/dl": "creatinine 1.34 mg/dL high",
    "alk phosphatse 121 U/L": "alp 121 U/L normal",
    "fosfatsa alcalina 67 u/l": "alp 67 U/L normal",
    "crétinine 148 umol/l": "creatinine 1.67 mg/dL high",
    // Two names are as near, the unit is another's, or the test is not one that is read.
    "phosphatse 121 U/L": "", "phosphte 121 U/L": "", "globulim 3.1 g/dl": "",
    "sodum 118 mmol/l": "",
  ])

  @Test(arguments: mended) func aLetterWrongIsPutRightBesideAUnit(example: Case) {
    #expect(summary(reading(example.text)) == example.expected)
  }

  static let tables = table([
    "Test (unit)\tGoal\t09/02/2026\t10/07/2026\t11/04/2026\nAlbumin (g/dL)\t4.0 or higher\t3.4 L\t\t3.6 L":
      "albumin 3.4 g/dL low @2026-09-02 earlier; albumin 3.6 g/dL low @2026-11-04",
    "Result\t03-Nov-2026 07:10\t03-Oct-2026 07:05\t06-Sep-2026 07:20\nPTH (pmol/L)\t41.2\t--\t38.7":
      "pth 389 pg/mL high @2026-11-03; pth 365 pg/mL high @2026-09-06 earlier",
    "Lab\t11/03/26 0522\t11/04/26 0610\t11/06/26 0548\nCALCIUM\t14.1*\t12.2*\t10.4":
      "calcium_total 14.1 mg/dL critical-high @2026-11-03 earlier; calcium_total 12.2 mg/dL high @2026-11-04 earlier; "
      + "calcium_total 10.4 mg/dL normal @2026-11-06",
    "Test\t1.10.2026\t1.11.2026\nCRP mg/L\t<1\t2":
      "crp <1.0 mg/L normal @2026-10-01 earlier; crp 2.0 mg/L normal @2026-11-01",
    "Test,2026-09-01,2026-11-01\nPTH pg/mL,412,380":
      "pth 412 pg/mL high @2026-09-01 earlier; pth 380 pg/mL high @2026-11-01",
    "Calcium 2,41 mmol/L (2,20 - 2,60)   Antériorité du 12/05/2026 : 2,35":
      "calcium_total 9.7 mg/dL normal; calcium_total 9.4 mg/dL normal @2026-05-12 earlier",
    "CALCIUM\n  Your Value: 9.6 mg/dL   Standard Range: 8.5 - 10.3 mg/dL":
      "calcium_total 9.6 mg/dL normal",
    "PTH,\n  INTACT                88 H            16-77 pg/mL           AMD": "pth 88 pg/mL high",
  ])

  /// What six authors printed who had not seen the program.
  static let pages = table([
    "Date Collected: 10/27/2026   Date Reported: 10/29/2026\nCalcium 01   10.6  High   mg/dL   8.6-10.2":
      "calcium_total 10.6 mg/dL high @2026-10-27",
    "Fecha de extracción: 8 de julio de 2026\nCalcio 9,7 mg/dL":
      "calcium_total 9.7 mg/dL normal @2026-07-08",
    "Probenabnahme: 21. Jänner 2026, 07:25 Uhr\nKreatinin 1,86 mg/dL":
      "creatinine 1.86 mg/dL high @2026-01-21",
    "bloods from Tuesday 9 September 2025\nCalcium 2.41 mmol/L":
      "calcium_total 9.7 mg/dL normal @2025-09-09",
    "Sample Coll : 07-Nov-2026  08:15 AM\nSerum Ca1cium   9.l   mg/dL   8.6 - 10.2":
      "calcium_total 9.1 mg/dL normal @2026-11-07",
    "PTH lntact   l47.3 H   pg/mL": "pth 147 pg/mL high",
    "CA;Calcium total;2,33;mmol/L;2,10;2,55;;28.01.2026 09:20;V":
      "calcium_total 9.3 mg/dL normal @2026-01-28",
    "PTH;Parathormone intacte;en cours;pmol/L;1,1;6,8;;28.01.2026 09:20;A": "",
    "Calcium | 2.38 mmol/L | ref 2.15..2.55 | interp N": "calcium_total 9.5 mg/dL normal",
    "Parathormon intakt\n▲ 92 pg/mL\nRango: 18 - 88": "pth 92 pg/mL high",
    "Date   16/05/26   15/08/26\nCreatinine   *203   *221   umol/L   (60 - 110)":
      "creatinine 2.30 mg/dL high @2026-05-16 earlier; creatinine 2.50 mg/dL high @2026-08-15",
    "date\tCa mmol/L\tPO4 mmol/L\ntarget\t2.20-2.60\t0.80-1.70\n18/03/2026\t2.31\t1.64":
      "calcium_total 9.3 mg/dL normal @2026-03-18; phosphate 5.1 mg/dL normal @2026-03-18",
    "test | mum | dad | ref\nalbumin g/L | 44 | 33 | 35-50":
      "mother: albumin 4.4 g/dL normal; father: albumin 3.3 g/dL low",
    "Date        16/05/26      15/08/26      14/11/26\nPTH         38.2 H        -             46.9 H        pmol/L":
      "pth 360 pg/mL high @2026-05-16 earlier; pth 442 pg/mL high @2026-11-14",
    "bath K 2.0  Ca 1.25  HCO3 32\nalbumin 34 g/L": "albumin 3.4 g/dL low",
    "calcium 9.4 milligrams per deciliter": "calcium_total 9.4 mg/dL normal",
    "calcio 10 virgola 9 milligrammi per decilitro": "calcium_total 10.9 mg/dL high",
    "25-154882190,Calcium,2.41,mmol/L": "calcium_total 9.7 mg/dL normal",
  ])

  @Test(arguments: pages) func aPageIsReadAsItIsPrinted(example: Case) {
    #expect(summary(reading(example.text)) == example.expected)
  }

  /// Whose report it is stands in its first row, whatever the writer says of themselves in between.
  @Test func aReportStaysWhoseItIs() {
    let read = reading(
      "These are my mother's bloods, can you tell me which matter\nCalcium is 2.71 mmol/L, the range says 2.20 to 2.60\n"
        + "phosphate 0.88 mmol/L, no letter so I presume fine\neGFR 52 mL/min/1.73m2\nMy own albumin was 41 g/L"
    )
    #expect(read.mentions.map(\.subject) == [.mother, .mother, .mother, nil])
  }

  @Test(arguments: tables) func aValueBelongsToItsColumn(example: Case) {
    #expect(summary(reading(example.text)) == example.expected)
  }

  @Test(arguments: [
    "24 HOUR URINE   collection ended 09/11/2026 07:30   volume 1.42 L",
    "ORINA DE 24 HORAS   (volumen: 1620 mL)",
    "URINE 12/11/2026", "24-h-Sammelurin", "Urines de 24 heures",
  ])
  func whatStandsBelowAUrineHeadingIsNotOfBlood(heading: String) {
    let text =
      "Report\n\(heading)\nCalcium 14.2 mg/dL\nSodium 98 mmol/L\nSERUM   collected 09/11/2026\nCalcium 9.6 mg/dL"
    let read = reading(text)
    #expect(read.mentions.map(\.asTyped) == ["9.6 mg/dL"])
    #expect(read.alarms.isEmpty && !read.mayBeCritical)
    #expect(read.unread.map(\.reason) == [.otherSpecimen, .otherSpecimen])
  }

  @Test(arguments: [
    "Urine dipstick\npH 6", "Nutrition and Fluid", "Fluid balance chart",
    "Spot urine\nSodium 98 mmol/L\n\nU&E", "Urine\nSodium 98 mmol/L\nSerum",
  ])
  func aWordOfAnotherFluidHidesNoDanger(head: String) {
    let read = reading("\(head)\nPotassium 6.9 mmol/L\nCalcium 9.6 mg/dL")
    #expect(read.alarms.map(\.urgency) == [.now])
    #expect(read.mentions.map(\.asTyped) == ["9.6 mg/dL"])
  }

  @Test func aNameOfBloodIsOfBloodBelowAnyHeading() {
    let read = reading(
      "Random urine\nSodium 98 mmol/L\nSerum potassium 6.9 mmol/L\nPhosphate 17 mg/dL")
    #expect(read.alarms.map(\.urgency) == [.now])
    #expect(read.mentions.isEmpty)
  }

  static let heads: [(String, Person?)] = [
    ("Patient Access", nil), ("\"Patient\",\"Mr K DOOLAN\",\"DOB\",\"30/05/1949\"", nil),
    ("Gemeinschaftspraxis Dr. Wessel & Partner", nil), ("Paciente: MARTORELL VIDAL, JOSEP", nil),
    ("Dad's results (from his letter):", .father),
    ("mum's results (she asked me to look)", .mother),
    ("results for my husband", .husband), ("Befund von meiner Mutter (79)", .mother),
  ]

  @Test(arguments: heads) func theHeadOfAReportNamesNobody(head: String, person: Person?) {
    let rows = "\nRegional laboratory\nPT 12 sec\nCalcium 9.6 mg/dL\nPhosphorus 3.1 mg/dL"
    let read = reading(head + rows)
    let labs = read.mentions.filter { $0.kind == .analyte }
    #expect(labs.map(\.subject) == [person, person])
    #expect(read.alarms.isEmpty)
  }

  @Test(arguments: [
    "Serum CA 125 level 14 ku/L", "Serum CA 19-9 14 U/mL", "Sodium valproate level 62 mg/L",
    "UREA / SR.CREATININE RATIO 34.96", "PTH-Related Peptide, P      0.8      pmol/L",
    "Fosfatasa alcalina ósea 18,2 µg/L",
  ])
  func anotherTestIsNeverTakenForANeighbour(row: String) {
    let read = reading("Report\n\(row)\nCalcium 9.6 mg/dL")
    #expect(read.mentions.map(\.asTyped) == ["9.6 mg/dL"])
    #expect(read.alarms.isEmpty && !read.mayBeCritical)
  }

  @Test(arguments: [
    "Potassium\tHemolyzed\t3.5 - 5.1 mmol/L", "25-OH VITAMINA D in corso",
    "Kalium gehemolyseerd staal",
    "CALCIO IONIZZATO annullato: provetta non idonea", "FGF23, INTACT (2)    pending",
    "LDH | Haemolysed | | |",
  ])
  func whatHasNoResultIsNamed(row: String) {
    let read = reading("Report\n\(row)\nCalcium 9.6 mg/dL")
    #expect(read.mentions.map(\.asTyped) == ["9.6 mg/dL"])
    #expect(read.unread.count == 1)
  }
}
