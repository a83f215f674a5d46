import Conversation
import Foundation
import LineClient
import LineProtocol
import LineServer
import Logging
import NIOCore
import Rendering
import Shell
import TestSupport
import Testing

@testable import Connecting

/// A server on a free port, and one that can come again on the same port.
private struct Host {
  var port = 0

  func server(_ parts: ServerParts) async throws -> ListeningServer {
    try await ListeningServer.start(
      parts, ServerOptions(listeners: [ListeningPlace(.tcp(host: "127.0.0.1", port: port))]),
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, today: { nil })
  }
}

/// Runs what blocks on a thread of its own, so that it takes none from the other tests.
private func onThread<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}

@Suite(.serialized, .timeLimit(.minutes(3)))
struct ServerAnsweringTests {
  private static let page = Page(width: 60)

  private func withServer(
    _ parts: ServerParts, _ body: (LineConnection.Place, ListeningServer) async throws -> Void
  ) async throws {
    let server = try await Host().server(parts)
    do {
      let port = try #require(server.addresses.first?.port)
      try await body(.tcp(host: "127.0.0.1", port: port), server)
    } catch {
      await server.stop(grace: .zero)
      throw error
    }
    await server.stop(grace: .zero)
  }

  /// The answers of a server to lines in one conversation.
  private func answers(
    _ lines: [String], on page: Page, of place: LineConnection.Place, token: String? = nil
  ) async throws -> [Shell.Answer] {
    try await onThread {
      var door = try ServerAnswering(place, token: token, pauses: [], timeout: .seconds(10))
      return try lines.map { try door.answer($0, on: page) }
    }
  }

  @Test(arguments: [
    Page(width: 60), Page(width: nil), Page(width: 60, isAccessible: true, isASCII: true),
    Page(width: nil, isJSON: true),
  ])
  func aServerAnswersAsTheAssistantHereDoes(_ page: Page) async throws {
    let lines = [
      "what is calciphylaxis", "my phosphate is 2.2 mmol/L and I'm on dialysis", "/labs",
      "what about treatment?", "my skin is black and I have a fever", "/facts", "/forget phosphate",
      "/why", "", "/bogus", "/mode text", "how much vitamin D should I take", "/reset", "/quit",
    ]
    let assistant = try Project.assistant()
    var local = LocalAnswering(assistant, session: Session())
    let expected = lines.map { local.answer($0, on: page) }
    try await withServer(ServerParts(assistant)) { place, _ in
      let found = try await answers(lines, on: page, of: place)
      for (found, (line, expected)) in zip(found, zip(lines, expected)) {
        #expect(found.body == expected.body.withoutLinks, "\(line)")
        #expect(found.effect == expected.effect, "\(line)")
        #expect(found.mayBeKept == expected.mayBeKept, "\(line)")
        #expect(found.isPersonal == expected.isPersonal, "\(line)")
        #expect(found.stated == expected.stated, "\(line)")
        #expect(found.shown == expected.shown, "\(line)")
        #expect(found.suggestions == expected.suggestions, "\(line)")
        #expect(found.notices.isEmpty)
      }
    }
  }

  @Test func theServerTellsWhatCanBeCompleted() async throws {
    let assistant = try Project.assistant()
    try await withServer(ServerParts(assistant)) { place, _ in
      let words = try await onThread {
        var door = try ServerAnswering(place, pauses: [], timeout: .seconds(10))
        return door.words()
      }
      #expect(words == CompletionWords(lines: assistant.completions))
      #expect(!words.sections.isEmpty && !words.analytes.isEmpty && !words.samples.isEmpty)
    }
    // An older server knows no such command.
    var refusal = Reply(.error)
    refusal.intent = "command/unknown"
    let older = ServerParts(answer: { [refusal] _, _ in refusal })
    try await withServer(older) { place, _ in
      let words = try await onThread {
        var door = try ServerAnswering(place, pauses: [], timeout: .seconds(10))
        return door.words()
      }
      #expect(words == CompletionWords())
    }
  }

  @Test func aLostConnectionIsMadeAnewAndSaid() async throws {
    let parts = ServerParts(answer: { line, _ in Self.echo(line) })
    let first = try await Host().server(parts)
    let port = try #require(first.addresses.first?.port)
    let place = LineConnection.Place.tcp(host: "127.0.0.1", port: port)
    var door = try await onThread { try ServerAnswering(place, pauses: [.seconds(1)]) }
    await first.stop(grace: .seconds(5))
    let second = try await Host(port: port).server(parts)
    let open = door
    let (answer, still) = try await onThread {
      var door = open
      return (try door.answer("hello", on: Self.page), door)
    }
    door = still
    #expect(answer.body == .lines([TextLine("hello", .plain)]))
    #expect(answer.notices.first?.contains("421 closing shutdown") == true)
    #expect(answer.notices.first?.contains("forgotten") == true)
    await second.stop(grace: .zero)
  }

  @Test func whatWasToldIsTakenAlongToTheNextServer() async throws {
    let assistant = try Project.assistant()
    let first = try await Host().server(ServerParts(assistant))
    let port = try #require(first.addresses.first?.port)
    let place = LineConnection.Place.tcp(host: "127.0.0.1", port: port)
    let lines = ["my phosphate is 2.2 mmol/L and I'm on dialysis", "what about calciphylaxis?"]
    let door = try await onThread {
      var door = try ServerAnswering(place, pauses: [.seconds(1)])
      for line in lines { _ = try door.answer(line, on: Self.page) }
      return door
    }
    await first.stop(grace: .zero)
    let second = try await Host(port: port).server(ServerParts(assistant))
    let answers = try await onThread {
      var door = door
      return try ["and the treatment?", "/labs"].map { try door.answer($0, on: Self.page) }
    }
    #expect(answers[0].notices.first?.hasSuffix("was taken along.") == true)
    #expect(answers[1].notices.isEmpty)
    var stayed = LocalAnswering(assistant, session: Session())
    for line in lines { _ = stayed.answer(line, on: Self.page) }
    for (answer, line) in zip(answers, ["and the treatment?", "/labs"]) {
      // Where a line leads to is not told over a connection.
      let expected = stayed.answer(line, on: Self.page)
      #expect(Self.texts(answer) == Self.texts(expected), "\(line)")
    }
    await second.stop(grace: .zero)
  }

  @Test func aServerThatIsGoneEndsAProgramButNotAPerson() async throws {
    let parts = ServerParts(answer: { line, _ in Self.echo(line) })
    let server = try await Host().server(parts)
    let place = LineConnection.Place.tcp(
      host: "127.0.0.1", port: try #require(server.addresses.first?.port))
    let doors = try await onThread {
      try [false, true].map { try ServerAnswering(place, isPatient: $0, pauses: []) }
    }
    await server.stop(grace: .zero)
    await #expect(throws: ConnectFailure.self) {
      try await onThread {
        var door = doors[0]
        return try door.answer("hello", on: Self.page)
      }
    }
    let answer = try await onThread {
      var door = doors[1]
      return try door.answer("hello", on: Self.page)
    }
    #expect(answer.isPersonal)
    guard case .lines(let lines) = answer.body else { return #expect(Bool(false)) }
    #expect(lines.first?.text.hasPrefix("Not answered: the server cannot be reached") == true)
    // One can leave, and see what there is, at once.
    let left = try await onThread {
      var door = doors[1]
      return try ["/help", "/width 40", "/mode json", "/paste", "quit"].map {
        try door.answer($0, on: Self.page)
      }
    }
    #expect(left.map(\.effect) == [nil, .width(40), .json(true), .paste, .quit])
    guard case .lines(let help) = left[0].body else { return #expect(Bool(false)) }
    #expect(help.contains { $0.text.hasPrefix("- /labs") })
  }

  @Test func tokensOpenTheDoor() async throws {
    let parts = ServerParts(
      answer: { line, _ in Self.echo(line) },
      tokens: try TokenBook(
        "$6$calciq$DKJU8j.q.X6lvy/u3HOeYBcDamwHSsA2WLevcaXGSNMWHjENnS"
          + "2HrdZ8GdMBVHzYPYNAWMJ6hHXmGlN1B5D851"))
    try await withServer(parts) { place, _ in
      await #expect(throws: ConnectFailure.needsToken) {
        try await answers([], on: Self.page, of: place)
      }
      await #expect(throws: ConnectFailure.wrongToken) {
        try await answers([], on: Self.page, of: place, token: "wrong")
      }
      let found = try await answers(["hello"], on: Self.page, of: place, token: "test")
      #expect(found[0].body == .lines([TextLine("hello", .plain)]))
    }
  }

  @Test func nobodyThereIsToldInPlainWords() async throws {
    let server = try await Host().server(ServerParts(answer: { line, _ in Self.echo(line) }))
    let port = try #require(server.addresses.first?.port)
    await server.stop(grace: .zero)
    await #expect {
      try await answers([], on: Self.page, of: .tcp(host: "127.0.0.1", port: port))
    } throws: { "\($0)" == "the server cannot be reached: Connection refused" }
  }

  private static func texts(_ answer: Shell.Answer) -> [String] {
    guard case .lines(let lines) = answer.body else { return [] }
    return lines.map(\.text)
  }

  private static func echo(_ line: String) -> Reply {
    var reply = Reply(.info)
    reply.blocks = [.text(line)]
    return reply
  }
}

extension Shell.Answer.Body {
  /// Links are for the terminal of this machine and never cross the wire.
  fileprivate var withoutLinks: Self {
    guard case .lines(let lines) = self else { return self }
    return .lines(lines.map { TextLine($0.text, $0.role) })
  }
}
