import LineServer
import NIOCore
import Testing

/// Servers that answer only those who know a token.
@Suite struct TokenTests {
  /// The SHA-256 of "test".
  private let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

  private func parts() throws -> ServerParts {
    ServerParts(answer: parrot(), tokens: try TokenBook(hash))
  }

  @Test func answersHelpAndQuitAloneBefore() async throws {
    try await withServer(parts()) { _, address in
      let wire = try await Wire.connect(address)
      wire.send("hello\n/stats\n/ping\n\n/help\nhelp\n/reset\n" + longLine + "\n/quit\n")
      let replies = Wire.replies(in: try await wire.ended()).dropFirst()
      let refused = "530 authentication required"
      #expect(
        Array(replies) == [
          refused, refused, refused, refused, "213 info\r\nhelp", "213 info\r\nhelp", refused,
          refused, "221 bye",
        ])
    }
  }

  @Test func answersOnceTheTokenWasRight() async throws {
    try await withServer(parts()) { _, address in
      let wire = try await Wire.connect(address)
      wire.send("/auth test\nhello\n")
      #expect(
        try await wire.replies(3).dropFirst() == [
          "213 info auth", "210 answer parrot\r\nyou said hello",
        ])
    }
  }

  @Test func closesAfterTooManyWrongOnes() async throws {
    try await withServer(parts()) {
      $0.limits.wrongTokens = 3
      $0.limits.wrongTokenDelay = .milliseconds(1)
    } _: { server, address in
      let wire = try await Wire.connect(address)
      wire.send("/auth a\n/auth b\n/auth c\n/auth test\nhello\n")
      let replies = Wire.replies(in: try await wire.ended()).dropFirst()
      #expect(
        Array(replies) == [
          "535 authentication failed", "535 authentication failed", "535 authentication failed",
          "421 closing too many wrong tokens",
        ])
      #expect(server.stats.wrongTokens == 3)
    }
  }

  @Test func eachWrongOneMakesTheNextWaitLonger() async throws {
    try await withServer(parts()) {
      $0.limits.wrongTokenDelay = .milliseconds(50)
    } _: { _, address in
      let clock = ContinuousClock()
      let start = clock.now
      let wire = try await Wire.connect(address)
      wire.send("/auth a\n/auth b\n/auth test\nhello\n")
      let replies = try await wire.replies(5)
      #expect(replies.last == "210 answer parrot\r\nyou said hello")
      #expect(clock.now - start >= .milliseconds(150))
    }
  }

  @Test func withoutTokensAuthIsFriendly() async throws {
    try await withServer { _, address in
      let wire = try await Wire.connect(address)
      wire.send("/auth whatever\n")
      #expect(try await wire.replies(2).last == "213 info auth")
    }
  }

  private var longLine: String { String(repeating: "x", count: 5000) }
}
