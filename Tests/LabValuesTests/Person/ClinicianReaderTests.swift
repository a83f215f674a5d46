import Testing

@testable import LabValues

/// Who shows that they are a clinician.
struct ClinicianReaderTests {
  @Test(arguments: [
    ("nurse here", true), ("renal ward nurse here, calcium 2.6", true), ("i am a nurse", true),
    ("i'm a very tired nurse", true), ("my pt has lupus", true), ("the nurse here says 9", false),
    ("my nurse here", false), ("my mother is a nurse", false), ("i am a patient. the nurse", false),
    ("calcium 9", false), ("", false),
  ])
  func aClinicianIsKnownByTheirWords(text: String, isByClinician: Bool) {
    #expect(ClinicianReader(scan: SmallLabs.scan(text)).isByClinician == isByClinician)
  }
}
