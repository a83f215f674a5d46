import Conversation
import Testing

@testable import LineProtocol

struct CleanTextTests {
  /// Every scalar there is, alone and between letters.
  @Test func isSoWhereCleaningChangesNothing() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for text in [String(scalar), "a\(scalar)b"] {
        let isClean = Line.cleaned(text) == text && scalar != "\n"
        guard CleanText.isOneCleanLine(text) != isClean else { continue }
        Issue.record("U+\(String(value, radix: 16)) is\(isClean ? "" : " not") clean")
      }
    }
  }

  @Test(arguments: StatusCode.allCases)
  func statusLinesBeginWithTheirCode(_ code: StatusCode) {
    #expect("\(code.head)" == "\(code.rawValue) \(code.word)")
  }
}
