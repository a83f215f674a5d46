import LineServer
import NIOCore
import Testing

struct LineRateTests {
  @Test func aBurstThenTheRate() {
    let start = NIODeadline.now()
    var rate = LineRate(perSecond: 10, burst: 3, now: start)
    for _ in 0..<3 {
      #expect(rate.isOpen)
      rate.spend()
    }
    #expect(!rate.isOpen)
    #expect(rate.delay == .milliseconds(100))
    rate.advance(to: start + .milliseconds(100))
    #expect(rate.isOpen)
    rate.advance(to: start + .hours(1))
    for _ in 0..<3 { rate.spend() }
    #expect(!rate.isOpen)
  }

  @Test func noRateIsAlwaysOpen() {
    var rate = LineRate(perSecond: 0, burst: 1, now: .now())
    for _ in 0..<1000 { rate.spend() }
    #expect(rate.isOpen)
  }
}

struct RosterTests {
  private var limits: ServerLimits {
    var limits = ServerLimits()
    limits.clients = 3
    limits.clientsPerAddress = 2
    return limits
  }

  @Test func countsAddressesAndAll() {
    var roster = Roster(limits)
    let one = AddressKey(bytes: [192, 0, 2, 1]), two = AddressKey(bytes: [192, 0, 2, 2])
    #expect(roster.enter(one) == nil)
    #expect(roster.enter(one) == nil)
    #expect(roster.enter(one) == .fullForAddress)
    #expect(roster.enter(two) == nil)
    #expect(roster.enter(two) == .full)
    roster.leave(one)
    #expect(roster.enter(two) == nil)
    roster.isClosing = true
    #expect(roster.enter(one) == .closing)
  }

  @Test func thisMachineIsExempt() {
    var roster = Roster(limits)
    let keys = [
      AddressKey(bytes: [127, 0, 0, 1]), AddressKey(bytes: Array(repeating: 0, count: 15) + [1]),
      AddressKey(nil),
    ]
    for key in keys { #expect(roster.enter(key) == nil) }
  }

  @Test(arguments: [
    ("192.0.2.1", AddressKey.v4(0xC000_0201)), ("::ffff:192.0.2.1", .v4(0xC000_0201)),
    ("2001:db8:1:2:3:4:5:6", .v6(0x2001_0db8_0001_0002)),
    ("2001:db8:1:2::9", .v6(0x2001_0db8_0001_0002)), ("::1", .local), ("127.9.9.9", .local),
    ("::ffff:127.0.0.1", .local),
  ])
  func addressesAreKeys(_ text: String, _ key: AddressKey) throws {
    #expect(AddressKey(try SocketAddress(ipAddress: text, port: 1)) == key)
  }
}

struct TokenBookTests {
  /// The token "test" as `openssl passwd -6`, `openssl passwd -5`, and mkpasswd (yescrypt, bcrypt) hash it.
  @Test(arguments: [
    "$6$calciq$DKJU8j.q.X6lvy/u3HOeYBcDamwHSsA2WLevcaXGSNMWHjENnS"
      + "2HrdZ8GdMBVHzYPYNAWMJ6hHXmGlN1B5D851",
    "$5$calciq$5XUW0X4ciRUcC19kMpod3IRrLn9rX6YYVr5gqCooTQ4",
    "$y$j9T$hTzz1WSrvVbQXVu6gvr6T1$7KN9EwjByI4pt4rZOWX5CYdyvmevwT4.QPUcdoyFS3D",
    "$2b$05$abcdefghijklmnopqrstuuMceFj4VbmHOj8C7PetMxzZkwre/z.Ri",
  ])
  func knowsTokensByTheirHash(_ hash: String) throws {
    let book = try TokenBook("# the token is \"test\"\n\n\(hash)  the ward\n")
    #expect(book.contains("test"))
    for wrong in ["Test", "tes", "test ", "", "test\0", hash] { #expect(!book.contains(wrong)) }
  }

  @Test func anyLineOfTheFileMayHoldTheToken() throws {
    let book = try TokenBook(
      """
      $5$another$S/buBApJlTCuagR0OnGeeJHfWBecsMKIjx6/fcAule/
      $5$calciq$5XUW0X4ciRUcC19kMpod3IRrLn9rX6YYVr5gqCooTQ4
      """)
    #expect(book.contains("test"))
    #expect(!(try TokenBook("")).contains("test"))
  }

  @Test(arguments: [
    ("test", false), ("*", false), ("$6$calciq$", false), ("$6$calciq$abc", false),
    ("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", false),
    ("$1$calciq$gU3D37dur.4YKjxgJpq00.", true), ("ab1234567890.", true),
  ])
  func aLineThatIsNoGoodHashIsTold(_ line: String, _ isWeak: Bool) {
    #expect(throws: TokenBook.Problem(line: 2, isWeak: isWeak)) {
      try TokenBook("# a\n\(line)\n")
    }
  }
}

struct LatencyHistogramTests {
  @Test func quantilesAreNear() {
    var histogram = LatencyHistogram()
    for value in 1...1000 { histogram.add(Int64(value) * 1000) }
    for (share, value) in [(0.5, 500_000.0), (0.9, 900_000), (0.99, 990_000)] {
      let found = Double(histogram.quantile(share))
      #expect(abs(found - value) / value < 0.13)
    }
    #expect(histogram.quantile(1) == 1_000_000)
    #expect(histogram.count == 1000)
  }
}

struct InheritedSocketsTests {
  @Test func namesTellWhatTheyAre() {
    let environment = [
      "LISTEN_PID": "7", "LISTEN_FDS": "3", "LISTEN_FDNAMES": "calciq:calciq-tls:calciq-proxy",
    ]
    let found = InheritedSockets.listeners(in: environment, process: 7)
    #expect(
      found == [
        ListeningPlace(.inherited(descriptor: 3)),
        ListeningPlace(.inherited(descriptor: 4), isTLS: true),
        ListeningPlace(.inherited(descriptor: 5), hasProxyHeader: true),
      ])
    #expect(InheritedSockets.listeners(in: environment, process: 8).isEmpty)
    #expect(InheritedSockets.listeners(in: [:], process: 7).isEmpty)
  }
}
