import Conversation
import LineServer
import NIOCore
import Testing

@Suite struct LineRateTests {
  private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

  @Test func letsABurstThroughAndThenItsRate() {
    var rate = LineRate(perSecond: 50, burst: 200, now: start)
    var lines = 0
    while rate.isOpen {
      rate.spend()
      lines += 1
    }
    #expect(lines == 200)
    #expect(rate.delay == .milliseconds(20))
    rate.advance(to: start + .milliseconds(100))
    lines = 0
    while rate.isOpen {
      rate.spend()
      lines += 1
    }
    #expect(lines == 5)
  }

  @Test func neverHoldsMoreThanItsBurst() {
    var rate = LineRate(perSecond: 50, burst: 3, now: start)
    rate.advance(to: start + .hours(100_000))
    for _ in 0..<3 { rate.spend() }
    #expect(!rate.isOpen)
  }

  @Test func zeroSetsNoLimit() {
    var rate = LineRate(perSecond: 0, burst: 1, now: start)
    for _ in 0..<1000 { rate.spend() }
    #expect(rate.isOpen)
  }

  @Test func aClockThatGoesBackChangesNothing() {
    var rate = LineRate(perSecond: 10, burst: 1, now: start)
    rate.spend()
    rate.advance(to: start - .seconds(5))
    #expect(!rate.isOpen)
  }
}

@Suite struct RosterTests {
  private func limits(_ all: Int, _ each: Int) -> ServerLimits {
    var limits = ServerLimits()
    limits.clients = all
    limits.clientsPerAddress = each
    return limits
  }

  @Test func refusesMoreThanAllAndMoreThanEach() {
    var roster = Roster(limits(4, 2))
    #expect(roster.enter(.v4(1)) == nil)
    #expect(roster.enter(.v4(1)) == nil)
    #expect(roster.enter(.v4(1)) == .fullForAddress)
    #expect(roster.enter(.v4(2)) == nil)
    #expect(roster.enter(.local) == nil)
    #expect(roster.enter(.v6(1)) == .full)
    roster.leave(.v4(1))
    #expect(roster.enter(.v4(1)) == nil)
    #expect(roster.count == 4)
  }

  @Test func thisMachineIsExemptFromTheLimitOfAnAddress() {
    var roster = Roster(limits(100, 1))
    for _ in 0..<50 { #expect(roster.enter(.local) == nil) }
  }

  @Test(arguments: [
    ("127.0.0.1", AddressKey.local), ("127.9.9.9", .local), ("::1", .local),
    ("::ffff:127.0.0.1", .local), ("10.0.0.1", .v4(0x0A00_0001)),
    ("::ffff:10.0.0.1", .v4(0x0A00_0001)), ("2001:db8:1:2::5", .v6(0x2001_0DB8_0001_0002)),
    ("2001:db8:1:2:ffff::5", .v6(0x2001_0DB8_0001_0002)), ("fe80::1", .v6(0xFE80 << 48)),
    ("::", .v6(0)),
  ])
  func aKeyIsAnAddressOrANetwork(_ text: String, _ key: AddressKey) throws {
    #expect(AddressKey(try SocketAddress(ipAddress: text, port: 1)) == key)
  }
}

@Suite struct HistogramTests {
  @Test(arguments: [1, 7, 8, 100, 12_345, 1_000_000, 5_000_000_000])
  func aQuantileIsAtMostAnEighthTooHigh(_ value: Int64) {
    var histogram = LatencyHistogram()
    histogram.add(value, count: 99)
    histogram.add(value * 3)
    #expect(histogram.quantile(0.5) >= UInt64(value))
    #expect(Double(histogram.quantile(0.5)) <= Double(value) * 1.125)
    #expect(histogram.quantile(1) == UInt64(value) * 3)
  }

  @Test func takesAnyNumber() {
    var histogram = LatencyHistogram()
    for value in [Int64.min, -1, 0, .max] { histogram.add(value) }
    histogram.add(5, count: -3)
    #expect(histogram.count == 4)
    #expect(histogram.quantile(0) == 0)
    #expect(histogram.quantile(2) == UInt64(Int64.max))
    #expect(LatencyHistogram().quantile(0.5) == 0)
  }

  @Test func twoHalvesMakeTheWhole() {
    var one = LatencyHistogram(), two = LatencyHistogram(), both = LatencyHistogram()
    for value in 0..<1000 {
      if value % 3 == 0 { one.add(Int64(value)) } else { two.add(Int64(value)) }
      both.add(Int64(value))
    }
    one.add(two)
    #expect(one == both)
  }
}

@Suite struct TokenBookTests {
  /// The SHA-256 of "test" and of "abc" (FIPS 180-2, appendix B.1).
  private let text = """
    # clinics
    9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08  first

    BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD
    """

  @Test func knowsItsTokensAlone() throws {
    let book = try TokenBook(text)
    #expect(book.contains("test"))
    #expect(book.contains("abc"))
    #expect(!book.contains("Test"))
    #expect(!book.contains(""))
    #expect(try !TokenBook("").contains(""))
  }

  @Test func saysWhichLineIsNoHash() {
    #expect(throws: TokenBook.Problem(line: 3)) { try TokenBook("#\n\nnope\n") }
    #expect(throws: TokenBook.Problem(line: 1)) {
      try TokenBook(String(repeating: "g", count: 64))
    }
  }
}

@Suite struct ProxyHeaderTests {
  private let signature: [UInt8] = [
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
  ]

  @Test func readsAHeaderOnceItIsWhole() throws {
    let header = signature + [0x21, 0x11, 0, 12, 10, 0, 0, 1, 10, 0, 0, 2, 0, 80, 0, 81]
    var bytes = ByteBuffer()
    for byte in header.dropLast() {
      bytes.writeInteger(byte)
      #expect(try ProxyHeader.read(&bytes) == nil)
    }
    bytes.writeBytes([81] + Array("hello".utf8))
    #expect(try ProxyHeader.read(&bytes) == ProxyHeader(source: [10, 0, 0, 1]))
    #expect(String(buffer: bytes) == "hello")
  }

  @Test func readsIPv6AndSkipsWhatFollows() throws {
    let source = (1...16).map { UInt8($0) }
    let rest = [UInt8](repeating: 0, count: 20) + [9, 9, 9]
    var bytes = ByteBuffer(bytes: signature + [0x21, 0x21, 0, 39] + source + rest)
    #expect(try ProxyHeader.read(&bytes) == ProxyHeader(source: source))
    #expect(bytes.readableBytes == 0)
  }

  @Test func aBalancerThatSpeaksForItselfHasNoSource() throws {
    var bytes = ByteBuffer(bytes: signature + [0x20, 0x00, 0, 0])
    #expect(try ProxyHeader.read(&bytes) == ProxyHeader(source: nil))
  }

  @Test(
    arguments: [
      ([0x41], ProxyHeader.Problem.wrongSignature), ([0x0D, 0x0A, 0x0A], .wrongSignature),
    ] as [([UInt8], ProxyHeader.Problem)])
  func refusesWhatIsNoHeader(_ front: [UInt8], _ problem: ProxyHeader.Problem) {
    var bytes = ByteBuffer(bytes: front)
    #expect(throws: problem) { try ProxyHeader.read(&bytes) }
  }

  @Test(
    arguments: [
      ([0x11, 0x11, 0, 0], ProxyHeader.Problem.wrongVersion), ([0x22, 0x11, 0, 0], .wrongVersion),
      ([0x21, 0x11, 0xFF, 0xFF], .tooLong), ([0x21, 0x11, 0, 4, 1, 2, 3, 4], .cutShort),
    ] as [([UInt8], ProxyHeader.Problem)])
  func refusesAHeaderThatCannotBe(_ rest: [UInt8], _ problem: ProxyHeader.Problem) {
    var bytes = ByteBuffer(bytes: signature + rest)
    #expect(throws: problem) { try ProxyHeader.read(&bytes) }
  }
}

@Suite struct InheritedSocketsTests {
  private let environment = [
    "LISTEN_PID": "17", "LISTEN_FDS": "3", "LISTEN_FDNAMES": "calciq:calciq-tls:proxy",
  ]

  @Test func takesTheSocketsThatWereMeantForIt() {
    #expect(
      InheritedSockets.listeners(in: environment, process: 17) == [
        Listener(.inherited(descriptor: 3)),
        Listener(.inherited(descriptor: 4), isTLS: true),
        Listener(.inherited(descriptor: 5), hasProxyHeader: true),
      ])
    #expect(InheritedSockets.listeners(in: environment, process: 18).isEmpty)
    #expect(InheritedSockets.listeners(in: [:], process: 17).isEmpty)
  }

  @Test(arguments: ["", "0", "-1", "x", "9999999999999999999", "65"])
  func takesNoNumberThatCannotBe(_ count: String) {
    let environment = ["LISTEN_PID": "17", "LISTEN_FDS": count]
    #expect(InheritedSockets.listeners(in: environment, process: 17).isEmpty)
  }
}
