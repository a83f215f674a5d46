import LineClient
import NIOCore
import Testing

/// What a person reads where a server does not answer.
struct FailureTests {
  @Test(arguments: [
    (
      LineConnection.Failure.unreachable("Connection refused"),
      "the server cannot be reached: Connection refused"
    ),
    (
      .farewell(code: 420, words: "busy too many clients"),
      "the server ended the conversation: 420 busy too many clients"
    ),
    (.tls("certificate verify failed"), "TLS failed: certificate verify failed"),
    (.closed, "the server closed the connection"),
    (.timedOut, "the server did not answer in time"),
    (.notTheProtocol, "what answers there does not speak the line protocol"),
  ])
  func isTold(_ failure: LineConnection.Failure, _ text: String) { #expect("\(failure)" == text) }

  @Test func nobodyThereIsOne() {
    #expect(throws: LineConnection.Failure.unreachable("Connection refused")) {
      try LineConnection(.tcp(host: "127.0.0.1", port: 1), timeout: .seconds(5))
    }
  }
}
