/// Whether the speaker shows that they are a clinician: by what they call themselves, or by how they speak
/// of whom they treat.
///
///     "i'm a renal nurse", "ward nurse here", "pt on HD"   → yes
///     "the nurse here says", "my mum is a nurse"           → no
struct ClinicianReader {
  let scan: LineScan

  var isByClinician: Bool {
    (0..<scan.count).contains { i in
      scan.has(.clinician, at: i) || scan.has(.profession, at: i) && followsSelfDescription(i)
        || scan.has(.presentProfession, at: i) && opensClause(i)
    }
  }

  /// "I am a (very tired) nurse".
  private func followsSelfDescription(_ i: Int) -> Bool {
    for j in stride(from: i, through: max(1, i - Self.reach), by: -1) {
      if scan.start(of: CueSet(.selfDescription), endingAt: j) != nil { return true }
      if scan.lexemes[j].pause != .none { return false }
    }
    return false
  }

  /// "(renal ward) nurse here", and not "the nurse here".
  private func opensClause(_ i: Int) -> Bool {
    var j = i
    while j > 0, scan.lexemes[j].pause == .none {
      j -= 1
      if i - j > Self.reach || scan.end(of: CueSet(.factFiller, .owning), at: j) != nil {
        return false
      }
    }
    return true
  }

  private static let reach = 3
}
