import Knowledge

/// The files of a knowledge folder: their text, and a hash of all of it.
package struct FolderFiles: Sendable {
  /// Paths relative to the folder with their bytes, in order of path.
  package var files: [(path: String, bytes: [UInt8])]

  /// A file larger than this is refused: knowledge is written by people.
  static let largestFile = 16 << 20

  /// Reads every `.yaml` and `.txt` file of a folder, one level of subfolders included.
  package init(folder: String) throws(KnowledgeProblems) {
    try self.init(FolderListing(folder: folder))
  }

  /// Reads the files of a listing.
  package init(_ listing: FolderListing) throws(KnowledgeProblems) {
    var problems: [Problem] = []
    files = []
    for (path, stamp) in listing.files {
      if stamp.size > Self.largestFile {
        problems.append(Problem(.unreadable(reason: "too large"), at: Place(file: path)))
      } else if let file = DiskFile.read(listing.folder + "/" + path, limit: Self.largestFile) {
        files.append((path, file.bytes))
      } else {
        problems.append(
          Problem(.unreadable(reason: "no permission, or not a file"), at: Place(file: path)))
      }
    }
    if !problems.isEmpty { throw KnowledgeProblems(problems) }
  }

  /// A hash of all paths and bytes: it changes whenever anything in the folder does.
  package var contentHash: UInt64 {
    var hash = ContentHash()
    for (path, bytes) in files {
      hash.add(path)
      hash.add(bytes[...])
    }
    return hash.value
  }
}

/// A 64-bit hash of bytes that is the same on every run; it guards against change, not attack.
package struct ContentHash: Sendable {
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  /// Mixes in a text, and its length.
  package mutating func add(_ text: String) { add(Array(text.utf8)[...]) }

  /// Mixes in a number.
  package mutating func add(_ number: UInt64) { value = Self.mixed(value, number) }

  /// Mixes in a run of bytes, and its length.
  package mutating func add(_ bytes: ArraySlice<UInt8>) {
    // Four sums side by side: each would wait for its own multiplication.
    var lanes = SIMD4<UInt64>(value, value ^ 1, value ^ 2, value ^ 3)
    unsafe bytes.withUnsafeBytes { raw in
      var offset = 0
      while raw.count - offset >= 32 {
        for lane in 0..<4 {
          let word = unsafe raw.loadUnaligned(fromByteOffset: offset + lane * 8, as: UInt64.self)
          lanes[lane] = Self.mixed(lanes[lane], UInt64(littleEndian: word))
        }
        offset += 32
      }
      while offset < raw.count {
        lanes[0] = Self.mixed(lanes[0], UInt64(unsafe raw[offset]))
        offset += 1
      }
    }
    for lane in 0..<4 { value = Self.mixed(value, lanes[lane]) }
    value = Self.mixed(value, UInt64(bytes.count))
  }

  @inline(__always)
  private static func mixed(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let product = (sum ^ word) &* 0x9e37_79b9_7f4a_7c15
    return product ^ product >> 29
  }
}
