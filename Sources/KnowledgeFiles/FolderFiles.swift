import Knowledge
import Storage

/// The files of a knowledge folder: their text, and a hash of all of it.
package struct FolderFiles: Sendable {
  /// Paths relative to the folder with their bytes, in order of path.
  package var files: [(path: String, bytes: [UInt8])]

  /// A file larger than this is refused: knowledge is written by people.
  package static let largestFile = 16 << 20

  /// Reads every `.yaml` and `.txt` file of a folder, one level of subfolders included.
  ///
  /// - Throws: `KnowledgeProblems` with every file that cannot be read; see `FolderListing` for the
  ///   folder.
  package init(folder: String) throws(KnowledgeProblems) {
    try self.init(FolderListing(folder: folder))
  }

  /// Reads the files of a listing.
  ///
  /// A file that has changed since the listing is read as it is now; the stamp is then that of
  /// before.
  package init(_ listing: FolderListing) throws(KnowledgeProblems) {
    var problems: [Problem] = []
    files = []
    for (path, stamp) in listing.files {
      if stamp.size > Self.largestFile {
        problems.append(Problem(.unreadable(reason: "too large"), at: Place(file: path)))
      } else if let file = DiskFile.read(listing.folder + "/" + path, limit: Self.largestFile) {
        files.append((path, file.bytes))
      } else {
        problems.append(
          Problem(.unreadable(reason: "no permission, or not a file"), at: Place(file: path)))
      }
    }
    if !problems.isEmpty { throw KnowledgeProblems(problems) }
  }

  /// A hash of all paths and bytes: it changes whenever anything in the folder does.
  ///
  /// All bytes are taken in, in order of path.
  package var contentHash: UInt64 {
    var hash = ContentHash()
    for (path, bytes) in files {
      hash.add(path)
      hash.add(bytes[...])
    }
    return hash.value
  }
}
