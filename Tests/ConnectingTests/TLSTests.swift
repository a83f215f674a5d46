import Foundation
import LineClient
import LineServer
import Logging
import NIOCore
import TestSupport
import Testing

@testable import Connecting

/// What a person is told where TLS does not come about.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct TLSTests {
  private static let fixtures = Project.folder + "/Tests/LineServerTests/Fixtures"
  private static let certificate = fixtures + "/certificate.pem"

  /// What connecting fails with; `nil` where it does not.
  ///
  /// - Parameter isTLS: whether TLS is spoken there
  private func failure(
    as host: String, at address: String = "127.0.0.1", trusting trust: LineConnection.Trust,
    isTLS: Bool = true
  ) async throws -> String? {
    var parts = ServerParts(try SmallFolder.least.assistant())
    if isTLS {
      parts.tls = try ServerCertificate(chain: Self.certificate, key: Self.fixtures + "/key.pem")
    }
    let listener = ListeningPlace(.tcp(host: address, port: 0), isTLS: isTLS)
    let server = try await ListeningServer.start(
      parts, ServerOptions(listeners: [listener]),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, today: { nil })
    let port = server.addresses.first?.port ?? 0
    let told: String? = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        do throws(ConnectFailure) {
          _ = try ServerAnswering(
            .tls(host: host, port: port, trust: trust), pauses: [], timeout: .seconds(10))
          continuation.resume(returning: nil)
        } catch {
          continuation.resume(returning: "\(error)")
        }
      }
    }
    await server.stop(grace: .zero)
    return told
  }

  @Test func aCertificateThatIsBelievedIsNone() async throws {
    #expect(try await failure(as: "localhost", trusting: .file(Self.certificate)) == nil)
  }

  @Test func aCertificateThatNobodySignedIsTold() async throws {
    let told = try await failure(as: "localhost", trusting: .system)
    #expect(told == "TLS failed: certificate verify failed")
  }

  @Test func anotherHostIsTold() async throws {
    let told = try await failure(
      as: "127.0.0.2", at: "127.0.0.2", trusting: .file(Self.certificate))
    #expect(told == "TLS failed: the certificate is for another host")
  }

  @Test func aPortThatSpeaksNoTLSIsTold() async throws {
    let told = try await failure(
      as: "localhost", trusting: .file(Self.certificate), isTLS: false)
    #expect(told == "TLS failed: wrong version number")
  }

  @Test func aFileOfCertificatesThatIsNotThereIsTold() async throws {
    let told = try await failure(as: "localhost", trusting: .file("/nonexistent.pem"))
    #expect(told == "TLS failed: the file of trusted certificates cannot be read")
  }
}
