package import Conversation
import NIOCore
import NIOSSL

/// Answers one line in one session: `assistant.reply(to:in:)`, or a stand-in for it.
///
/// Called on event loops, several at once: it must not block, and must keep what it remembers in
/// the session.
package typealias LineAnswer = @Sendable (_ line: String, _ session: inout Session) -> Reply

/// What a server works with, and what a reload replaces as a whole.
///
/// A reload puts new parts in the place of the old ones between two events; sessions stay.
package struct ServerParts: Sendable {
  package var answer: LineAnswer
  /// Whether a line that got this reply is known to say nothing of anybody, so that a shell may keep it.
  package var mayBeKept: @Sendable (_ line: String, _ reply: Reply) -> Bool = { _, _ in false }
  /// Who may ask; `nil` lets everybody.
  package var tokens: TokenBook?
  /// The certificate that TLS listeners show to new connections.
  package var tls: ServerCertificate?

  package init(
    answer: @escaping LineAnswer, tokens: TokenBook? = nil, tls: ServerCertificate? = nil
  ) {
    self.answer = answer
    self.tokens = tokens
    self.tls = tls
  }

  /// - Parameter unanswered: takes the questions that stay open, masked; `nil` where nobody wishes that
  package init(
    _ assistant: Assistant, tokens: TokenBook? = nil, tls: ServerCertificate? = nil,
    unanswered: OpenQuestionTaker? = nil
  ) {
    let mask = unanswered == nil ? nil : QuestionMask(assistant)
    self.init(
      answer: { line, session in
        let reply = assistant.reply(to: line, in: &session)
        if let question = mask?.question(line, after: reply) { unanswered?(question) }
        return reply
      }, tokens: tokens, tls: tls)
    mayBeKept = { assistant.mayKeep($0, after: $1) }
  }
}

/// Why new parts could not be loaded: one message for each problem.
/// They go to the log, so they must hold no text of a client.
package struct ReloadFailure: Error, Sendable, Hashable {
  package var problems: [String]

  package init(problems: [String]) { self.problems = problems }
}

/// What a server shows to clients that begin with TLS: versions 1.2 and 1.3.
///
/// Neither key nor certificate is read again: whoever renews them reloads the server.
package struct ServerCertificate: Sendable {
  let context: NIOSSLContext
  /// From when to when the certificate and those that signed it are valid, in seconds since 1970.
  package let validities: [(start: Int64, end: Int64)]

  /// Reads a certificate with what signed it, and its key, from PEM files.
  ///
  /// - Parameters:
  ///   - chain: path of a PEM file, the server's own certificate first
  ///   - key: path of its key in PEM, without a passphrase
  /// - Throws: NIOSSL's errors, for files that cannot be read or that do not belong together.
  package init(chain: String, key: String) throws {
    let certificates = try NIOSSLCertificate.fromPEMFile(chain)
    validities = certificates.map { (Int64($0.notValidBefore), Int64($0.notValidAfter)) }
    let key = try NIOSSLPrivateKey(file: key, format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    // A client that never says good-bye must not hold up a shutdown.
    configuration.shutdownTimeout = .seconds(1)
    context = try NIOSSLContext(configuration: configuration)
  }
}
