import Testing

@testable import LabValues

/// Numbers that are written out.
struct NumberWordsTests {
  @Test(arguments: [
    ("seven", 7.0, 1), ("forty two", 42, 2), ("two hundred", 200, 2),
    ("nine hundred and forty", 940, 4), ("three thousand", 3000, 2), ("twenty thirteen", 20, 1),
    ("five five", 5, 1), ("six point two", 6.2, 3), ("two hundred and lots", 200, 2),
  ])
  func numberWordsGoOnAsFarAsTheyJoin(text: String, value: Double, end: Int) throws {
    let read = try #require(NumberWords().number(at: 0, in: SmallLabs.scan(text)))
    #expect(read.value == value && read.end == end)
  }

  @Test(arguments: ["hundred", "lots", "9", ""])
  func whatDoesNotBeginWithASmallNumberIsNone(text: String) {
    #expect(NumberWords().number(at: 0, in: SmallLabs.scan(text)) == nil)
  }
}
