import Conversation
import Knowledge
import KnowledgeFiles
import LabValues
import Language
import Startup
import Storage

/// The knowledge that calciq comes with: how it is loaded, and what a reply costs.
struct OwnKnowledge {
  let loader = Loading(intents: nil, environment: environment()) { print("note: \($0)") }

  func measure(questions path: String?) throws {
    // First: a child counts the memory of its parent as its own.
    program()
    let assistant = try loader.assistant()
    print("memory after the first load: \(peakMemory()) MB")
    try loading()
    measureReplies(of: assistant, path)
    print("memory at the end: \(peakMemory()) MB")
  }

  func measureReplies(questions path: String?) throws {
    measureReplies(of: try loader.assistant(), path)
  }

  private func measureReplies(of assistant: Assistant, _ path: String?) {
    let knowledge = assistant.knowledge
    replies(of: assistant, path.map { questions(of: $0) } ?? knowledge.sections.map(\.question))
    reading(LabReader(knowledge.labs))
  }

  /// The program that stands beside this one, from its start to its end.
  private func program() {
    let own = DiskFile.resolved("/proc/self/exe")
    guard let slash = own.lastIndex(of: "/") else { return }
    let path = String(own[..<slash]) + "/calciq"
    // The first run may have to learn.
    _ = runs(of: [path, "ask", "hello"], times: 1)
    let (times, memory) = runs(of: [path, "ask", "what is calciphylaxis"], times: 41)
    guard !times.isEmpty else { return print("calciq is not built here: no start to measure") }
    print(
      "calciq ask, whole process: median \(rounded(times[times.count / 2])) ms, "
        + "best \(rounded(times[0])) ms, \(memory) MB")
  }

  private func loading() throws {
    let folder = try loader.folder()
    try milliseconds("list and stamp the folder") { _ = try FolderListing(folder: folder).stamp }
    try milliseconds("read and hash the folder") {
      _ = try FolderFiles(folder: folder).contentHash
    }
    try milliseconds("load, cold", runs: 3) {
      _ = try loader.learn(from: FolderFiles(folder: folder))
    }
    try milliseconds("load, compiled") { _ = try loader.assistant() }
    guard let path = try loader.compiledPath(), let read = DiskFile.read(path, limit: 1 << 28)
    else { return }
    let file = try CompiledFile(bytes: SharedBytes(read.bytes), build: loader.build)
    print("compiled file: \(read.bytes.count) bytes in parts of \(file.parts.map(\.count))")
    milliseconds("  read the file") { _ = DiskFile.read(path, limit: 1 << 28) }
    let bytes = SharedBytes(read.bytes)
    try milliseconds("  checksum") {
      _ = try CompiledFile(bytes: bytes, build: loader.build)
    }
    let knowledge = try Knowledge(decoding: file.parts[0])
    try milliseconds("  knowledge") {
      _ = try Knowledge(decoding: file.parts[0])
    }
    try milliseconds("  learning") {
      _ = try Learning(parts: file.parts.dropFirst(), from: knowledge)
    }
    for (name, work) in Learning.steps(file.parts.dropFirst(), knowledge) {
      try milliseconds("    \(name)", work)
    }
    milliseconds("  laboratory reader") { _ = LabReader(knowledge.labs) }
  }

  private func replies(of assistant: Assistant, _ asked: [String]) {
    percentiles(
      "reply",
      costs(asked) { question in
        var session = Session()
        _ = assistant.reply(to: question, in: &session)
      })
    percentiles("  of it the matcher", costs(asked) { _ = assistant.ranking(of: $0) })
    var session = Session()
    for fact in ["I'm on dialysis and take warfarin", "my phosphate is 2.2 mmol/L"] {
      _ = assistant.reply(to: fact, in: &session)
    }
    percentiles(
      "reply, with facts stated before",
      costs(asked) { question in
        var session = session
        _ = assistant.reply(to: question, in: &session)
      })
  }

  private func reading(_ reader: LabReader) {
    let stated = [
      "my calcium is 9.1 mg/dL", "phosphate 2.2 mmol/L, PTH 650 pg/mL and I'm on dialysis",
      "corrected calcium 10.4 on 3 March, it was 9.8 before", "no results yet",
    ]
    percentiles("read results", costs(stated, rounds: 500) { _ = reader.read($0) })
  }
}
