/// Why a listener cannot be opened.
package enum ListenerFailure: Error, Sendable, CustomStringConvertible {
  case nothingToListenOn
  case noCertificate
  case unixPathTaken(String)
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
