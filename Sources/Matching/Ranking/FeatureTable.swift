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

  /// Nil if the arrays cannot be a table (sizes, numbers out of range, no empty place).
  init?(hashes: [UInt32], ids: [UInt32]) {
    guard hashes.count == ids.count, hashes.count >= 2, hashes.count & (hashes.count - 1) == 0
    else { return nil }
    var used = 0
    var highest: UInt32 = 0
    for place in hashes.indices where hashes[place] != 0 {
      used += 1
      highest = max(highest, ids[place])
    }
    guard used < hashes.count, used == 0 || Int(highest) < used else { return nil }
    (self.hashes, self.ids, count) = (hashes, ids, used)
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
