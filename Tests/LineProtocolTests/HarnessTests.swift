import Foundation
import LineProtocol
import TestSupport
import Testing

/// The scripts that drive a server from outside expect the codes and words that are written here.
struct HarnessTests {
  @Test(arguments: ["balancer", "clients", "faults", "lineprotocol"])
  func statusLinesAreThoseOfTheProtocol(_ script: String) throws {
    let text = try Project.text("Tests/Server/\(script).py")
    for found in text.matches(of: /"([2-5][0-9][0-9]) ([a-z]+)/) {
      let code = try #require(Int(found.1))
      let known = StatusCode(rawValue: code)
      #expect(known?.word.hasPrefix(found.2) == true, "\(script): \(found.0)")
    }
  }
}
