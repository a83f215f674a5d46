import Foundation

/// A certificate for localhost with its key, made for these tests and for nothing else.
enum TestCertificate {
  static let chain = """
    -----BEGIN CERTIFICATE-----
    MIIBZzCCAQ2gAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
    c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjExOTEyMzEwMDAwMDBaMBQxEjAQBgNVBAMM
    CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABExd88DpSBhZM7V3
    cOK5+GmhJvZbDLD/tCR+Too5peTVIDuitN/iYLopknwM2UhTECQ3E7RerFnI1Rlv
    OsSpan2jTjBMMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0RBBMwEYIJbG9jYWxob3N0
    hwR/AAABMB0GA1UdDgQWBBTPWDrQCVwd43C8a/rw161kkySNBjAKBggqhkjOPQQD
    AgNIADBFAiAwKPkVOhzsd8VVg+w5V4fVH+OdsAJij/PU9lJXvhPygQIhAJZqdhQZ
    qtBsfEM6xPvPWN28kFW655Sce1U092dfxhG3
    -----END CERTIFICATE-----
    """
  static let key = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg52xUODhLl5Dxe8V0
    iinooyTXYKbpMw5qL2QuChqv5KOhRANCAARMXfPA6UgYWTO1d3DiufhpoSb2Wwyw
    /7Qkfk6KOaXk1SA7orTf4mC6KZJ8DNlIUxAkNxO0XqxZyNUZbzrEqWp9
    -----END PRIVATE KEY-----
    """

  /// Writes both to a folder, and gives their paths.
  static func write(to folder: borrowing TestFolder) throws -> (chain: String, key: String) {
    (try folder.write(chain + "\n", as: "chain.pem"), try folder.write(key + "\n", as: "key.pem"))
  }
}

/// A folder of one test, removed behind it.
struct TestFolder: ~Copyable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "line-server-" + UUID().uuidString.prefix(8)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, as name: String) throws -> String {
    let file = path + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    return file
  }
}
