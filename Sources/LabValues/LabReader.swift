/// Reads what people state about results, conditions and medicines out of free text.
///
///     "my phosphate is 2.2 and I'm on dialysis"
///     → phosphate: which unit?   dialysis: stated
///
/// The room in its folders, each of which knows only those named before it:
///
///     Catalogue   what is known of results, conditions, medicines and words, as the data gives it
///     Values      what a line may say: a day, a mention, a doubt, a correction; the `Reading` of them all
///     Derived     what is computed from values
///     Text        a line cut into words, with every phrase of the data found in it
///     Spans       its numbers, dates, units and rows
///     Reading     Line, marked once · Findings, added to by the stages · Rows and Qualitative, which
///                 Results reads with · Person, Context, Changes, Finish · LineReader, the stages in order
package struct LabReader: Sendable {
  package let catalogue: LabCatalogue
  private let lexicon: Lexicon

  package init(_ catalogue: LabCatalogue) {
    self.catalogue = catalogue
    lexicon = Lexicon(catalogue)
  }

  /// The longest line that is looked at, in UTF-8 bytes; what stands behind is ignored.
  package static let longestLine = 65_536

  /// What the line says. Relative dates are counted from `today`; without it they stay unknown.
  package func read(_ line: String, today: Day? = nil) -> Reading {
    read(line, in: ReadingContext(today: today))
  }

  /// What the line says to a session that already knows something.
  package func read(_ line: String, in context: ReadingContext) -> Reading {
    let scan = LineScan(Self.shortened(line), lexicon)
    guard scan.mayMatter else { return Reading() }
    return LineReader(scan, catalogue, in: context).read()
  }

  private static func shortened(_ line: String) -> String {
    guard line.utf8.count > longestLine else { return line }
    return String(decoding: line.utf8.prefix(longestLine), as: UTF8.self)
  }
}

extension LineScan {
  /// A digit, a name, an order to forget, or a bare unit: else the line states nothing.
  fileprivate var mayMatter: Bool {
    if !names.isEmpty || lexemes.contains(where: \.isDigits) { return true }
    return hits.contains { hit in
      let cues = hit.cues
      if cues.contains(.numberPoint) { return true }
      return cues.meets(
        CueSet(
          .retraction, .personChild, .personOther, .personPatient, .notMine, .isMine, .systemSI,
          .systemConventional, .female, .male))
    }
      || (count <= 6
        && hits.contains { hit in
          table.phrases[Int(hit.phrase)].meanings.contains {
            if case .unit = $0 { true } else { false }
          }
        })
  }
}
