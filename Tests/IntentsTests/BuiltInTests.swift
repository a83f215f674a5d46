import Conversation
import Foundation
import Knowledge
import KnowledgeFiles
import TestSupport
import Testing

/// What every folder has without writing it.
struct BuiltInTests {
  @Test func everyFileOfTheFolderIsInTheProgram() throws {
    let root = Project.folder + "/BuiltIn/"
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root)
      .filter { $0.contains(".") }.sorted()
    #expect(BuiltInFiles.all.map(\.path) == paths)
    for (path, bytes) in BuiltInFiles.all {
      #expect(Array(try Project.text("BuiltIn/" + path).utf8) == bytes, "\(path)")
    }
  }

  @Test func everyFixedSentenceIsASentence() throws {
    let wording = try SmallFolder.least.knowledge().dialogue.wording
    for key in Assistant.wordingKeys {
      let text = wording[key] ?? ""
      #expect(!text.isEmpty, "\(key)")
      let name = key.replacing("-", with: " ")
      // The one sentence whose words are those of its key.
      let isMeant = !key.contains("-") || key == "usual-range"
      #expect(text != name || isMeant, "\(key) shows its name")
    }
  }

  /// The names of our topics, and words that only our subject has.
  @Test func nothingBuiltInIsOfOurSubject() throws {
    let knowledge = try SmallFolder.least.knowledge()
    var said = Array(knowledge.dialogue.wording.values)
    said += knowledge.dialogue.smallTalk.map(\.text)
    said += knowledge.dialogue.kindness.flatMap { $0.texts + $0.alone }
    let ours = try Project.knowledge.get().topics.filter(\.isKind).flatMap(\.names)
    let strange = [
      "calcif", "calcin", "calcium", "kidney", "dialysis", "four documents", "medical device",
    ]
    for text in said {
      let folded = text.lowercased()
      for word in strange + ours.map({ $0.lowercased() }) where word.count > 3 {
        let isInside = folded.split { !$0.isLetter }.joined(separator: " ").contains(word)
        #expect(!isInside, "'\(word)' in '\(text)'")
      }
    }
  }

  @Test(
    arguments: [
      ("why are there tides", Reply.Kind.answer), ("hello", .info), ("what can you do", .info),
      ("who are you", .info), ("thanks", .info), ("tell me more", .info),
      ("what is my trend", .decline),
      ("can you recommend a pizza place", .decline), ("my cholesterol is 7", .decline),
    ])
  func oneSourceAndOneSectionAreEnough(_ line: String, _ kind: Reply.Kind) throws {
    var session = Session()
    #expect(try SmallFolder.least.assistant().reply(to: line, in: &session).kind == kind)
  }

  /// With one section its share is whole, whatever is said.
  @Test(
    arguments: [
      "my cat is ill", "my car does not start", "the printer is broken", "my baby is crying",
      "i have a headache", "my neighbour sings at night",
    ])
  func whatIsOnlyToldIsNotTakenForTheOnlyQuestion(_ line: String) throws {
    var session = Session()
    let reply = try SmallFolder.least.assistant().reply(to: line, in: &session)
    #expect(reply.kind == .decline && reply.intent == nil, "\(reply.blocks)")
  }

  @Test func aSectionStandsOnTheOnlySource() throws {
    let knowledge = try SmallFolder.least.knowledge()
    let section = try #require(knowledge.sections.first)
    #expect(section.facet == "causes")
    #expect(section.gist.text.hasSuffix("[1]"))
    #expect(section.body.citations.map(\.source) == ["leaflet"])
    #expect(knowledge.topics.map(\.id) == ["tides"])
  }

  @Test func withTwoSourcesASectionSaysWhichItCites() {
    let two = SmallFolder.least.with([
      "sources.yaml": "title: Two\nsources: [{id: a, title: A}, {id: b, title: B}]"
    ])
    #expect(
      two.problems().map(\.description) == [
        "tides/causes.yaml:1:1: error: the key 'citations' is missing"
      ])
  }

  @Test func theGreetingNamesTheFolder() throws {
    let assistant = try SmallFolder.least.assistant()
    #expect(assistant.greeting.hasPrefix("The harbour leaflet."))
    #expect(assistant.ready == "Ask a question, or /help.")
    var session = Session()
    let help = assistant.reply(to: "/help", in: &session)
    #expect(!"\(help.blocks)".contains("/labs"))
  }

  @Test func aFolderReplacesWhatItNames() throws {
    let own = SmallFolder.least.with([
      "dialogue.yaml": "wording: {decline: That is not in the leaflet.}",
      "smalltalk/greeting.yaml": "text: Ahoy.\nalso: [^ ship ahoy $]",
      "english/words.yaml": "also: {negations: [nay]}",
    ])
    let assistant = try own.assistant()
    func said(_ line: String) -> String {
      var session = Session()
      return "\(assistant.reply(to: line, in: &session).blocks)"
    }
    #expect(said("can you recommend a pizza place").contains("not in the leaflet"))
    #expect(said("hello").contains("Ahoy."))
    #expect(said("ship ahoy").contains("Ahoy."))
    #expect(said("who are you").contains("I am calciq"))
  }

  @Test(
    arguments: [
      ("i have chest pain", "chest-pain"), ("there is a crushing pain in my chest", "chest-pain"),
      ("i can't breathe", "breathing"), ("my mum has stopped breathing", "breathing"),
      ("my husband has collapsed", "collapse"), ("i can't wake him up", "collapse"),
      ("call an ambulance", "collapse"), ("i am vomiting blood", "bleeding"),
      ("my nose won't stop bleeding", "bleeding"), ("i want to die", "self-harm"),
      ("i keep thinking of killing myself", "self-harm"),
      ("what is the easiest way to die", "self-harm"),
      ("my throat is closing up", "breathing"), ("throat closing after eating nuts", "breathing"),
      ("my son's tongue is swelling and he can't breathe", "breathing"),
      ("he is choking on a grape", "breathing"),
      ("she is going into anaphylactic shock", "breathing"),
      ("i have a sore throat", nil), ("my cat's throat is closing up", nil),
      ("why does the throat close when we swallow", nil), ("lump in my throat at the wedding", nil),
      ("my fish can't breathe", nil), ("my dog is vomiting blood", nil), ("why do fish die", nil),
      ("the fish wants to die", nil), ("can anaemia cause chest pain", nil),
      ("i had chest pain years ago", nil), ("i bleed heavily every month", nil),
      ("how do i kill weeds", nil), ("no chest pain", nil), ("a chest of drawers", nil),
    ] as [(String, String?)])
  func someDangersNeedNoFileOfTheFolder(_ line: String, _ danger: String?) throws {
    var session = Session()
    let reply = try SmallFolder.least.assistant().reply(to: line, in: &session)
    #expect(reply.intent == danger.map { "safety/\($0)" } || danger == nil && reply.kind != .urgent)
  }

  @Test func aFolderReplacesOrSwitchesOffTheBuiltInDangers() throws {
    func said(_ line: String, _ folder: SmallFolder) throws -> String {
      var session = Session()
      let reply = try folder.assistant().reply(to: line, in: &session)
      return "\(reply.kind) \(reply.blocks)"
    }
    let off = SmallFolder.least.with(["safety.yaml": "built-in-dangers: false"])
    #expect(try !said("i have chest pain", off).hasPrefix("urgent"))
    let own = SmallFolder.least.with([
      "dangers/chest-pain.yaml": "message: harbour\nalso: [heart ... hurts]",
      "safety.yaml": "messages: {harbour: Call the harbour master.}",
    ])
    #expect(try said("i have chest pain", own).contains("harbour master"))
    #expect(try said("my heart hurts", own).contains("harbour master"))
    #expect(try said("i can't breathe", own).hasPrefix("urgent"))
  }

  /// Words of lines that belong to nothing are right words, and no slips of what a folder says.
  @Test func everydayWordsAreNoSlips() throws {
    let folder = SmallFolder.least.with([
      "elsewhere.txt": "what helps against snoring\nmy neighbour keeps llamas\n",
      "tides/storing.yaml": """
      title: Storing boats
      text: Boats are stored above the line of the highest tide.
      phrases: [storing a boat, where can i store my boat, storing ropes]
      """,
    ])
    let assistant = try folder.assistant()
    #expect(assistant.normalizedText(of: "snoring") == "snoring")
    #expect(assistant.normalizedText(of: "storring") == "storing")
  }

  @Test func aWrongKeyOfEnglishIsFoundAtItsPlace() {
    let wrong = SmallFolder.least.with(["english/words.yaml": "negation: [nay]"])
    #expect(
      wrong.problems().map(\.description) == [
        "english/words.yaml:1:1: error: unknown key 'negation'; did you mean 'negations'?"
      ])
  }
}
