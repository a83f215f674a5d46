package import NIOCore

/// Who is connected: counts of all clients and of those from one address.
///
/// One for all loops, behind a lock. It holds an entry for each address that is connected now and
/// forgets it with the last client of it, so that its size is bounded by the clients.
package struct Roster: Sendable {
  /// Why a client is not let in, in the words of its status line.
  package enum Refusal: String, Sendable, Hashable {
    case full = "too many clients"
    case fullForAddress = "too many clients from this address"
    case closing = "shutting down"
  }

  private let limits: ServerLimits
  private var perAddress: [AddressKey: Int] = [:]
  package private(set) var count = 0
  /// Whether nobody is let in any more.
  ///
  /// Once set it must stay: a server does not come back.
  package var isClosing = false

  package init(_ limits: ServerLimits) { self.limits = limits }

  /// Lets a client in, or says why not; every client that was let in leaves once.
  ///
  /// - Returns: `nil` where the client was let in and counted; this machine is only counted in the
  ///   whole.
  package mutating func enter(_ key: AddressKey) -> Refusal? {
    if isClosing { return .closing }
    guard count < limits.clients else { return .full }
    if key != .local {
      let held = perAddress[key, default: 0]
      guard held < limits.clientsPerAddress else { return .fullForAddress }
      perAddress[key] = held + 1
    }
    count += 1
    return nil
  }

  /// Must be called once for each `enter` that let somebody in, with the same key.
  package mutating func leave(_ key: AddressKey) {
    count -= 1
    guard key != .local, let held = perAddress[key] else { return }
    perAddress[key] = held > 1 ? held - 1 : nil
  }
}

/// What counts as one address: an IPv4 address, an IPv6 network of 64 bits, or this machine.
///
/// An IPv6 customer has a /64 network at least, with more addresses than could ever be counted; an
/// IPv4 address that comes in IPv6's clothes (`::ffff:192.0.2.1`) counts as IPv4.
package enum AddressKey: Sendable, Hashable {
  case local
  case v4(UInt32)
  case v6(UInt64)

  /// The key of 4 or 16 bytes in network order; anything else is this machine.
  package init(bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    func number(_ range: Range<Int>) -> UInt64 {
      bytes[range].reduce(0) { $0 << 8 | UInt64($1) }
    }
    switch bytes.count {
    case 4: self = Self.v4Key(UInt32(number(0..<4)))
    case 16:
      let high = number(0..<8), low = number(8..<16)
      if high == 0, low >> 32 == 0xFFFF {  // ::ffff:192.0.2.1
        self = Self.v4Key(UInt32(truncatingIfNeeded: low))
      } else {
        self = high == 0 && low == 1 ? .local : .v6(high)
      }
    default: self = .local
    }
  }

  /// A Unix socket, and an address that is not known, count as this machine.
  package init(_ address: SocketAddress?) {
    guard let text = address?.ipAddress, let packed = Self.packed(text) else {
      self = .local
      return
    }
    self.init(bytes: packed)
  }

  private static func v4Key(_ address: UInt32) -> AddressKey {
    address >> 24 == 127 ? .local : .v4(address)
  }

  /// The bytes of a numeric address.
  ///
  /// Without `inet_pton(3)`: no pointer has to be passed. A zone (`fe80::1%eth0`) is left out.
  private static func packed(_ text: String) -> [UInt8]? {
    let text = text.split(separator: "%").first ?? ""
    if !text.contains(":") {
      let parts = text.split(separator: ".").compactMap { UInt8($0) }
      return parts.count == 4 ? parts : nil
    }
    return packedV6(text)
  }

  private static func packedV6(_ text: Substring) -> [UInt8]? {
    guard let gap = firstGap(in: text) else {
      let all = groups(text)
      return all?.count == 16 ? all : nil
    }
    guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]),
      head.count + tail.count <= 16
    else { return nil }
    return head + Array(repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  private static func firstGap(in text: Substring) -> Range<Substring.Index>? {
    var index = text.startIndex
    while index < text.endIndex {
      let next = text.index(after: index)
      if next < text.endIndex, text[index] == ":", text[next] == ":" {
        return index..<text.index(after: next)
      }
      index = next
    }
    return nil
  }

  private static func groups(_ text: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    for group in text.split(separator: ":") {
      if group.contains(".") {
        let parts = group.split(separator: ".").compactMap { UInt8($0) }
        guard parts.count == 4 else { return nil }
        bytes += parts
      } else {
        guard let value = UInt16(group, radix: 16) else { return nil }
        bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
      }
    }
    return bytes
  }
}
