import Glibc

// What calciq costs and how well its matcher does. Compiled only where CALCIQ_BENCHMARKS is set:
//
//     make bench [QUESTIONS=file] [TABLE=folder]
//     calciq-bench own [QUESTIONS]       start, load, replies, memory
//     calciq-bench replies [QUESTIONS]   of that the replies alone
//     calciq-bench table TABLE WORK      accuracy and cost on a table of intents
//     calciq-bench exam [--most=N] [--failures] FILE…   right sections of known questions
//     calciq-bench held                  right sections of phrasings held back
//     calciq-bench growth                how cost grows

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "own" where arguments.count <= 2:
  try OwnKnowledge().measure(questions: arguments.count > 1 ? arguments[1] : nil)
case "replies" where arguments.count <= 2:
  try OwnKnowledge().measureReplies(questions: arguments.count > 1 ? arguments[1] : nil)
case "table" where arguments.count == 3:
  try IntentTable(table: arguments[1], work: arguments[2]).measure()
case "exam" where arguments.count >= 2:
  let options = arguments.dropFirst().filter { $0.hasPrefix("--") }
  let most = options.compactMap { Int($0.drop { !$0.isNumber }) }.first
  try Exam(arguments.dropFirst().filter { !$0.hasPrefix("--") })
    .measure(most: most, failures: options.contains("--failures"))
case "held" where arguments.count == 1:
  try Held().measure()
case "growth" where arguments.count == 1:
  var growth = Growth()
  growth.measure()
default:
  print(
    "usage: calciq-bench own|replies [QUESTIONS] | table TABLE WORK | exam FILE | held | growth")
  exit(2)
}
