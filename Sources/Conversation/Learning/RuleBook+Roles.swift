import Knowledge

extension RuleBook.Meaning {
  var isRefusal: Bool { if case .refusal = self { true } else { false } }
  var isTalk: Bool { if case .smallTalk = self { true } else { false } }

  /// Whether it asks for the last answer in other words.
  var isOnWording: Bool {
    if case .act(let act) = self { [.lost, .repeatLast, .simpler].contains(act) } else { false }
  }

  /// Whether it is something that a person wants of us.
  var isWish: Bool {
    switch self {
    case .refusal, .outside, .act: true
    default: false
    }
  }

  /// Which of the roles that are told apart by likeness it has; `nil` for any other.
  var role: LineExamples.Role? {
    switch self {
    case .redFlag: .dangers
    case .refusal: .refusals
    case .smallTalk: .smallTalk
    case .act: .acts
    case .outside: .outside
    default: nil
    }
  }
}
