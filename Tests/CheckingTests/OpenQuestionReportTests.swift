import Checking
import TestSupport
import Testing

/// Questions that stayed open, grouped.
struct OpenQuestionReportTests {
  @Test func whatIsAlikeStandsTogetherTheMostAskedFirst() throws {
    let assistant = try SmallFolder.least.assistant()
    let report = OpenQuestionReport(
      """
      declined\tmay [person] swim at high water
      uncertain\tdo tides make waves higher
      declined\tis swimming at high water allowed
      declined\tmay [person] swim at high water
      nonsense
      """)
    let lines = report.lines(assistant)
    #expect(report.unread == 1)
    #expect(lines.first == "4 questions in 2 groups: 3 declined, 1 uncertain")
    let groups = lines.filter { $0.contains(" time") }
    #expect(groups.count == 2)
    #expect(groups.first?.hasPrefix("3 times, nearest tides/causes (") == true)
    #expect(groups.last?.hasPrefix("1 time, ") == true)
    let phrases = lines.filter { $0.hasPrefix("  - ") }
    #expect(
      phrases == [
        "  - may somebody swim at high water", "  - is swimming at high water allowed",
        "  - do tides make waves higher",
      ])
  }

  @Test func anEmptyFileHasNothingToTell() throws {
    let assistant = try SmallFolder.least.assistant()
    #expect(
      OpenQuestionReport("").lines(assistant)
        == ["0 questions in 0 groups: 0 declined, 0 uncertain"])
  }
}
