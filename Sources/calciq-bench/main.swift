import Glibc

// What calciq costs and how well its matcher does. Compiled only where CALCIQ_BENCHMARKS is set:
//
//     make bench [QUESTIONS=file] [TABLE=folder]
//     calciq-bench own [QUESTIONS]       start, load, replies, memory
//     calciq-bench replies [QUESTIONS]   of that the replies alone
//     calciq-bench table TABLE WORK      accuracy and cost on a table of intents
//     calciq-bench growth                how cost grows

let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "own" where arguments.count <= 2:
  try OwnKnowledge().measure(questions: arguments.count > 1 ? arguments[1] : nil)
case "replies" where arguments.count <= 2:
  try OwnKnowledge().measureReplies(questions: arguments.count > 1 ? arguments[1] : nil)
case "table" where arguments.count == 3:
  try IntentTable(table: arguments[1], work: arguments[2]).measure()
case "growth" where arguments.count == 1:
  var growth = Growth()
  growth.measure()
default:
  print("usage: calciq-bench own|replies [QUESTIONS] | table TABLE WORK | growth")
  exit(2)
}
