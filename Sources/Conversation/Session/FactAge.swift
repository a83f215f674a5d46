import LabValues

/// How old a statement is beside another one of the same fact.
///
/// What has no date is of today, whenever it was told: a dated value of last year that is told after it
/// does not take its place. "It used to be 9.2" comes before every other value without a date.
struct FactAge: Hashable, Comparable {
  private let day: Int
  private let isNow: Bool
  private let turn: Int

  init(_ fact: borrowing StoredFact, _ today: Day?) {
    let stated = fact.mention.when?.day?.ordinal
    day = stated ?? today?.ordinal ?? Int.max
    isNow = stated != nil || !fact.mention.isOfEarlier
    turn = fact.turn
  }

  static func < (one: FactAge, two: FactAge) -> Bool {
    if one.day != two.day { return one.day < two.day }
    if one.isNow != two.isNow { return !one.isNow }
    return one.turn < two.turn
  }
}
