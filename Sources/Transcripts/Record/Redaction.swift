/// Puts placeholders where an answer would be different tomorrow.
struct Redaction: Sendable {
  /// The version of the program as answers tell it; `nil` replaces none.
  var version: String?

  /// The answer line as a transcript expects it: its wildcards escaped, the version and measured
  /// times replaced. Dates stay: `clock` in the header holds them still.
  func redacted(_ line: String) -> String {
    Words.of(ExpectedLine.literal(line).raw).map { word in
      if word == version { return Placeholder.version.text }
      let isTime = Placeholder.milliseconds.fits(word) && !word.hasSuffix(" s")
      return isTime ? Placeholder.milliseconds.text : word
    }.joined()
  }
}
