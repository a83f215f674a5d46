import Conversation
import Glibc
import Knowledge
import KnowledgeFiles
import LabValues
import Startup

// Load time, the cost of a reply and of reading results, and memory. Compiled only where
// CALCIQ_BENCHMARKS is set:
//
//     make bench
//     calciq-bench [questions: one a line, as text or as JSON with the key "q"]

func microseconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

/// The middle of several runs, in milliseconds.
func milliseconds(_ name: String, runs: Int = 15, _ work: () throws -> Void) rethrows {
  var times: [Double] = []
  for _ in 0..<runs {
    let start = microseconds()
    try work()
    times.append((microseconds() - start) / 1e3)
  }
  times.sort()
  print("\(name): median \(rounded(times[times.count / 2])) ms, best \(rounded(times[0])) ms")
}

func percentiles(_ name: String, _ times: [Double]) {
  let sorted = times.sorted()
  guard !sorted.isEmpty else { return }
  func at(_ share: Double) -> Double {
    rounded(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))])
  }
  print(
    "\(name): p50 \(at(0.5)) µs, p90 \(at(0.9)) µs, p99 \(at(0.99)) µs, most \(at(1)) µs of \(sorted.count)"
  )
}

func peakMemory() -> Int {
  var usage = rusage()
  unsafe getrusage(0, &usage)
  return usage.ru_maxrss / 1024
}

/// The questions of a file, or else those that the knowledge itself suggests.
func questions(_ path: String?, _ knowledge: Knowledge) -> [String] {
  guard let path, let file = DiskFile.read(path, limit: 1 << 28) else {
    return knowledge.sections.map(\.question)
  }
  return String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
    guard line.hasPrefix("{") else { return String(line) }
    let key = "\"q\": \""
    var text = ""
    var rest = line[...]
    while !rest.hasPrefix(key) { if rest.popFirst() == nil { return nil } }
    rest.removeFirst(key.count)
    while let next = rest.popFirst(), next != "\"" {
      if next == "\\", let escaped = rest.popFirst() {
        text.append(escaped)
      } else {
        text.append(next)
      }
    }
    return text
  }
}

var environment: [String: String] = [:]
for name in ["HOME", "XDG_CACHE_HOME", "CALCIQ_INTENTS"] {
  if let value = unsafe getenv(name) { unsafe environment[name] = String(cString: value) }
}
let loader = Loading(intents: nil, environment: environment) { print("note: \($0)") }
let assistant = try loader.assistant()
print("memory after the first load: \(peakMemory()) MB")

let folder = try loader.folder()
try milliseconds("list and stamp the folder") { _ = try FolderListing(folder: folder).stamp }
try milliseconds("read and hash the folder") { _ = try FolderFiles(folder: folder).contentHash }
try milliseconds("load, compiled") { _ = try loader.assistant() }

if let path = try loader.compiledPath(), let read = DiskFile.read(path, limit: 1 << 28) {
  let file = try CompiledFile(bytes: read.bytes, build: loader.build)
  print("compiled file: \(read.bytes.count) bytes in parts of \(file.parts.map(\.count))")
  milliseconds("  read the file") { _ = DiskFile.read(path, limit: 1 << 28) }
  try milliseconds("  checksum") { _ = try CompiledFile(bytes: read.bytes, build: loader.build) }
  try milliseconds("  knowledge") {
    _ = try BinaryReader.value(Knowledge.self, from: file.parts[0])
  }
  let knowledge = try BinaryReader.value(Knowledge.self, from: file.parts[0])
  try milliseconds("  learning") {
    _ = try Learning(parts: file.parts.dropFirst(), from: knowledge)
  }
  for (name, work) in Learning.steps(file.parts.dropFirst(), knowledge) {
    try milliseconds("    \(name)", work)
  }
  milliseconds("  laboratory reader") { _ = LabReader(knowledge.labs) }
  let learning = try Learning(parts: file.parts.dropFirst(), from: knowledge)
  milliseconds("  assistant of these") { _ = Assistant(knowledge, learning) }
}

let asked = questions(CommandLine.arguments.dropFirst().first, assistant.knowledge)
for question in asked.prefix(200) {
  var session = Session()
  _ = assistant.reply(to: question, in: &session)
}
percentiles(
  "reply",
  asked.map { question in
    var session = Session()
    let start = microseconds()
    _ = assistant.reply(to: question, in: &session)
    return microseconds() - start
  })
let stated = [
  "my calcium is 9.1 mg/dL", "phosphate 2.2 mmol/L, PTH 650 pg/mL and I'm on dialysis",
  "corrected calcium 10.4 on 3 March, it was 9.8 before", "no results yet",
]
let reader = LabReader(assistant.knowledge.labs)
percentiles(
  "read results",
  (0..<2_000).map { turn in
    let start = microseconds()
    _ = reader.read(stated[turn % stated.count])
    return microseconds() - start
  })
print("memory at the end: \(peakMemory()) MB")
