import Glibc
import KnowledgeFiles
import Storage

/// A clock that no one sets.
func microseconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

/// Two decimals.
func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

/// A share of a whole in per cent, with one decimal.
func percent(_ part: Int, of whole: Int) -> String { percent(Double(part), of: Double(whole)) }

func percent(_ part: Double, of whole: Double) -> String {
  whole > 0 ? "\((part / whole * 1000).rounded() / 10) %" : "–"
}

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

/// What each question costs: the least of a few rounds, so that what else the machine does is not
/// counted.
func costs(_ questions: [String], rounds: Int = 5, _ ask: (String) -> Void) -> [Double] {
  var least = [Double](repeating: .infinity, count: questions.count)
  for _ in 0..<rounds {
    for (place, question) in questions.enumerated() {
      let start = microseconds()
      ask(question)
      least[place] = min(least[place], microseconds() - start)
    }
  }
  return least
}

func mean(_ values: [Double]) -> Double {
  values.reduce(0, +) / Double(max(1, values.count))
}

/// The most memory that this process has had, in megabytes.
func peakMemory() -> Int {
  var usage = rusage()
  unsafe getrusage(0, &usage)
  return usage.ru_maxrss / 1024
}

/// The variables that say where knowledge and cache are.
func environment() -> [String: String] {
  var environment: [String: String] = [:]
  for name in ["HOME", "XDG_CACHE_HOME", "CALCIQ_INTENTS"] {
    if let value = unsafe getenv(name) { unsafe environment[name] = String(cString: value) }
  }
  return environment
}

/// The lines of a file; none where there is no such file.
func lines(of path: String) -> [String] {
  guard let file = DiskFile.read(path, limit: 1 << 28) else { return [] }
  return String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
}

/// The questions of a file: one a line, as text or as JSON with the key "q".
func questions(of path: String) -> [String] {
  lines(of: path).compactMap { line in
    guard line.hasPrefix("{") else { return line }
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

/// What it takes to run a program from its start to its end.
func runs(of arguments: [String], times: Int) -> (milliseconds: [Double], megabytes: Int) {
  var found: [Double] = []
  var most = 0
  for _ in 0..<times {
    var actions = unsafe posix_spawn_file_actions_t()
    _ = unsafe posix_spawn_file_actions_init(&actions)
    defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
    for stream in [STDOUT_FILENO, STDERR_FILENO] {
      _ = unsafe posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
    }
    var pointers = unsafe arguments.map { unsafe strdup($0) } + [nil]
    defer { unsafe pointers.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let start = microseconds()
    guard unsafe posix_spawn(&process, arguments[0], &actions, nil, &pointers, environ) == 0 else {
      return ([], 0)
    }
    var status: Int32 = 0
    var usage = rusage()
    guard unsafe wait4(process, &status, 0, &usage) == process, status == 0 else { return ([], 0) }
    found.append((microseconds() - start) / 1e3)
    most = max(most, usage.ru_maxrss / 1024)
  }
  return (found.sorted(), most)
}
