import CBuiltIn

/// What every folder has without writing it: the folder `BuiltIn` as it stood when the program was built.
///
/// They are linked into the program, so that no installation can lack them; a test compares them
/// with the folder in the repository.
package enum BuiltInFiles {
  /// Paths as in a knowledge folder, with their bytes, in order of path.
  /// Copied at each call: ask once.
  package static var files: [(path: String, bytes: [UInt8])] {
    all.filter { !$0.path.hasPrefix(start) }
  }

  /// The files of a folder to begin with.
  package static var starter: [(path: String, bytes: [UInt8])] {
    all.filter { $0.path.hasPrefix(start) }.map {
      (String($0.path.dropFirst(start.count)), $0.bytes)
    }
  }

  private static let start = "starter/"

  /// Everything below `BuiltIn`.
  package static var all: [(path: String, bytes: [UInt8])] {
    let listed = unsafe UnsafeBufferPointer(start: built_in_first(), count: built_in_count())
    return unsafe listed.map { file in
      let bytes = unsafe UnsafeBufferPointer(start: file.bytes, count: file.size)
      return unsafe (String(cString: file.path), Array(bytes))
    }
  }
}
