import Testing

@testable import LabValues

/// Dates as exactly as they were said.
struct WhenTests {
  @Test(arguments: [
    ("2026-03-01", When.Precision.day), ("2026-03", .month), ("2026", .year),
  ])
  func whatIsWrittenIsReadBack(text: String, precision: When.Precision) throws {
    let when = try #require(When(written: text))
    #expect(when.precision == precision && when.description == text)
  }

  @Test(arguments: ["", "undated", "2026-3", "26", "2026-13", "2026-02-30", "2026-03-01T"])
  func nothingElseIsRead(text: String) { #expect(When(written: text) == nil) }

  @Test(arguments: [
    ("2026-11-07", false), ("2026-11-06", true), ("2026-11-21", false), ("2026-12-24", false),
    ("2026-11", false), ("2026-10", true), ("2026", false), ("2025", true),
  ])
  func longAgoIsMoreThanTwoWeeks(text: String, isLongAgo: Bool) throws {
    let when = try #require(When(written: text))
    #expect(when.isLongAgo(before: SmallLabs.today) == isLongAgo)
    #expect(!when.isLongAgo(before: nil))
  }
}
