import Testing

@testable import LabValues

/// Results in words: antibodies, genes and categories.
struct QualitativeReaderTests {
  private func drawn(_ text: String) -> String {
    let line = SmallLabs.line(text)
    var findings = Findings(line)
    var reader = QualitativeReader(line)
    for n in line.scan.names.indices { reader.read(n, into: &findings) }
    return findings.reading.mentions.compactMap { mention in
      guard let value = mention.qualitative else { return nil }
      var parts = mention.status == .stated ? [mention.fact] : ["\(mention.status) " + mention.fact]
      parts.append(value.value)
      if let titre = value.titre { parts.append("1:\(titre)") }
      parts += [value.pattern, value.zygosity].compactMap { $0 }
      return parts.joined(separator: " ")
    }.joined(separator: "; ")
  }

  static let antibodies = Row.table([
    "ANA positive": "ana positive", "ANA: negative": "ana negative", "ANA +": "ana positive",
    "ANA -": "ana negative", "ana weak": "ana equivocal", "ANA 1:640": "ana positive 1:640",
    "ANA 1/160": "ana positive 1:160", "ANA titre 640": "ana positive 1:640",
    "ANA <1:80": "ana negative 1:80", "ANA 1:640 speckled": "ana positive 1:640 speckled",
    "ANA 1:1,280": "ana positive 1:1280", "ANA not positive": "ana negative",
    "ana positive, scl-70 negative": "ana positive; scl70 negative", "scl-70 640": "",
    "I have a positive ana": "ana positive", "my ana is positive": "ana positive",
    "positive ana, calcium 9": "ana positive", "ana": "", "ANA 7": "",
    "is my ana positive?": "question ana positive", "if ana positive": "hypothetical ana positive",
    "people with ana positive": "question ana positive",
  ])

  @Test(arguments: antibodies) func anAntibodyHasAWordATitreAndAPattern(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let genes = Row.table([
    "GALNT3 VUS": "gene_galnt3 VUS", "I have a GALNT3 mutation": "gene_galnt3 pathogenic",
    "no GALNT3 mutation": "gene_galnt3 no variant found",
    "homozygous pathogenic GALNT3": "gene_galnt3 pathogenic homozygous",
    "GALNT3: no variant found": "gene_galnt3 no variant found",
    "GALNT3 and klotho negative": "gene_galnt3 no variant found; gene_kl no variant found",
    "no mutation in GALNT3 or klotho": "gene_galnt3 no variant found; gene_kl no variant found",
    "GALNT3": "", "what is GALNT3": "",
  ])

  @Test(arguments: genes) func aGeneHasTheValueOfItsList(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }

  static let categories = Row.table([
    "BIRADS 3": "breast_birads 3", "BI-RADS 4A": "breast_birads 4A", "birads: 0": "breast_birads 0",
    "birads is 2": "breast_birads 2", "birads 9": "", "birads. 3": "", "birads": "",
  ])

  @Test(arguments: categories) func aCategoryIsOneOfItsList(row: Row) {
    #expect(drawn(row.text) == row.expected)
  }
}
