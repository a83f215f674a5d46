internal import Dispatch
internal import Synchronization

/// Work of which a machine with two cores does two parts at once.
package enum Concurrently {
  /// Does two things at once, which do not know of each other.
  package static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let one = Mutex<First?>(nil)
    let two = Mutex<Second?>(nil)
    DispatchQueue.concurrentPerform(iterations: 2) { place in
      if place == 0 {
        let done = first()
        one.withLock { $0 = done }
      } else {
        let done = second()
        two.withLock { $0 = done }
      }
    }
    guard let first = one.withLock({ $0 }), let second = two.withLock({ $0 }) else {
      preconditionFailure("both are done")
    }
    return (first, second)
  }
}
