import Conversation
import TestSupport
import Testing

/// A folder of sections alone, as a table of intents and utterances makes one: no topics, no rules.
struct PlainFolderTests {
  private static let phrases = [
    "lights": ["turn on the light", "switch the lamp on", "make it brighter in here"],
    "music": ["play some music", "put a song on", "i want to hear jazz"],
    "weather": ["will it rain tomorrow", "what is the forecast", "do i need an umbrella today"],
  ]

  private static func assistant() throws -> Assistant { try folder.assistant() }

  private static let folder: SmallFolder = {
    var folder = SmallFolder([:])
    for (name, phrases) in phrases.sorted(by: { $0.key < $1.key }) {
      let text = """
        title: \(name)
        facet: answer
        gist: About \(name). [1]
        text: About \(name). [1]
        citations: [{source: own, section: \(name)}]
        phrases: [\(phrases.joined(separator: ", "))]
        """
      folder.files["\(name)/\(name).yaml"] = text
    }
    folder.files["sources.yaml"] =
      "title: A house\nsources: [{id: own, title: House, label: House, trust: Ours.}]"
    return folder
  }()

  @Test(arguments: phrases.values.flatMap { $0 }.sorted())
  func eachPhraseReachesItsSection(_ phrase: String) throws {
    var session = Session()
    let reply = try Self.assistant().reply(to: phrase, in: &session)
    let owner = Self.phrases.first { $0.value.contains(phrase) }?.key ?? ""
    #expect(reply.kind == .answer)
    #expect(reply.intent == "\(owner)/\(owner)")
  }

  @Test(arguments: ["zebra stripes", "who won", "my left shoe"])
  func aShortLineAboutNothingLeansOnNoEarlierAnswer(_ line: String) throws {
    let assistant = try Self.assistant()
    var fresh = Session()
    let alone = assistant.reply(to: line, in: &fresh)
    var session = Session()
    _ = assistant.reply(to: "play some music", in: &session)
    let later = assistant.reply(to: line, in: &session)
    #expect(alone.kind == .decline)
    #expect(later.kind == alone.kind)
    #expect(later.intent == alone.intent)
  }
}
