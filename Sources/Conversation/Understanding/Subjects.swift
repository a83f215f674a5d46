import Knowledge
import LabValues

extension Refinements {
  /// The topic that a stated fact is about; that of a result may hang on how it reads:
  /// `phosphate high`.
  func topic(about id: String, _ flag: Flag?) -> String? {
    guard let topic = about[id] else {
      return flag.flatMap(\.reading).flatMap { about["\(id) \($0)"] }
    }
    return topic
  }
}

extension Flag {
  /// The word for it in conditions and subjects; none where no interval applies.
  fileprivate var reading: String? {
    switch self {
    case .low, .criticalLow: "low"
    case .normal: "normal"
    case .high, .criticalHigh: "high"
    case .unknown: nil
    }
  }
}

extension Person {
  /// Whether what they have may run in the family.
  var isRelative: Bool {
    switch self {
    case .mother, .father, .parent, .son, .daughter, .child, .brother, .sister, .grandmother,
      .grandfather:
      true
    case .wife, .husband, .partner, .friend, .patient, .other: false
    }
  }
}
