/// Why a listener cannot be opened.
///
/// The words are for whoever starts a server: they name the place and what the system said.
package enum ListenerFailure: Error, Sendable, CustomStringConvertible {
  case nothingToListenOn
  case noCertificate
  /// A file, a folder or a link stands there; it is never removed.
  case unixPathTaken(String)
  /// Somebody took a connection on it, so that the socket is alive.
  case unixPathInUse(String)
  case cannotBind(ListeningPlace.Place, reason: String)

  package var description: String {
    switch self {
    case .nothingToListenOn: "there is nothing to listen on"
    case .noCertificate: "a TLS port needs a certificate and a key"
    case .unixPathTaken(let path): "\(path) exists and is no socket"
    case .unixPathInUse(let path): "another server listens on \(path)"
    case .cannotBind(let place, let reason): "cannot listen on \(place.words): \(reason)"
    }
  }
}
