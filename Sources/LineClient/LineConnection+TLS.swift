import NIOSSL

extension LineConnection.Failure {
  /// What an error of TLS means to a person; `nil` for any other error.
  ///
  /// A connection that ends without the good-bye of TLS is none: it is closed like any other.
  init?(ofTLS error: any Error) {
    switch error {
    case NIOSSLError.uncleanShutdown: return nil
    case NIOSSLError.handshakeFailed(let error): self = .tls(Self.reason(of: error))
    case NIOSSLError.noSuchFilesystemObject, NIOSSLError.failedToLoadCertificate:
      self = .tls("the file of trusted certificates cannot be read")
    case let error as NIOSSLError: self = .tls("\(error)")
    case let error as BoringSSLError: self = .tls(Self.reason(of: error))
    case let error as NIOSSLExtraError:
      let isOther = error == .failedToValidateHostname
      self = .tls(isOther ? "the certificate is for another host" : "\(error)")
    default: return nil
    }
  }

  private static func reason(of error: BoringSSLError) -> String {
    switch error {
    case .sslError(let errors), .unknownError(let errors), .invalidSNIName(let errors),
      .failedToSetALPN(let errors):
      errors.first.map(reason(of:)) ?? "\(error)"
    default: "\(error)"
    }
  }

  /// The words of an error that the library writes with its number and place in the source.
  ///
  ///     Error: 268435581 error:1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED at /a.cc:298
  ///         → certificate verify failed
  private static func reason(of error: BoringSSLInternalError) -> String {
    guard error != .eofDuringHandshake else { return "the server hung up" }
    let text = "\(error)"
    let message = text.firstRange(of: " at ").map { text[..<$0.lowerBound] } ?? text[...]
    let words = message.split(separator: ":").last ?? message
    return words.replacing("_", with: " ").lowercased()
  }
}
