import Conversation
import Foundation
import LineProtocol
import LineServer
import NIOCore
import TestSupport
import Testing

/// What a client does, under which limits, and what comes of it.
struct ClientCase: Sendable, CustomTestStringConvertible {
  typealias Limits = @Sendable (inout ServerLimits) -> Void

  var name: String
  var limits: Limits
  var steps: [ClientScript.Step]
  /// The replies behind the greeting.
  var replies: [String]
  var closed: ClientActions.Close?
  var holdsReads: Bool

  init(
    _ name: String, limits: @escaping Limits = { _ in }, _ steps: [ClientScript.Step],
    gives replies: [String], closes closed: ClientActions.Close? = nil, holdsReads: Bool = false
  ) {
    self.name = name
    self.limits = limits
    self.steps = steps
    self.replies = replies
    self.closed = closed
    self.holdsReads = holdsReads
  }

  var testDescription: String { name }

  static func said(_ line: String) -> String { "210 answer echo/line: You said: \(line)" }

  static let coming = [
    ClientCase("a line is answered", [.sends("a\n")], gives: [said("a")]),
    ClientCase(
      "lines in pieces are answered when they are whole",
      [.sends("a"), .sends("b\nc"), .sends("\n")], gives: [said("ab"), said("c")]),
    ClientCase("nothing is said to half a line", [.sends("a")], gives: []),
    ClientCase(
      "quit is answered, and our side closed once it was taken",
      [.sends("a\n/quit\nb\n"), .takes], gives: [said("a"), "221 bye: bye"], closes: .output),
    ClientCase(
      "nothing is closed before the system took the last reply", [.sends("/quit\n")],
      gives: ["221 bye: bye"]),
    ClientCase(
      "another protocol is turned away", [.sends("GET / HTTP/1.1\r\n\r\n"), .takes],
      gives: ["421 closing this port speaks lines, not HTTP"], closes: .output),
    ClientCase("a broken connection is cut", [.sends("a"), .breaks], gives: [], closes: .both),
    ClientCase(
      "erased characters are not answered", [.sends("abd\u{8}c\n")], gives: [said("abc")]),
  ]

  static let halfClosed = [
    ClientCase(
      "every line before the end has its reply",
      [.sends("a\nb\nc"), .closesInput, .takes], gives: [said("a"), said("b"), said("c")],
      closes: .both),
    ClientCase(
      "the end alone closes", [.takes, .closesInput, .takes], gives: [], closes: .both),
    ClientCase(
      "the replies to come are not lost by it",
      limits: { $0.waitingReplies = 2 },
      [.sends("a\nb\nc\nd\n"), .closesInput, .takes, .takes], gives: "abcd".map { said("\($0)") },
      closes: .both),
    ClientCase(
      "a pause is waited for",
      limits: {
        $0.linesPerSecond = 10
        $0.burst = 1
      },
      [.takes, .sends("a\nb\n"), .closesInput, .takes, .waits(250), .takes],
      gives: [said("a"), said("b")], closes: .both),
  ]

  static let slow = [
    ClientCase(
      "single bytes are no line", limits: { $0.firstLine = .milliseconds(500) },
      [.takes] + (0..<20).flatMap { _ in [ClientScript.Step.sends("x"), .waits(50)] },
      gives: ["421 closing no line came"], closes: nil),
    ClientCase(
      "an idle client is told good-bye and may hang up itself",
      limits: { $0.idle = .milliseconds(500) },
      [.sends("a\n"), .takes, .waits(600), .takes], gives: [said("a"), "421 closing idle"],
      closes: .output),
    ClientCase(
      "who does not hang up is cut", limits: { $0.idle = .milliseconds(500) },
      [.sends("a\n"), .takes, .waits(600), .takes, .waits(2_100)],
      gives: [said("a"), "421 closing idle"], closes: .both),
    ClientCase(
      "who talks is not idle", limits: { $0.idle = .milliseconds(500) },
      [.sends("a\n"), .takes, .waits(400), .sends("b\n"), .takes, .waits(400)],
      gives: [said("a"), said("b")]),
    ClientCase(
      "who reads nothing for too long is cut", limits: { $0.stalled = .milliseconds(300) },
      [.sends("a\n"), .waits(500)], gives: [said("a")], closes: .both),
  ]

  static let floods = [
    ClientCase(
      "reading stops while too many replies wait", limits: { $0.waitingReplies = 3 },
      [.sends("a\nb\nc\nd\n")], gives: [said("a"), said("b")], holdsReads: true),
    ClientCase(
      "and goes on when they were taken", limits: { $0.waitingReplies = 3 },
      [.sends("a\nb\nc\nd\n"), .takes, .takes], gives: "abcd".map { said("\($0)") }),
    ClientCase(
      "or too many bytes", limits: { $0.waitingBytes = 30 }, [.takes, .sends("a\nb\n")],
      gives: [said("a")], holdsReads: true),
    ClientCase(
      "options of telnet count as replies", limits: { $0.waitingReplies = 3 },
      [.takes, .sendsBytes((0..<8).flatMap { [255, 253, $0] + [255, 254, $0] })], gives: [],
      holdsReads: true),
    ClientCase(
      "a burst, then the rate, and none is dropped",
      limits: {
        $0.linesPerSecond = 10
        $0.burst = 2
      },
      [.takes, .sends("a\nb\nc\nd\n"), .takes, .waits(100), .takes],
      gives: [said("a"), said("b"), said("c")], holdsReads: true),
    ClientCase(
      "in time all of them",
      limits: {
        $0.linesPerSecond = 10
        $0.burst = 2
      },
      [.takes, .sends("a\nb\nc\nd\n"), .takes, .waits(100), .takes, .waits(150), .takes],
      gives: "abcd".map { said("\($0)") }),
    ClientCase(
      "a line without an end is thrown away behind its limit",
      [.takes, .sends(String(repeating: "x", count: 200_000)), .sends("y\nz\n")],
      gives: ["502 line too long: Too long.", said("z")]),
  ]

  static let drained = [
    ClientCase(
      "who is quiet is told good-bye", [.takes, .drains(.begin), .drains(.quiet), .takes],
      gives: ["421 closing shutdown"], closes: .output),
    ClientCase(
      "what came is answered first", limits: { $0.waitingReplies = 2 },
      [.sends("a\nb\nc\n"), .drains(.begin), .drains(.everybody), .takes, .takes],
      gives: [said("a"), said("b"), said("c"), "421 closing shutdown"], closes: .output),
    ClientCase(
      "who is busy is told behind its next lines",
      [.sends("a\n"), .takes, .drains(.begin), .drains(.quiet), .sends("b\n"), .takes],
      gives: [said("a"), said("b"), "421 closing shutdown"], closes: .output),
    ClientCase(
      "however fast it comes",
      limits: {
        $0.linesPerSecond = 1
        $0.burst = 1
      },
      [.takes, .sends("a\nb\nc\n"), .takes, .drains(.begin), .takes, .drains(.everybody), .takes],
      gives: [said("a"), said("b"), said("c"), "421 closing shutdown"], closes: .output),
  ]
}

struct ClientStateTests {
  private func check(_ row: ClientCase) {
    var script = ClientScript(limits: row.limits)
    script.play([.enters] + row.steps)
    #expect(script.replies.first == "220 calciq ready")
    #expect(Array(script.replies.dropFirst()) == row.replies)
    #expect(script.closed == row.closed)
    #expect(script.holdsReads == row.holdsReads)
  }

  @Test(arguments: ClientCase.coming) func answersLines(_ row: ClientCase) { check(row) }
  @Test(arguments: ClientCase.halfClosed) func endsAtTheEnd(_ row: ClientCase) { check(row) }
  @Test(arguments: ClientCase.slow) func outlastsSlowClients(_ row: ClientCase) { check(row) }
  @Test(arguments: ClientCase.floods) func holdsFloodsBack(_ row: ClientCase) { check(row) }
  @Test(arguments: ClientCase.drained) func saysGoodBye(_ row: ClientCase) { check(row) }

  @Test(arguments: [true, false]) func whoIsNotLetInIsToldWhy(_ lingers: Bool) {
    var script = ClientScript()
    script.play([.isRefused(lingers: lingers), .sends("a\n"), .takes])
    #expect(script.replies == ["420 busy too many clients"])
    #expect(script.closed == (lingers ? .output : .both))
    #expect(script.stats.refused == 1)
  }

  @Test func beforeTheProxyHeaderNothingIsSaid() {
    var script = ClientScript(limits: { $0.firstLine = .milliseconds(200) })
    script.play([.sends("a\n")])
    #expect(script.replies.isEmpty)
    script.play([.waits(250)])
    #expect(script.closed == .both)
    #expect(script.stats.timedOut == 1)
  }

  /// A client that never reads holds no more than its share, whatever it sends.
  @Test func memoryHasALimit() {
    var script = ClientScript(limits: { $0.waitingBytes = 20_000 })
    script.play([.enters])
    for _ in 0..<1000 where !script.holdsReads { script.play(.sends("long\nlong\n")) }
    #expect(script.holdsReads)
    #expect(script.mostWaiting < 40_000)
  }

  @Test func statisticsCountTheEventThatAsksForThem() {
    var script = ClientScript()
    script.play([.enters, .sends("a\nb\n/stats\n")])
    #expect(script.replies.last == "213 info stats: 3")
    #expect(script.stats.lines == 3)
    #expect(script.stats.count(.answer) == 2)
    #expect(script.stats.accepted == 1)
  }

  /// However lines are cut, however slowly the client reads, whatever the limits: each line has its one reply,
  /// in order, and no more waits than is allowed.
  ///
  /// CALCIQ_FUZZ sets how many conversations; the usual number takes about a second.
  @Test func randomConversationsLoseNothing() {
    var dice = TestRandom(seed: 2252)
    let wanted = ProcessInfo.processInfo.environment["CALCIQ_FUZZ"].flatMap { Int($0) } ?? 300
    for number in 0..<wanted {
      var script = ClientScript(limits: {
        $0.waitingReplies = Int.random(in: 2...8, using: &dice)
        $0.waitingBytes = Int.random(in: 60...400, using: &dice)
        $0.linesPerSecond = Bool.random(using: &dice) ? 0 : 100
        $0.burst = Int.random(in: 1...5, using: &dice)
      })
      let count = Int.random(in: 0...40, using: &dice)
      var rest = Array((0..<count).map { "line \($0)\n" }.joined().utf8)[...]
      script.play(.enters)
      while !rest.isEmpty {
        switch Int.random(in: 0..<8, using: &dice) {
        case 0: script.play(.takes)
        case 1: script.play(.waits(Int64.random(in: 1...60, using: &dice)))
        default:
          // A connection that is told to hold its reads gets no bytes.
          guard !script.holdsReads else {
            script.play([.takes, .waits(50)])
            continue
          }
          let piece = rest.prefix(Int.random(in: 1...30, using: &dice))
          rest = rest.dropFirst(piece.count)
          script.play(.sendsBytes(Array(piece)))
        }
      }
      script.play(.closesInput)
      for _ in 0..<200 where script.closed != .both { script.play([.takes, .waits(50)]) }
      guard
        script.replies.dropFirst().elementsEqual((0..<count).map { ClientCase.said("line \($0)") }),
        script.closed == .both, script.mostWaiting < 500
      else {
        Issue.record("conversation \(number) of \(count) lines: \(script.replies)")
        return
      }
    }
  }
}
