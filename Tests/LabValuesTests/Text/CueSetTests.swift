import Testing

@testable import LabValues

/// Sets of cues, one bit each.
struct CueSetTests {
  @Test func aSetOfCuesHoldsEachOfThem() {
    for cue in Cue.allCases {
      var set = CueSet()
      #expect(set.isEmpty && !set.contains(cue))
      set.insert(cue)
      #expect(Cue.allCases.filter(set.contains) == [cue])
      #expect(set.meets(CueSet(cue, .speaker)) && set.meets(set))
    }
    #expect(!CueSet(.speaker, .target).meets(CueSet(.having, .joiner)))
  }
}
