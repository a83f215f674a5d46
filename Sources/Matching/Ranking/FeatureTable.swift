import Language

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
///     slot = [ number │ hash ]      0 = free, in rising order of hashes
///
/// A hash stands at the place that its size names or not far after it, so that a search ends at the
/// first greater one: four slots of five can be full.
struct FeatureIndex: Sendable {
  /// The last one is free.
  private let slots: Numbers<UInt64>
  /// How many places hashes name; fewer than there are slots.
  private let homes: Int

  init(_ table: FeatureTable) {
    homes = table.count * 5 / 4 + 1
    var slots = [UInt64](repeating: 0, count: homes)
    let places = table.hashes.indices.filter { table.hashes[$0] != 0 }
    var next = 0
    for place in places.sorted(by: { table.hashes[$0] < table.hashes[$1] }) {
      let hash = table.hashes[place]
      let slot = max(next, Self.home(hash, homes))
      if slot >= slots.count { slots.append(0) }
      slots[slot] = UInt64(table.ids[place]) << 32 | UInt64(hash)
      next = slot + 1
    }
    slots.append(0)
    self.slots = Numbers(slots)
  }

  func write(to writer: inout ModelWriter) {
    writer.write(count: homes)
    writer.write(slots)
  }

  init(reading reader: inout ModelReader) throws(RankingModelError) {
    homes = Int(try reader.word())
    slots = try reader.numbers(inPlace: UInt64.self)
  }

  /// Whether a search always ends, at a row that is there.
  func isConsistent(rows: Int) -> Bool {
    guard homes > 0, homes < slots.count, slots.last == 0 else { return false }
    var highest: UInt64 = 0
    for slot in slots { highest = max(highest, slot) }
    return highest < UInt64(rows) << 32
  }

  private static func home(_ hash: UInt32, _ homes: Int) -> Int { (Int(hash) &* homes) >> 32 }

  func id(of hash: UInt32) -> Int? {
    var place = Self.home(hash, homes)
    while true {
      let slot = slots[place]
      let found = UInt32(truncatingIfNeeded: slot)
      if found == hash { return Int(slot >> 32) }
      if found == 0 || found > hash { return nil }
      place += 1
    }
  }
}
