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

extension Reading {
  /// What it tells of "her" and "him", given to the only one that the session knows by age or sex:
  /// "72F, Ca 2.95" and then "she has myeloma".
  func settled(in session: borrowing Session) -> Reading {
    guard isPointing, session.person == nil, session.age != nil || session.sex != nil,
      session.records.count <= 1
    else { return self }
    var reading = self
    for place in reading.mentions.indices where reading.mentions[place].subject == .other {
      reading.mentions[place].subject = nil
    }
    for place in reading.doubts.indices where reading.doubts[place].subject == .other {
      reading.doubts[place].subject = nil
    }
    if reading.focus == .on(.other) { reading.focus = .unchanged }
    return reading
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
