import ArgumentParser
import Conversation
import Dispatch
import Storage
import Synchronization

/// A file of questions that stayed open, masked: for its owner alone, and bounded.
///
/// It is written behind the answers, so that nobody waits for a disk. Where it is full, or cannot be written, that
/// is told once and nothing more is kept.
///
///     answer ─► yield ─► a queue of 1,024 ─► one task that appends
///
/// Where the disk is slower than the questions, the newest are dropped and nobody waits.
final class UnansweredFile: Sendable {
  /// The most bytes of the file; `calciq report` reads it, and whoever has read it moves it away.
  static let limit = 1 << 20

  private let path: String
  private let stream: AsyncStream<OpenQuestion>
  private let feed: AsyncStream<OpenQuestion>.Continuation
  private let writing = Mutex<Task<Void, Never>?>(nil)

  /// Makes the file where there is none; throws where it cannot be written.
  ///
  /// - Throws: `notAFile` for a device, a folder or a link, `full`, or the system's error.
  init(_ path: String) throws(DiskFile.Failure) {
    self.path = path
    try DiskFile.append([UInt8](), to: path, limit: Self.limit)
    (stream, feed) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1024))
  }

  /// What a door gives its open questions to.
  ///
  /// May be called from any thread, and what it gives too. All takers of one file share its task.
  func taker() -> OpenQuestionTaker {
    let (path, stream, feed) = (path, stream, feed)
    writing.withLock { task in
      task =
        task
        ?? Task.detached {
          for await question in stream {
            do throws(DiskFile.Failure) {
              try DiskFile.append(Array("\(question.line)\n".utf8), to: path, limit: Self.limit)
            } catch {
              Notice.say("\(path): \(error); no more questions are kept")
              return
            }
          }
        }
    }
    return { feed.yield($0) }
  }

  /// Ends it once everything is written; blocks the calling thread until then.
  ///
  /// Must not be called on a thread that the task needs; questions given afterwards are dropped.
  func finish() {
    feed.finish()
    guard let task = writing.withLock({ $0 }) else { return }
    let isDone = DispatchSemaphore(value: 0)
    Task.detached {
      await task.value
      isDone.signal()
    }
    isDone.wait()
  }

  /// The file that was asked for; ends the program where it cannot be written.
  static func opened(_ path: String?) throws -> UnansweredFile? {
    guard let path else { return nil }
    do {
      return try UnansweredFile(path)
    } catch {
      Notice.say("\(path): \(error)")
      throw ExitCode.unwritable
    }
  }
}
