/// Which calciq this is: `make deb` reads it here too.
enum ProgramVersion {
  static let number = "1.0.0"
  static let line = "calciq \(number)"
}
