import Knowledge
import LabValues
import Language
import Testing

@testable import Conversation

/// The stretches of a line in which a danger is looked for.
struct DangerWindowTests {
  private static func words(_ counts: Int...) -> [Word] {
    let text = counts.map { Array(repeating: "word", count: $0).joined(separator: " ") }
    return Tokenizer.words(of: text.joined(separator: ". "))
  }

  @Test(arguments: [
    (words(), []), (words(2), [0..<2]), (words(5), [0..<5]),
    (words(4, 5), [0..<9, 0..<4, 4..<9]), (words(2, 5), [0..<7, 2..<7]),
    (words(24), [0..<24, 0..<16, 8..<24]),
    (words(40, 30), [0..<16, 8..<24, 16..<32, 24..<40, 40..<56, 48..<64, 56..<70]),
  ])
  func aDangerIsLookedForInALineAndItsParts(words: [Word], windows: [Range<Int>]) {
    #expect(DangerWindow.all(of: words).map(\.range) == windows)
  }

  @Test func whatIsTornFromALineMustBeSurer() {
    let windows = DangerWindow.all(of: Self.words(4, 5))
    #expect(windows[0].price == 0 && windows.dropFirst().allSatisfy { $0.price > 0 })
  }
}
