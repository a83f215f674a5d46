import Testing

@testable import LabValues

/// For whom a range is, and who is named.
struct PersonRangeTests {
  struct Fit: Sendable, CustomTestStringConvertible {
    var range: PersonRange
    var age: Int?
    var sex: Sex?
    var isOff = false
    var fits: Bool
    var testDescription: String { "\(range) \(age ?? -1) \(sex.map { "\($0)" } ?? "-") \(isOff)" }
  }

  private static func range(
    sex: Sex? = nil, from: Int? = nil, to: Int? = nil, with: String? = nil
  ) -> PersonRange {
    PersonRange(sex: sex, from: from, to: to, with: with, low: 1, high: 2)
  }

  @Test(arguments: [
    Fit(range: range(sex: .female), sex: .female, fits: true),
    Fit(range: range(sex: .female), sex: .male, fits: false),
    Fit(range: range(sex: .female), fits: false),
    Fit(range: range(sex: .female), sex: .female, isOff: true, fits: false),
    Fit(range: range(from: 2, to: 12), age: 2, fits: true),
    Fit(range: range(from: 2, to: 12), age: 12, isOff: true, fits: true),
    Fit(range: range(from: 2, to: 12), age: 13, fits: false),
    Fit(range: range(from: 2), fits: false),
    Fit(range: range(to: 17), age: 0, fits: true),
    Fit(range: range(with: "pregnancy"), isOff: true, fits: true),
    Fit(range: range(with: "dialysis"), fits: false), Fit(range: range(), fits: true),
    Fit(range: range(), isOff: true, fits: false),
  ])
  func aRangeIsForWhomWhatItAsksForIsKnown(example: Fit) {
    let fits = example.range.fits(
      age: example.age, sex: example.sex, isAdultRangeOff: example.isOff
    ) { $0 == "pregnancy" }
    #expect(fits == example.fits)
  }

  @Test(arguments: [
    ("mum", Person.mother), ("Mother", .mother), ("husband", .husband), ("friend", .friend),
  ])
  func aPersonIsNamed(name: String, person: Person) {
    #expect(SmallLabs.catalogue.person(named: name) == .some(person))
  }

  @Test func theSpeakerIsNobodyElse() {
    #expect(SmallLabs.catalogue.person(named: "i") == .some(nil))
    #expect(SmallLabs.catalogue.person(named: "zonulin") == .none)
  }
}
