/// A set of cues, one bit each.
struct CueSet: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init() {}

  // No variadic list: it would be an array on the heap at every question.
  @inline(__always) init(
    _ a: Cue, _ b: Cue? = nil, _ c: Cue? = nil, _ d: Cue? = nil, _ e: Cue? = nil,
    _ f: Cue? = nil, _ g: Cue? = nil, _ h: Cue? = nil, _ i: Cue? = nil, _ j: Cue? = nil,
    _ k: Cue? = nil, _ l: Cue? = nil, _ m: Cue? = nil, _ n: Cue? = nil, _ o: Cue? = nil,
    _ p: Cue? = nil, _ q: Cue? = nil, _ r: Cue? = nil
  ) {
    insert(a)
    if let b { insert(b) }
    if let c { insert(c) }
    if let d { insert(d) }
    if let e { insert(e) }
    if let f { insert(f) }
    if let g { insert(g) }
    if let h { insert(h) }
    if let i { insert(i) }
    if let j { insert(j) }
    if let k { insert(k) }
    if let l { insert(l) }
    if let m { insert(m) }
    if let n { insert(n) }
    if let o { insert(o) }
    if let p { insert(p) }
    if let q { insert(q) }
    if let r { insert(r) }
  }

  @inline(__always) mutating func insert(_ cue: Cue) {
    let bit = Self.bit(cue)
    if bit < 64 { low |= 1 << UInt64(bit) } else { high |= 1 << UInt64(bit - 64) }
  }

  @inline(__always) func contains(_ cue: Cue) -> Bool {
    let bit = Self.bit(cue)
    return bit < 64 ? low & (1 << UInt64(bit)) != 0 : high & (1 << UInt64(bit - 64)) != 0
  }

  @inline(__always) func meets(_ other: CueSet) -> Bool {
    low & other.low != 0 || high & other.high != 0
  }

  mutating func formUnion(_ other: CueSet) {
    low |= other.low
    high |= other.high
  }

  var isEmpty: Bool { low == 0 && high == 0 }

  @inline(__always) private static func bit(_ cue: Cue) -> Int { Int(cue.rawValue) }
}
