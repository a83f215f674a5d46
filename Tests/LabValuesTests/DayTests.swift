import LabValues
import Testing

struct DayTests {
  @Test(arguments: ["2026-11-21", "2024-02-29", "0001-01-01", "9999-12-31"])
  func readsAndWritesIsoDays(text: String) { #expect(Day(iso: text)?.description == text) }

  @Test(arguments: [
    "2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-00-10", "", "2026-01-01-",
  ])
  func refusesWhatIsNoDay(text: String) { #expect(Day(iso: text) == nil) }

  @Test func knowsTheDayOfTheWeek() {
    #expect(Day(iso: "2026-11-21")?.weekday == 6)
    #expect(Day(iso: "2000-02-29")?.weekday == 2)
    #expect(Day(iso: "2026-11-23")?.weekday == 1)
  }

  @Test(arguments: [
    ("2026-03-31", RelativeDate.Span(unit: .months, count: 1), "2026-02-28"),
    ("2026-01-01", .init(unit: .days, count: 1), "2025-12-31"),
    ("2024-03-01", .init(unit: .days, count: 1), "2024-02-29"),
    ("2026-01-15", .init(unit: .weeks, count: 3), "2025-12-25"),
    ("2024-02-29", .init(unit: .years, count: 1), "2023-02-28"),
    ("2026-11-21", .init(unit: .days, count: 1000), "2024-02-25"),
  ])
  func countsBack(from: String, span: RelativeDate.Span, to: String) {
    #expect(Day(iso: from)?.back(span)?.description == to)
  }

  @Test func goesBackToNowhereWithoutTrapping() {
    #expect(Day(iso: "0002-01-01")?.back(.init(unit: .years, count: .max)) == nil)
    #expect(Day(iso: "0002-01-01")?.back(.init(unit: .days, count: .max)) == nil)
  }

  @Test(arguments: [
    ("calcium 10.2 mg/dl on 2026-03-01", "2026-03-01"),
    ("calcium 10.2 mg/dl last month", "2026-10"),
    ("calcium 10.2 mg/dl on 3 March 2026", "2026-03-03"),
    ("calcium 10.2 mg/dl, March 2026", "2026-03"),
    ("calcium 10.2 mg/dl on March 3rd", "2026-03-03"), ("calcium 10.2 mg/dl in May", "2026-05"),
    ("calcium 10.2 mg/dl in December", "2025-12"), ("calcium 10.2 mg/dl yesterday", "2026-11-20"),
    ("calcium 10.2 mg/dl last week", "2026-11-14"),
    ("calcium 10.2 mg/dl 3 weeks ago", "2026-10-31"),
    ("calcium 10.2 mg/dl two months ago", "2026-09"),
    ("calcium 10.2 mg/dl on Tuesday", "2026-11-17"),
    ("calcium 10.2 mg/dl last Saturday", "2026-11-14"), ("calcium 10.2 mg/dl in 2019", "2019"),
    ("calcium 10.2 mg/dl on 13/5/2026", "2026-05-13"),
    ("calcium 10.2 mg/dl on 1.3.2026", "2026-03-01"),
    ("calcium 10.2 mg/dl on 3/4/2026", "undated"), ("calcium 10.2 mg/dl the other day", "undated"),
    ("calcium 10.2 mg/dl (03/2026)", "2026-03"), ("2026-03-01: calcium 10.2 mg/dl", "2026-03-01"),
  ])
  func datesAValue(line: String, date: String) {
    let reading = CatalogueFile.reader.read(line, today: Day(iso: "2026-11-21"))
    #expect(reading.recorded.map { $0.when?.description } == [date])
    #expect(reading.recorded.map { $0.value?.value } == [10.2])
  }

  @Test func withoutAReferenceDayRelativeDatesStayUnknown() {
    let reading = CatalogueFile.reader.read("calcium 10.2 mg/dl last month")
    #expect(reading.recorded.first?.when == When(day: nil, precision: .month))
  }
}
