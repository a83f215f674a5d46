import KnowledgeFiles
import Testing

/// Values of every shape that the compiled file holds.
private struct Album: Codable, Hashable {
  enum Kind: String, Codable, CaseIterable { case single, long }

  indirect enum Rule: Codable, Hashable {
    case all([Rule])
    case above(String, Double)
    case never
  }

  struct Song: Codable, Hashable {
    var title: String
    var minutes: Double?
    var isLive: Bool
  }

  var title: String
  var year: Int
  var kind: Kind
  var songs: [Song]
  var counts: [String: Int]
  var words: [Kind: [String]]
  var span: ClosedRange<Double>
  var rule: Rule
  var note: String?
  var lists: [[String]]
}

@Suite struct BinaryCodingTests {
  private static let long = "a text that is long enough to be named by its number"

  private static let albums = [
    Album(
      title: long, year: -3, kind: .long,
      songs: [
        Album.Song(title: long, minutes: 3.25, isLive: true),
        Album.Song(title: "", minutes: nil, isLive: false),
        Album.Song(title: "日本 ∞ 🎵", minutes: -0.0, isLive: false),
      ],
      counts: ["b": 1, "a": .max, "": .min], words: [.single: ["x", long], .long: []],
      span: -1.5...2, rule: .all([.above("volume", 11), .never, .all([])]), note: long,
      lists: [[], ["one"], ["two", long]]),
    Album(
      title: "", year: 0, kind: .single, songs: [], counts: [:], words: [:], span: 0...0,
      rule: .never, note: nil, lists: []),
  ]

  @Test func valuesOfEveryShapeComeBack() throws {
    let bytes = try BinaryWriter.bytes(Self.albums)
    #expect(try BinaryReader.value([Album].self, from: bytes) == Self.albums)
  }

  @Test func theSameValueGivesTheSameBytes() throws {
    var other = Self.albums
    other[0].counts = [:]
    for (key, count) in Self.albums[0].counts.sorted(by: { $0.key > $1.key }) {
      other[0].counts[key] = count
    }
    #expect(try BinaryWriter.bytes(other) == BinaryWriter.bytes(Self.albums))
  }

  @Test func aTextThatComesAgainCostsFourBytes() throws {
    let once = try BinaryWriter.bytes([Self.long])
    let often = try BinaryWriter.bytes([String](repeating: Self.long, count: 101))
    #expect(often.count == once.count + 400)
    #expect(try BinaryReader.value([String].self, from: often).last == Self.long)
  }

  @Test func bytesThatEndEarlyAreAnError() throws {
    let bytes = try BinaryWriter.bytes(Self.albums)
    for count in bytes.indices {
      #expect(throws: (any Error).self) {
        try BinaryReader.value([Album].self, from: Array(bytes.prefix(count)))
      }
    }
  }

  @Test func bytesThatGoOnAreAnError() throws {
    let bytes = try BinaryWriter.bytes(Self.albums)
    #expect(throws: BinaryReadError.invalid(at: bytes.count)) {
      try BinaryReader.value([Album].self, from: bytes + [0])
    }
  }

  /// Damage may by chance stand for another value; it must never trap, hang or take all memory.
  @Test func damagedBytesNeverTrap() throws {
    let good = try BinaryWriter.bytes(Self.albums)
    var state: UInt64 = 7
    func random(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, limit)
    }
    var refused = 0
    for turn in 0..<20_000 {
      var bytes =
        turn % 4 == 0 ? (0..<random(below: 200)).map { _ in UInt8(random(below: 256)) } : good
      for _ in 0..<(1 + random(below: 4)) where !bytes.isEmpty {
        let place = random(below: bytes.count)
        switch random(below: 4) {
        case 0: bytes[place] = UInt8(random(below: 256))
        case 1: bytes[place] = 0xff
        case 2: bytes.remove(at: place)
        default: bytes.insert(UInt8(random(below: 256)), at: place)
        }
      }
      do { _ = try BinaryReader.value([Album].self, from: bytes) } catch { refused += 1 }
    }
    #expect(refused > 10_000)
  }
}
