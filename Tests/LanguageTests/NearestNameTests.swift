import Language
import Testing

struct NearestNameTests {
  private static let names = ["help", "labs", "trend", "facts", "forget", "calciphylaxis", "a/b-c"]

  @Test(
    arguments: [
      ("hepl", "help"), ("lab", "labs"), ("frget", "forget"), ("calcifilaxis", "calciphylaxis"),
      ("a/b_c", "a/b-c"), ("xyz", nil), ("", nil), ("help", "help"), ("helpless", nil),
    ] as [(String, String?)])
  func isTheOneMeant(_ typed: String, _ name: String?) {
    #expect(NearestName.closest(to: typed, among: Self.names) == name)
  }

  @Test func ofTwoAsNearTheFirstInTheAlphabet() {
    #expect(NearestName.closest(to: "cat", among: ["rat", "bat"]) == "bat")
    #expect(NearestName.closest(to: "cat", among: ["bat", "rat"]) == "bat")
  }

  @Test func aBeginningGoesBeforeEdits() {
    #expect(NearestName.meant(by: "calci", among: Self.names) == "calciphylaxis")
    #expect(NearestName.meant(by: "he", among: Self.names) == nil)
  }
}
