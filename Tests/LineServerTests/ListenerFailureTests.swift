import LineServer
import Testing

struct ListenerFailureTests {
  @Test(arguments: [
    (ListenerFailure.nothingToListenOn, "there is nothing to listen on"),
    (.noCertificate, "a TLS port needs a certificate and a key"),
    (.unixPathTaken("/a"), "/a exists and is no socket"),
    (.unixPathInUse("/a"), "another server listens on /a"),
    (
      .cannotBind(.tcp(host: "127.0.0.1", port: 1), reason: "no"),
      "cannot listen on 127.0.0.1 port 1: no"
    ),
    (.cannotBind(.unix(path: "/a"), reason: "no"), "cannot listen on /a: no"),
    (
      .cannotBind(.inherited(descriptor: 3), reason: "no"),
      "cannot listen on the inherited socket 3: no"
    ),
  ])
  func isTold(_ failure: ListenerFailure, _ text: String) { #expect("\(failure)" == text) }
}
