package import Language
import Storage

extension RankingModel {
  /// Raised whenever the bytes, the features or the tokenizer change: older models are refused.
  static let formatVersion: UInt32 = 7
  private static let magic: [UInt8] = Array("calciq-ranking\u{0}\u{1}".utf8)

  /// The model as bytes: the same model gives the same bytes.
  ///
  ///     magic (16) │ version (4) │ checksum of the rest (8) │ labels, table, weights,
  ///     phrasings, judge: counted arrays of numbers
  package func encoded() -> [UInt8] {
    var body = ModelWriter()
    body.write(count: labels.count)
    for label in labels { body.write(label) }
    scorer.write(to: &body)
    judge.write(to: &body)
    var whole = ModelWriter()
    for byte in Self.magic { whole.write(byte: byte) }
    whole.write(Self.formatVersion)
    whole.write(ContentHash.of(body.bytes[...]))
    whole.append(body)
    return whole.bytes
  }

  /// Reads a model; damaged or foreign bytes are an error, never a wrong model and never a trap.
  package init(decoding bytes: [UInt8]) throws(RankingModelError) {
    try self.init(decoding: SharedBytes(bytes))
  }

  /// The same for bytes inside a file; `isVerified` where the file's own checksum holds: then they are what
  /// was written, and its numbers fit each other.
  package init(
    decoding bytes: SharedBytes, isVerified: Bool = false
  ) throws(RankingModelError) {
    let start = Self.magic.count + 12
    guard bytes.count >= start, bytes.starts(with: Self.magic) else { throw .notAModel }
    var reader = ModelReader(bytes, from: Self.magic.count)
    let version = try reader.word()
    guard version == Self.formatVersion else { throw .otherVersion(version) }
    let checksum = try reader.number(UInt64.self)
    guard isVerified || Self.hash(of: bytes.dropFirst(start)) == checksum else {
      throw .wrongChecksum
    }
    var labels: [String] = []
    for _ in 0..<(try reader.count(of: 4)) {
      labels.append(try reader.text())
    }
    self.labels = labels
    scorer = try Scorer(reading: &reader)
    judge = try Judge(reading: &reader)
    guard reader.isAtEnd else { throw .wrongLength }
    guard isVerified || scorer.isConsistent, scorer.weights.labelCount == labels.count,
      judge.isConsistent
    else { throw .inconsistent }
  }

  private static func hash(of bytes: SharedBytes) -> UInt64 {
    unsafe bytes.withUnsafeBytes { unsafe ContentHash.of($0) }
  }
}

extension ModelWriter {
  mutating func write(byte: UInt8) { append([byte]) }
  mutating func append(_ other: ModelWriter) { append(other.bytes) }
}

extension Judge {
  func write(to writer: inout ModelWriter) {
    writer.write(sharpness)
    writer.write(threshold)
    writer.write(scope.means)
    writer.write(scope.scales)
    writer.write(scope.weights)
  }

  init(reading reader: inout ModelReader) throws(RankingModelError) {
    sharpness = try reader.float()
    threshold = try reader.float()
    scope = Logistic(
      means: try reader.floats(), scales: try reader.floats(), weights: try reader.floats())
  }

  var isConsistent: Bool {
    let count = ScopeFeature.allCases.count
    return scope.means.count == count && scope.scales.count == count
      && scope.weights.count == count + 1
  }
}
