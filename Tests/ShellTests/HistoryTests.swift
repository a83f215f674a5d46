import Glibc
import Storage
import Testing

@testable import Shell

struct HistoryTests {
  @Test(arguments: [
    ["what is it?"],
    ["two\nlines", "µmol/L ≥ カルシウム 😀"],
    [#"a back\slash"#, #"\n is no line break"#, "\\", #"\\n"#],
    ["carriage\rreturn"],
    [],
  ])
  func entriesSurviveTheFile(_ entries: [String]) {
    #expect(HistoryFile.entries(of: HistoryFile.text(of: entries)) == entries)
  }

  @Test func aLineOfTheFileIsOneEntry() {
    #expect(HistoryFile.text(of: ["a\nb", "c\\d"]) == "a\\nb\nc\\\\d\n")
  }

  @Test func aFileThatSomebodyEditedIsStillRead() {
    let text = "\n\nplain\n\\q\nno end of line"
    #expect(HistoryFile.entries(of: text) == ["plain", "\\q", "no end of line"])
  }

  @Test func eachTextIsKeptOnceAsTheNewest() {
    let history = History(kept: ["a", "b", "a ", "c"])
    #expect(history.texts == ["b", "a", "c"])
  }

  @Test func theOldestLeaveWhenItIsFull() {
    let history = History(kept: (0..<1_200).map { "line \($0)" })
    #expect(history.texts.count == History.limit)
    #expect(history.texts.first == "line 200")
  }

  @Test func controlsAndOverlongLinesAreNotKept() {
    let history = History(kept: ["\u{1B}[31mred\u{7}", String(repeating: "x", count: 20_000), "  "])
    #expect(history.texts == ["[31mred"])
  }

  @Test func whatToldSomethingStaysInMemoryAlone() {
    var history = History()
    let kept = [
      history.add("a question", isKept: true),
      history.add("my result", isKept: true, isPersonal: true, facts: ["one"]),
      history.add(" blank", isKept: false),
    ]
    #expect(kept == [true, false, false])
    #expect(history.texts == ["a question", "my result", " blank"])
    #expect(history.keptTexts == ["a question"])
  }

  @Test func sayingItAgainDoesNotPutItIntoTheFile() {
    var history = History()
    history.add("my result", isKept: true, isPersonal: true, facts: ["one"])
    let isKept = history.add("my result", isKept: true)
    #expect(!isKept)
    history.forget(["one"])
    #expect(history.texts.isEmpty)
  }

  @Test func forgettingAFactDropsTheLinesThatStatedIt() {
    var history = History()
    history.add("first", isKept: true, isPersonal: true, facts: ["one"])
    history.add("no unit", isKept: true, isPersonal: true)
    history.addToNewest(facts: ["two"])
    history.add("question", isKept: true)
    history.forget(["two"])
    #expect(history.texts == ["first", "question"])
    history.forgetEverything()
    #expect(history.texts == ["question"])
  }

  struct Place: Sendable, CustomTestStringConvertible {
    var environment: [String: String]
    var path: String?
    var testDescription: String { "\(environment.sorted { $0.key < $1.key }) → \(path ?? "none")" }
  }

  @Test(arguments: [
    Place(environment: ["HOME": "/h"], path: "/h/.local/state/calciq/history"),
    Place(environment: ["HOME": "/h", "XDG_STATE_HOME": "/s"], path: "/s/calciq/history"),
    Place(
      environment: ["HOME": "/h", "XDG_STATE_HOME": "relative"],
      path: "/h/.local/state/calciq/history"),
    Place(environment: ["HOME": "/h", "CALCIQ_HISTORY": "off"], path: nil),
    Place(environment: ["HOME": "/h", "CALCIQ_HISTORY": "/x/y"], path: "/x/y"),
    Place(environment: [:], path: nil),
  ])
  func theEnvironmentSaysWhereTheFileIs(_ place: Place) {
    #expect(HistoryFile(environment: place.environment)?.path == place.path)
  }
}

/// A folder that is gone when the test has ended.
struct TemporaryFolder: ~Copyable {
  let path: String

  init() throws {
    path = "/tmp/calciq-shell-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    let made = unsafe mkdir(path, 0o700)
    try #require(made == 0)
  }

  deinit {
    for name in ["/state/calciq/history", "/state/calciq", "/state", "/file", "/link", ""] {
      _ = unsafe remove(path + name)
    }
  }

  func mode(_ name: String) -> mode_t {
    var status = stat()
    return unsafe lstat(path + name, &status) == 0 ? status.st_mode & 0o7777 : 0
  }
}

struct PrivateFileTests {
  @Test func theHistoryFileIsReadByItsOwnerAlone() throws {
    let folder = try TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/state/calciq/history")
    try file.add("first")
    try file.add("two\nlines")
    try file.add("first")
    #expect(file.read() == ["two\nlines", "first"])
    #expect(folder.mode("/state/calciq/history") == 0o600)
    #expect(folder.mode("/state/calciq") == 0o700)
  }

  @Test func aNewFileNeverOverwritesOrFollowsALink() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file"
    try PrivateFile.create(path, with: "one")
    #expect(throws: PrivateFile.Failure.alreadyThere) { try PrivateFile.create(path, with: "two") }
    _ = unsafe symlink(folder.path + "/nowhere", folder.path + "/link")
    #expect(throws: PrivateFile.Failure.alreadyThere) {
      try PrivateFile.create(folder.path + "/link", with: "two")
    }
    #expect(PrivateFile.tail(of: path, limit: 10) == Array("one".utf8))
  }

  @Test func devicesAndFoldersAreNotReplaced() {
    for path in ["/dev/null", "/tmp"] {
      #expect(throws: PrivateFile.Failure.notAFile) { try PrivateFile.replace(path, with: "x") }
      #expect(PrivateFile.tail(of: path, limit: 10) == nil)
    }
  }

  @Test func theEndOfALongFileStartsAtALine() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file"
    try PrivateFile.create(path, with: "first\nsecond\nthird\n")
    #expect(PrivateFile.tail(of: path, limit: 9) == Array("third\n".utf8))
  }
}
