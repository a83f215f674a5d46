import CEditLineShim
import Glibc

/// A line editor over libedit: history, ^R, Tab, dim hints, pastes of several lines.
///
/// Not Sendable: it stays on the thread that made it. A class because C code calls back into it; safe
/// because the pointer never leaves it and lives as long as it does.
///
/// Only one at a time: it has the terminal.
@safe
package final class LineEditor: LineReading {
  /// A text that Tab offers, with a note beside it in a list.
  package struct Offer: Sendable, Hashable {
    package var text: String
    package var note: String?

    package init(_ text: String, note: String? = nil) {
      self.text = text
      self.note = note
    }
  }

  /// A text shown dim after the cursor; Right and End take it where it continues the line.
  package struct Hint: Sendable, Hashable {
    package var text: String
    package var isInsertable: Bool

    package init(_ text: String, isInsertable: Bool) {
      self.text = text
      self.isInsertable = isInsertable
    }
  }

  /// For the text before the cursor: where the part to replace starts, as a UTF-8 offset, and the
  /// offers for it.
  /// Called while a line is read, on that thread; it must be quick and must not write.
  package var complete: ((_ head: String) -> (from: Int, offers: [Offer]))?
  /// For the line typed so far.
  /// Called while it is typed; `nil` shows none.
  package var hint: ((_ line: String) -> Hint?)?

  private let raw: OpaquePointer

  /// `nil` where lines cannot be edited: no terminal, or one that is dumb or unknown.
  ///
  /// - Parameter program: the name by which `~/.editrc` may speak of it
  package init?(program: String) {
    ele_use_utf8_locale()
    guard let raw = unsafe ele_create(program) else { return nil }
    unsafe self.raw = raw
    let me = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe ele_set_callbacks(
      raw, me,
      { context, head, count, sink in
        guard let context = unsafe context, let head = unsafe head else { return }
        let me = unsafe Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
        let bytes = unsafe UnsafeRawBufferPointer(start: head, count: count)
        guard let complete = me.complete else { return }
        let (from, offers) = complete(unsafe String(decoding: bytes, as: UTF8.self))
        for offer in offers { unsafe ele_offer(sink, max(0, from), offer.text, offer.note) }
      },
      { context, line, isInsertable in
        guard let context = unsafe context, let line = unsafe line else { return nil }
        let me = unsafe Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
        guard let hint = me.hint?(unsafe String(cString: line)) else { return nil }
        unsafe isInsertable?.pointee = hint.isInsertable
        return unsafe strdup(hint.text)
      })
  }

  deinit { unsafe ele_destroy(raw) }

  /// Reads one line; the prompt may hold SGR escapes.
  ///
  /// Blocks until Enter, ^C or the end of the input. A hang-up, SIGTERM and an error all count as
  /// the end.
  package func read(prompt: String) -> ReadEvent {
    var line: UnsafeMutablePointer<CChar>?
    let result = unsafe ele_read(raw, prompt, &line)
    defer { unsafe free(line) }
    switch Int(result) {
    case ELE_LINE:
      guard let line = unsafe line else { return .endOfInput }
      return .line(unsafe String(cString: line))
    case ELE_INTERRUPT: return .interrupt
    default: return .endOfInput
    }
  }

  /// Replaces what Up and ^R go through; oldest first.
  package func setHistory(_ entries: [String]) {
    unsafe ele_history_clear(raw)
    for entry in entries { unsafe ele_history_add(raw, entry) }
  }
}
