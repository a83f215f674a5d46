import Conversation
import Knowledge
import TestSupport
import Testing

/// Every rule of refinements.yaml: lines that set it off, and lines near to them that must not.
struct RefinementRuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var rule: String
    var mustFire: Bool
    /// Whether it is only the last reply in which the rule must not take part.
    var isOnLast = false
    var lines: [String]
    var testDescription: String {
      "\(rule) \(mustFire ? "+" : "-") \(lines.joined(separator: " | "))"
    }
  }

  /// `rule + line | line`, where the rule has to take part in a reply (what a fact makes due is told with the
  /// fact, and not again), `rule - line | line`, where it
  /// takes part in none, and `rule / line | line`, where it takes no part in the last.
  static let cases: [Case] = {
    let rows = (try? Project.lines("Tests/ConversationTests/Fixtures/rules.txt")) ?? []
    return rows.compactMap { row in
      let words = row.split(separator: " ", maxSplits: 2).map(String.init)
      guard words.count == 3, ["+", "-", "/"].contains(words[1]) else { return nil }
      let lines = words[2].split(separator: "|").map { line in
        String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
      return Case(
        rule: words[0], mustFire: words[1] == "+", isOnLast: words[1] == "/", lines: lines)
    }
  }()

  @Test(arguments: cases)
  func takesPartWhereItsConditionHoldsAndNowhereElse(_ example: Case) throws {
    let assistant = try Project.assistant()
    var session = Session()
    var fired: [[String]] = []
    for line in example.lines {
      fired.append(assistant.reply(to: line, in: &session).trace.refinements)
    }
    if example.mustFire {
      #expect(fired.joined().contains(example.rule), "\(fired)")
    } else {
      let replies = example.isOnLast ? Array(fired.suffix(1)) : fired
      #expect(!replies.joined().contains(example.rule), "\(fired)")
    }
  }

  @Test func everyRuleHasACaseInWhichItFiresAndOneInWhichItMustNot() throws {
    let rules = try Project.assistant().knowledge.refinements.rules.map(\.id)
    #expect(rules.count >= 40)
    let unknown = Self.cases.map(\.rule).filter { !rules.contains($0) }
    #expect(unknown.isEmpty, "no such rules: \(unknown)")
    for rule in rules {
      let cases = Self.cases.filter { $0.rule == rule }
      #expect(cases.contains { $0.mustFire }, "\(rule) is never seen to fire")
      #expect(cases.contains { !$0.mustFire }, "\(rule) is never seen to stay silent")
    }
  }

  /// The Say column of the rules names kidney, skin and blood; these topics are answered without.
  @Test(arguments: [
    "what are the treatments for calcific tendinitis?", "do breast calcifications mean cancer?",
    "what is a coronary calcium score?",
  ])
  func topicsApartIgnoreSkinAndKidneyFacts(_ question: String) throws {
    let alone = try Project.reply(question)
    let informed = try Project.reply(
      "I'm on dialysis with scleroderma", "phosphate 7.9 mg/dL, PTH 900 pg/mL, ANA positive",
      question)
    #expect(informed.trace.refinements.isEmpty)
    #expect(informed.refinedBy.isEmpty)
    #expect(informed.intent == alone.intent)
  }

  @Test func aNormalResultNeverLowersTheUrgency() throws {
    let danger = "my thigh has a very painful black patch and I have a fever"
    let alone = try Project.reply(danger)
    let informed = try Project.reply(
      "calcium 9.2 mg/dL, phosphate 3.4 mg/dL, creatinine 0.8 mg/dL", danger)
    #expect(alone.urgency == .now)
    #expect(informed.urgency == alone.urgency)
  }

  @Test func atMostTwoRefinementsStandBesideAnAnswerAndOneQuestionIsAskedAtATime() throws {
    let assistant = try Project.assistant()
    var session = Session()
    let lines = [
      "on dialysis, scleroderma, calcium 10.9 mg/dL, phosphate 7.1 mg/dL, PTH 800 pg/mL, albumin 2.9 g/dL",
      "hard lumps on my fingers", "what is metastatic calcification?", "what causes calcinosis?",
      "how is calciphylaxis treated?", "what are the risks of calciphylaxis?",
    ]
    for line in lines {
      let reply = assistant.reply(to: line, in: &session)
      if reply.kind == .answer { #expect(reply.trace.refinements.count <= 2, "\(line)") }
      for id in reply.refinedBy {
        #expect(session.facts.contains { $0.id == id }, "\(id) was never stated")
      }
    }
  }

  @Test func aSessionStaysBoundedHoweverMuchIsStated() throws {
    let assistant = try Project.assistant()
    var session = Session()
    let results = ["calcium 9.1 mg/dL", "phosphate 4.1 mg/dL", "PTH 60 pg/mL", "albumin 4.1 g/dL"]
    for round in 0..<60 {
      _ = assistant.reply(to: results[round % results.count], in: &session)
      _ = assistant.reply(to: round % 2 == 0 ? "I take warfarin" : "not on warfarin", in: &session)
    }
    #expect(session.facts.count <= session.limits.facts)
    for id in ["calcium_total", "phosphate", "pth", "albumin"] {
      #expect(session.facts.filter { $0.id == id }.count <= session.limits.history)
    }
    #expect(session.facts.filter { $0.id == "warfarin" }.count == 1)
    #expect(session.signals.count <= session.limits.signals)
  }
}
