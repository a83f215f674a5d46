package import LineClient

/// Why there is nobody to ask.
///
/// Only `unreachable` is worth another try: the others are the same a second later.
package enum ConnectFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// With what the network, or the server's own farewell, said.
  case unreachable(LineConnection.Failure)
  /// The server lets nobody ask without a token.
  case needsToken
  case wrongToken
  /// What answers speaks the protocol, but not to shells.
  case noShellMode

  package var description: String {
    switch self {
    case .unreachable(let failure): "\(failure)"
    case .needsToken: "the server wants a token"
    case .wrongToken: "the server did not accept the token"
    case .noShellMode: "the server is too old for this shell"
    }
  }
}
