import Testing

@testable import LabValues

/// The dates of a line, with 21 November 2026 as the day on which it is read.
struct DateReaderTests {
  private func dates(_ text: String, today: Day? = SmallLabs.today) -> [DateSpan] {
    DateReader(SmallLabs.scan(text), today: today, words: SmallWords.vocabulary).dates()
  }

  private func check(_ row: Row) {
    let found = dates(row.text).map(\.when.description).joined(separator: " ")
    #expect(found == row.expected)
  }

  static let numeric = Row.table([
    "2026-03-01": "2026-03-01", "2026/03/01": "2026-03-01", "20260301": "2026-03-01",
    "202603010814": "2026-03-01", "1.3.2026": "2026-03-01", "01.03.26": "2026-03-01",
    "13/3/2026": "2026-03-13", "3/13/2026": "2026-03-13", "03/2026": "2026-03",
    "2026-03": "2026-03", "05/13/26": "2026-05-13", "2026-13-45": "", "120/80": "", "8.6-10.2": "",
    "1.3": "", "12345678": "", "1-2-3": "",
  ])

  @Test(arguments: numeric) func digitsAreADate(row: Row) { check(row) }

  static let ambiguous = Row.table([
    "3/4/2026": "undated", "11/12/2026": "2026-11-12", "12/11/2026": "2026-11-12",
    "5/5/2026": "2026-05-05", "13/3/2026 and 4/3/2026": "2026-03-13 2026-03-04",
    "3/13/2026 and 4/3/2026": "2026-03-13 2026-04-03",
    "4/3/2026, then 13/3/2026": "2026-03-04 2026-03-13",
  ])

  /// The other dates of the message decide, or that one of the days is still to come.
  @Test(arguments: ambiguous) func dayAndMonthAreSettledOrLeftOpen(row: Row) { check(row) }

  static let months = Row.table([
    "3 March 2026": "2026-03-03", "March 3, 2026": "2026-03-03", "3rd of March 2026": "2026-03-03",
    "March 2026": "2026-03", "05-Jun-2026": "2026-06-05", "05-Jun-26": "2026-06-05",
    "2026-Jun-05": "2026-06-05", "2026-Jun-35": "",
    "on 3 March": "2026-03-03", "3 December": "2025-12-03", "March 3rd": "2026-03-03",
    "in May": "2026-05", "in December": "2025-12", "in 2019": "2019", "since 2019": "2019",
    "since 2026-03-01": "2026-03-01", "in 03/2026": "2026-03", "since 20260301": "2026-03-01",
    "may": "", "I may go": "", "30 bones": "", "calcium 11 March 2026": "2026-03",
    "of 2000 pg/ml": "",
  ])

  @Test(arguments: months) func aMonthIsNamedWithItsDayItsYearOrAWordInFront(row: Row) {
    check(row)
  }

  static let relative = Row.table([
    "yesterday": "2026-11-20", "last week": "2026-11-14", "last month": "2026-10",
    "last year": "2025", "3 weeks ago": "2026-10-31", "two months ago": "2026-09",
    "5 days ago": "2026-11-16", "1 year ago": "2025", "on Tuesday": "2026-11-17",
    "last Saturday": "2026-11-14", "recently": "undated", "last summer": "undated",
    "3 weeks": "", "Tuesday": "",
  ])

  @Test(arguments: relative) func wordsCountBackFromTheDay(row: Row) { check(row) }

  @Test(arguments: ["yesterday", "last month", "3 weeks ago", "in May", "on Tuesday", "3/4/2026"])
  func withoutADayTheyStayOpen(text: String) {
    #expect(dates(text, today: nil).map(\.when.day) == [nil])
  }

  @Test(arguments: [
    ("last summer", true), ("recently", false), ("last year", true), ("last month", false),
  ])
  func longAgoIsSaidByItsWord(text: String, isLongAgo: Bool) {
    #expect(dates(text).map(\.when.isLongAgo) == [isLongAgo])
  }

  @Test(arguments: [
    ("born 1961-03-02", true), ("born: on 2 March 1961", true), ("reported 2026-03-01", true),
    ("collected 2026-03-01", false), ("born. 2026-03-01", false), ("2026-03-01", false),
  ])
  func aDateOfBirthIsNoSamples(text: String, isOther: Bool) {
    #expect(dates(text).map(\.isOther) == [isOther])
  }

  static let times = Row.table([
    "2026-03-01 08:14 calcium": "2026-03-01 08:14",
    "2026-03-01T08:14:00Z calcium": "2026-03-01T08:14:00Z",
    "3 March 2026, 8:14 am": "3 March 2026, 8:14 am", "2026-03-01 8 am": "2026-03-01",
    "2026-03-01\n08:14": "2026-03-01",
  ])

  @Test(arguments: times) func aTimeOfDayBelongsToItsDate(row: Row) throws {
    let date = try #require(dates(row.text).first)
    #expect(SmallLabs.words(date.start..<date.end, of: SmallLabs.scan(row.text)) == row.expected)
  }
}
