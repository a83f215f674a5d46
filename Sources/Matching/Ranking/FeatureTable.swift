/// Numbers the features that were seen in training, from 0 in the order of their first occurrence.
///
/// An open-addressing table of flat arrays.
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

/// The features of a finished table, written and read as they stand.
///
///     slot = [ number │ hash ]      0 = free, from the place that the hash names onwards
struct FeatureIndex: Sendable {
  /// The count is a power of two, and one slot at least is free.
  let slots: Numbers<UInt64>

  init(_ table: FeatureTable) {
    var size = 1024
    while size * 3 < table.count * 4 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    // In order of the hashes, so that equal tables give equal bytes.
    let places = table.hashes.indices.filter { table.hashes[$0] != 0 }
    for place in places.sorted(by: { table.hashes[$0] < table.hashes[$1] }) {
      var slot = Int(table.hashes[place]) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt64(table.ids[place]) << 32 | UInt64(table.hashes[place])
    }
    self.slots = Numbers(slots)
  }

  /// Reads the features of this many rows.
  init(reading reader: inout ModelReader) throws(RankingModelError) {
    slots = try reader.numbers(inPlace: UInt64.self)
  }

  /// Whether a search always ends, at a row that is there.
  func isConsistent(rows: Int) -> Bool {
    guard slots.count > 0, slots.count & (slots.count - 1) == 0 else { return false }
    let limit = UInt64(rows) << 32
    var highest: UInt64 = 0
    var free = 0
    for slot in slots {
      highest = max(highest, slot)
      free += slot == 0 ? 1 : 0
    }
    return free > 0 && highest < limit
  }

  func id(of hash: UInt32) -> Int? {
    let mask = slots.count - 1
    var place = Int(hash) & mask
    while true {
      let slot = slots[place]
      if slot == 0 { return nil }
      if UInt32(truncatingIfNeeded: slot) == hash { return Int(slot >> 32) }
      place = (place + 1) & mask
    }
  }
}
