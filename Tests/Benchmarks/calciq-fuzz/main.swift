import Conversation
import Glibc
import Knowledge
import LabValues
import Rendering
import Startup
import TestSupport

// Random and mutated lines through `reply(to:in:)`, in sessions that go on: nothing may trap. Compiled
// only where CALCIQ_BENCHMARKS is set:
//
//     make fuzz LINES=1000000 SEED=1
//     calciq-fuzz [--lines N] [--seed N] [--longest BYTES] [--echo]
//
// The same seed gives the same lines. After a trap run it again with `--echo`, which writes each line
// to standard error before it is asked: the last one, in its session, is the culprit.

var options = ["--lines": 1_000_000, "--seed": 1, "--longest": 160]
var echoes = false
var arguments = CommandLine.arguments.dropFirst()
while let name = arguments.popFirst() {
  if name == "--echo" {
    echoes = true
  } else if options[name] != nil, let value = arguments.popFirst().flatMap({ Int($0) }), value >= 0
  {
    options[name] = value
  } else {
    print("usage: calciq-fuzz [--lines N] [--seed N] [--longest BYTES] [--echo]")
    exit(2)
  }
}

var environment: [String: String] = [:]
for name in ["HOME", "XDG_CACHE_HOME", "CALCIQ_INTENTS"] {
  if let value = unsafe getenv(name) { unsafe environment[name] = String(cString: value) }
}
let assistant = try Loading(intents: nil, environment: environment).assistant()
let knowledge = assistant.knowledge

/// Lines to start from: of every kind that has a reader of its own.
let seeds =
  assistant.sampleQuestions + knowledge.sections.map(\.question)
  + knowledge.labs.analytes.map { "my \($0.label) is 2.2 \($0.canonical)" }
  + knowledge.labs.context.map { "I have \($0.label)" }
  + [
    "my phosphate is 2.2 mmol/L and I'm on dialysis", "/trend calcium", "forget my calcium",
    "sorry, 3.1 not 7.1", "Calcium 2.71 mmol/L (2.20 - 2.60) H", "and for tumoral?", "2", "why?",
    "what about surgery?", "compare it with dystrophic", "the second one", "/undo", "/labs",
    "/facts",
    "/reset", "/mode json", "/width 40", "not on dialysis any more", "PTH 650 pg/mL on 3 March",
    "corrected calcium 10.4 on 3 March, it was 9.8 before", "I can't breathe",
    "/show calciphylaxis",
    "Ca²⁺ 1,32 mmol/L", "my mum is 12 and her vitamin D is 20", "what if my calcium was 15?",
  ]

let clock = ContinuousClock()
let total = options["--lines"] ?? 0
let longest = options["--longest"] ?? 0
var random = TestRandom(seed: UInt64(options["--seed"] ?? 1))
var session = Session()
var kinds: [String: Int] = [:]
var faults = 0
let start = clock.now
for number in 0..<total {
  // Sessions of a few lines and of many: what was stated long ago must do no harm either.
  if random.next() % 97 == 0 { session = Session() }
  let line = String(decoding: random.mutated(seeds).utf8.prefix(longest), as: UTF8.self)
  if echoes {
    let shown = "\(number) \(line.debugDescription)\n"
    _ = unsafe write(STDERR_FILENO, shown, shown.utf8.count)
  }
  let reply = assistant.reply(to: line, in: &session)
  kinds[reply.kind.rawValue, default: 0] += 1
  let text = PlainText(width: 20 + Int(random.next() % 100)).text(of: reply)
  let isClean = text.unicodeScalars.allSatisfy {
    $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7f && !(0x202a...0x202e).contains($0.value)
  }
  if !isClean || text.isEmpty || JSONText.line(reply).contains("\n")
    || session.facts.count > session.limits.facts
  {
    faults += 1
    print("line \(number) gives a faulty reply: \(line.debugDescription)")
  }
  if (number + 1) % 100_000 == 0 {
    print("\(number + 1) lines, \(kinds.count) kinds of reply, \(faults) faults")
    _ = fflush(nil)
  }
}
let seconds = Double((clock.now - start).components.seconds)
print(
  "\(total) lines of seed \(options["--seed"] ?? 1) in \(Int(seconds)) s, "
    + "\(Int(Double(total) / max(1, seconds))) lines/s, \(faults) faults; "
    + kinds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
exit(faults == 0 ? 0 : 1)
