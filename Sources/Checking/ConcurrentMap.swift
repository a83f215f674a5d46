import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// What each element becomes, in their order, worked out on all cores; `transform` knows of no other
  /// element, so the result does not depend on how many there are.
  ///
  /// It blocks until all is done. `transform` runs on many threads at once, so it must not share
  /// what it changes.
  func concurrentMap<Value: Sendable>(_ transform: @Sendable (Element) -> Value) -> [Value] {
    let pieces = stride(from: 0, to: count, by: Self.pieceLength).map {
      self[$0..<Swift.min($0 + Self.pieceLength, count)]
    }
    let done = Mutex([[Value]](repeating: [], count: pieces.count))
    DispatchQueue.concurrentPerform(iterations: pieces.count) { place in
      let values = pieces[place].map(transform)
      done.withLock { $0[place] = values }
    }
    return done.withLock { $0.flatMap(\.self) }
  }

  /// Long enough that the lock is hardly asked for, short enough that no core waits long at the end.
  private static var pieceLength: Int { 64 }
}
