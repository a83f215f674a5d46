/// Numbers the features that were seen in training, from 0 in the order of their first occurrence.
///
/// An open-addressing table of flat arrays: it is written and read as it stands.
struct FeatureTable: Sendable {
  /// The hash in each place, 0 where empty. The count is a power of two.
  private(set) var hashes: [UInt32]
  private(set) var ids: [UInt32]
  private(set) var count: Int

  init() {
    hashes = [UInt32](repeating: 0, count: 1024)
    ids = [UInt32](repeating: 0, count: 1024)
    count = 0
  }

  /// The table of features and their numbers, in the order of `inOrder`; nil if no table can be
  /// made of them (a number out of range, a feature twice).
  init?(hashes listed: [UInt32], ids numbers: [UInt32]) {
    guard listed.count == numbers.count else { return nil }
    let size = Self.size(for: listed.count)
    hashes = [UInt32](repeating: 0, count: size)
    ids = hashes
    count = listed.count
    for (hash, id) in zip(listed, numbers) {
      guard hash != 0, Int(id) < listed.count else { return nil }
      var place = Int(hash) & (size - 1)
      while hashes[place] != 0 {
        if hashes[place] == hash { return nil }
        place = (place + 1) & (size - 1)
      }
      hashes[place] = hash
      ids[place] = id
    }
  }

  /// Features and their numbers in the order of their places, so that filling goes straight on.
  var inOrder: (hashes: [UInt32], ids: [UInt32]) {
    let mask = UInt32(truncatingIfNeeded: Self.size(for: count) - 1)
    let places = hashes.indices.filter { hashes[$0] != 0 }.sorted {
      let (left, right) = (hashes[$0] & mask, hashes[$1] & mask)
      return left != right ? left < right : hashes[$0] < hashes[$1]
    }
    return (places.map { hashes[$0] }, places.map { ids[$0] })
  }

  /// The smallest power of two that is filled to three quarters at most.
  private static func size(for count: Int) -> Int {
    var size = 1024
    while size * 3 < count * 4 { size *= 2 }
    return size
  }

  func id(of hash: UInt32) -> Int? {
    let mask = hashes.count - 1
    var place = Int(hash) & mask
    while hashes[place] != 0 {
      if hashes[place] == hash { return Int(ids[place]) }
      place = (place + 1) & mask
    }
    return nil
  }

  mutating func insert(_ hash: UInt32) -> Int {
    if let known = id(of: hash) { return known }
    if (count + 1) * 2 > hashes.count { grow() }
    place(hash, UInt32(truncatingIfNeeded: count))
    count += 1
    return count - 1
  }

  private mutating func place(_ hash: UInt32, _ id: UInt32) {
    let mask = hashes.count - 1
    var place = Int(hash) & mask
    while hashes[place] != 0 { place = (place + 1) & mask }
    hashes[place] = hash
    ids[place] = id
  }

  private mutating func grow() {
    let (oldHashes, oldIDs) = (hashes, ids)
    hashes = [UInt32](repeating: 0, count: oldHashes.count * 2)
    ids = [UInt32](repeating: 0, count: oldHashes.count * 2)
    for old in oldHashes.indices where oldHashes[old] != 0 { place(oldHashes[old], oldIDs[old]) }
  }
}
