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
  @Test func knowsTokensByTheirHash() throws {
    let book = try TokenBook(
      """
      # the token is "test"

      9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  the ward
      """)
    #expect(book.contains("test"))
    #expect(!book.contains("Test"))
    #expect(!book.contains(""))
  }

  @Test func aLineThatIsNoHashIsTold() {
    #expect(throws: TokenBook.Problem(line: 2)) { try TokenBook("# a\ntest\n") }
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
        Listener(.inherited(descriptor: 3)), Listener(.inherited(descriptor: 4), isTLS: true),
        Listener(.inherited(descriptor: 5), hasProxyHeader: true),
      ])
    #expect(InheritedSockets.listeners(in: environment, process: 8).isEmpty)
    #expect(InheritedSockets.listeners(in: [:], process: 7).isEmpty)
  }
}
