import Conversation
import Foundation
import Knowledge
import KnowledgeFiles
import Language
import Startup
import Storage
import Synchronization
import Testing

/// A knowledge folder, a cache and a program of its own, gone with the value.
private final class Place: Sendable {
  let root: String
  private let told = Mutex<[String]>([])

  /// What was told since this was last asked, but for the word that learning takes a while.
  var notices: [String] {
    told.withLock { told in
      defer { told = [] }
      return told.filter { !$0.hasPrefix("learning") }
    }
  }

  /// How often the knowledge was learned since this or the notices were last asked for.
  var timesLearned: Int {
    told.withLock { told in
      defer { told = [] }
      return told.count { $0.hasPrefix("learning") }
    }
  }

  init() throws {
    root = NSTemporaryDirectory() + "calciq-loading-" + UUID().uuidString
    try write("Intents/sources.yaml", Self.sources)
    try write("Intents/rain/definition.yaml", Self.section)
    try write("program", "one build")
  }

  deinit {
    _ = try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: cache)
    try? FileManager.default.removeItem(atPath: root)
  }

  var cache: String { root + "/cache" }

  func write(_ path: String, _ text: String) throws {
    let whole = URL(fileURLWithPath: root + "/" + path)
    try FileManager.default.createDirectory(
      at: whole.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: whole)
  }

  func loader(_ environment: [String: String]? = nil) -> Loading {
    Loading(
      intents: root + "/Intents", environment: environment ?? ["XDG_CACHE_HOME": cache],
      program: root + "/program",
      notice: { [unowned self] notice in told.withLock { $0.append(notice) } })
  }

  /// The answer of an assistant that is loaded now.
  func answer() throws -> String {
    var session = Session()
    let reply = try loader().assistant().reply(to: "what is rain", in: &session)
    return reply.blocks.map { "\($0)" }.joined()
  }

  /// Puts the compiled file beside the folder, as an installation does; the answer that was given before.
  func install() throws -> String {
    let first = try answer()
    let shipped = Loading.shippedPath(of: root + "/Intents")
    try FileManager.default.moveItem(atPath: compiled, toPath: shipped)
    _ = notices
    return first
  }

  var compiled: String {
    get throws { try #require(try loader().compiledPath()) }
  }

  static let sources = """
    title: Weather
    sources:
      - {id: almanac, title: The Almanac, label: Almanac 2020, trust: Fully.}
    """
  static let section = """
    title: Rain
    facet: other
    gist: Rain is water that falls from clouds. [1]
    text: Rain is water that falls from clouds, drop by drop. [1]
    citations:
      - {source: almanac, section: Rain}
    phrases: [what is rain, tell me about rain]
    """
}

@Suite struct LoadingTests {
  @Test func theSecondStartReadsWhatTheFirstOneKept() throws {
    let place = try Place()
    let first = try place.answer()
    #expect(first.contains("falls from clouds"))
    let bytes = try Data(contentsOf: URL(fileURLWithPath: place.compiled))
    #expect(try place.answer() == first)
    #expect(place.notices.isEmpty)
    #expect(try Data(contentsOf: URL(fileURLWithPath: place.compiled)) == bytes)
  }

  /// What is checked is what the files say now; only learning is not done twice.
  @Test func aCheckAndAStartLearnOnceTogether() throws {
    let place = try Place()
    let checked = try place.loader().assistantOfFiles()
    #expect(checked.knowledge.sections.first?.place.file == "rain/definition.yaml")
    #expect(try place.answer().contains("falls from clouds"))
    #expect(place.timesLearned == 0, "the check has kept it")
    let again = try place.loader().assistantOfFiles()
    #expect(again.knowledge.sections.first?.place == checked.knowledge.sections.first?.place)
    try place.write(
      "Intents/rain/definition.yaml",
      Place.section.replacingOccurrences(of: "drop by drop", with: "now and then"))
    let changed = try place.loader().assistantOfFiles()
    #expect(changed.knowledge.sections.first?.body.text.contains("now and then") == true)
    #expect(place.notices.isEmpty, "a check tells what it finds, nothing else")
  }

  @Test func anInstalledFolderBringsItsCompiledFileAlong() throws {
    let place = try Place()
    let first = try place.install()
    #expect(try place.answer() == first)
    #expect(place.timesLearned == 0)
    #expect(!FileManager.default.fileExists(atPath: try place.compiled), "used where it stands")
  }

  /// A package unpacks other files of the same names, sizes and whole seconds.
  @Test func anUnpackedCopyUsesItTooAndWritesNothing() throws {
    let place = try Place()
    let first = try place.install()
    let path = place.root + "/Intents/rain/definition.yaml"
    let date = try #require(
      FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    try FileManager.default.removeItem(atPath: path)
    try place.write("Intents/rain/definition.yaml", Place.section)
    let second = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down))
    try FileManager.default.setAttributes([.modificationDate: second], ofItemAtPath: path)
    #expect(try place.answer() == first)
    #expect(place.timesLearned == 0)
    #expect(!FileManager.default.fileExists(atPath: try place.compiled))
  }

  @Test func aChangeOfWhatWasInstalledIsSeen() throws {
    let place = try Place()
    _ = try place.install()
    try place.write(
      "Intents/rain/definition.yaml",
      Place.section.replacingOccurrences(of: "clouds", with: "high skies"))
    #expect(try place.answer().contains("falls from high skies"))
    #expect(place.timesLearned == 1)
    #expect(try place.answer().contains("falls from high skies"))
    #expect(place.timesLearned == 0, "the cache goes before what was installed")
  }

  /// A disk that was full while it was installed, a header that was changed, a part that means nothing.
  @Test func damageOfWhatWasInstalledIsNoHarm() throws {
    let place = try Place()
    let first = try place.install()
    let path = Loading.shippedPath(of: place.root + "/Intents")
    let good = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var file = try CompiledFile(bytes: SharedBytes(good), build: place.loader().build)
    file.parts[3] = SharedBytes(file.parts[3].dropLast(3))
    var header = good
    header[20] ^= 1
    for bad in [header, Array(good.dropLast(100)), [], file.bytes] {
      try DiskFile.replace(path, with: bad)
      try? FileManager.default.removeItem(atPath: place.compiled)
      #expect(try place.answer() == first)
      #expect(place.timesLearned == 1)
    }
  }

  @Test func changedKnowledgeIsLearnedAnew() throws {
    let place = try Place()
    _ = try place.answer()
    try place.write(
      "Intents/rain/definition.yaml",
      Place.section.replacingOccurrences(of: "clouds", with: "skies"))
    #expect(try place.answer().contains("falls from skies"))
    #expect(place.notices == ["the knowledge has changed; compiling it again"])
  }

  /// The same size and the same time of writing, as a careless copy leaves them.
  @Test func aChangeThatKeepsSizeAndTimeIsSeen() throws {
    let place = try Place()
    _ = try place.answer()
    let path = place.root + "/Intents/rain/definition.yaml"
    let date = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate]
    try place.write(
      "Intents/rain/definition.yaml",
      Place.section.replacingOccurrences(of: "clouds", with: "cloudz"))
    try FileManager.default.setAttributes(
      [.modificationDate: try #require(date)], ofItemAtPath: path)
    #expect(try place.answer().contains("falls from cloudz"))
  }

  @Test func touchedFilesOfTheSameContentAreNotLearnedAnew() throws {
    let place = try Place()
    let first = try place.answer()
    try place.write("Intents/rain/definition.yaml", Place.section)
    #expect(try place.answer() == first)
    #expect(place.notices.isEmpty)
  }

  @Test func whatAnotherBuildKeptIsNotTrusted() throws {
    let place = try Place()
    let first = try place.answer()
    try place.write("program", "another build")
    #expect(try place.answer() == first)
    #expect(
      place.notices == ["the compiled knowledge is of another version; compiling it again"])
  }

  @Test func damageIsRepairedWithAWord() throws {
    let place = try Place()
    let first = try place.answer()
    let url = URL(fileURLWithPath: try place.compiled)
    let good = try Data(contentsOf: url)
    var flipped = good
    flipped[good.count / 2] ^= 1
    for damaged in [flipped, good.prefix(good.count / 2), Data(), Data("nonsense".utf8)] {
      try damaged.write(to: url)
      _ = place.notices
      #expect(try place.answer() == first)
      #expect(place.notices == ["the compiled knowledge is damaged; compiling it again"])
      _ = place.notices
      #expect(try place.answer() == first)
      #expect(place.notices.isEmpty)
    }
  }

  /// Parts whose checksum holds and that mean nothing.
  @Test func wholeFilesWithWrongPartsAreRefused() throws {
    let place = try Place()
    let first = try place.answer()
    let path = try place.compiled
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    let good = try CompiledFile(bytes: SharedBytes(bytes), build: place.loader().build)
    for part in good.parts.indices {
      for change in 0..<3 {
        var file = good
        switch change {
        case 0: file.parts[part] = SharedBytes([])
        case 1: file.parts[part] = file.parts[part].dropLast(3)
        default: file.parts.remove(at: part)
        }
        try DiskFile.replace(path, with: file.bytes)
        _ = place.notices
        #expect(try place.answer() == first)
        #expect(place.notices == ["the compiled knowledge cannot be read; compiling it again"])
      }
    }
  }

  /// A file stands where the folder of the cache should be: nobody can write there, not even root.
  @Test func withoutAWritableCacheItAnswersAllTheSame() throws {
    let place = try Place()
    try place.write("cache", "no folder")
    #expect(try place.answer().contains("falls from clouds"))
    let notices = place.notices
    #expect(notices.count == 1)
    #expect(notices.first?.hasPrefix("the compiled knowledge cannot be kept at ") == true)
  }

  @Test func aFolderInThePlaceOfTheCompiledFileIsBypassed() throws {
    let place = try Place()
    try FileManager.default.createDirectory(
      atPath: try place.compiled, withIntermediateDirectories: true)
    #expect(try place.answer().contains("falls from clouds"))
    #expect(place.notices.count == 2)
  }

  @Test func withoutAnyHomeItAnswersAllTheSame() throws {
    let place = try Place()
    var session = Session()
    let reply = try place.loader([:]).assistant().reply(to: "what is rain", in: &session)
    #expect("\(reply.blocks)".contains("falls from clouds"))
    #expect(
      place.notices == ["the compiled knowledge cannot be kept: there is no cache folder"])
  }

  @Test func manyStartsAtOnceLeaveOneGoodFile() async throws {
    let place = try Place()
    let (intents, cache, program) = (
      place.root + "/Intents", place.cache, place.root + "/program"
    )
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let loader = Loading(
            intents: intents, environment: ["XDG_CACHE_HOME": cache], program: program)
          var session = Session()
          let reply = try loader.assistant().reply(to: "what is rain", in: &session)
          return "\(reply.blocks)".contains("falls from clouds")
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
    #expect(try place.answer().contains("falls from clouds"))
    #expect(place.notices.isEmpty)
    let kept = try FileManager.default.contentsOfDirectory(atPath: place.cache + "/calciq")
    #expect(kept.count == 1)
  }

  @Test func aMissingFolderIsNamed() throws {
    let place = try Place()
    let loader = Loading(intents: place.root + "/nowhere", environment: [:])
    #expect(throws: Loading.Failure.self) { _ = try loader.assistant() }
  }
}
