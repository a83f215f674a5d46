import Conversation
import Rendering
import Testing

/// Two subjects side by side: a table where there is room, else stacked.
struct SideBySideTests {
  private func lines(width: Int?, isAccessible: Bool = false) -> [String] {
    var reply = Reply(.answer)
    reply.blocks = [
      .sideBySide(
        SideBySide(
          titles: ["Soup", "Bread"],
          rows: [
            .init(
              "Heat", ["It is served hot, at noon and in the evening. [1]", "Nothing is said."])
          ]))
    ]
    return PlainText(width: width, isAccessible: isAccessible).lines(of: reply).map(\.text)
  }

  @Test func aTableWhereThereIsRoom() {
    let rule = String(repeating: "─", count: 70)
    #expect(
      lines(width: 70) == [
        "      Soup                             Bread", rule,
        "Heat  It is served hot, at noon and    Nothing is said.", "      in the evening. [1]",
      ])
  }

  @Test(arguments: [(69, false), (nil, false), (78, true)] as [(Int?, Bool)])
  func stackedElsewhere(_ width: Int?, _ isAccessible: Bool) {
    #expect(
      lines(width: width, isAccessible: isAccessible) == [
        "Heat", "- Soup: It is served hot, at noon and in the evening. [1]",
        "- Bread: Nothing is said.",
      ])
  }
}
