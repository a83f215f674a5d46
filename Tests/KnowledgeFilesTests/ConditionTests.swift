import Knowledge
import Testing

/// What an author is told of a condition that cannot be read.
struct ConditionTests {
  @Test(arguments: [
    ("(dialysis", 9, "')'", "the end"),
    ("dialysis or", 11, "a name", "the end"),
    ("egfr < low", 7, "a number", "low"),
    ("egfr < nan", 7, "a number", "nan"),
    ("egfr > -inf", 7, "a number", "-inf"),
    ("egfr > 1e999", 7, "a number", "1e999"),
    (String(repeating: "(", count: 14) + "a", 13, Self.tooDeep, "("),
    (String(repeating: "(", count: 100_000), 13, Self.tooDeep, "("),
    (String(repeating: "not ", count: 100_000) + "a", 52, Self.tooDeep, "not"),
  ])
  func theFirstFaultIsTold(
    _ text: String, _ offset: Int, _ expected: String, _ found: String
  ) {
    let error = ConditionError(offset: offset, expected: expected, found: found)
    #expect(throws: error) { try Condition(parsing: text) }
  }

  private static let tooDeep = "fewer brackets and 'not' within one another"

  @Test func manyPartsBesideOneAnotherAreNotDeep() throws {
    let parts = [String](repeating: "(not a or b)", count: 1000)
    guard case .all(let read) = try Condition(parsing: parts.joined(separator: " and ")) else {
      return #expect(Bool(false))
    }
    #expect(
      read == [Condition](repeating: .any([.not(.stated(["a"])), .stated(["b"])]), count: 1000))
  }
}
