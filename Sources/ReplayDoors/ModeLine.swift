import Conversation

/// A line that switches how replies are written, which a door that reads replies has to know of.
enum ModeLine {
  /// Whether a message is `/mode json` or `/mode text`, and which.
  static func isJSON(_ message: String) -> Bool? {
    guard case .command("mode", let argument) = Line(message) else { return nil }
    switch argument.lowercased() {
    case "json": return true
    case "text": return false
    default: return nil
    }
  }
}
