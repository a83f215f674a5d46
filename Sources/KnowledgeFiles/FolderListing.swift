import Knowledge
package import Storage

/// Which files a knowledge folder has, of knowledge and of lines, without reading them.
///
///     sources.yaml  acts/why.yaml     read          a/b/c.yaml   too deep, not looked at
///     notes.yml     a/b.YAML          strays        .git         left out
///
/// A look at a folder of hundreds of files is far cheaper than reading them, and decides at most
/// starts.
package struct FolderListing: Sendable {
  package let folder: String
  /// Paths relative to the folder, with their stamps, in order of path: files at the root and one
  /// level below.
  package let files: [(path: String, stamp: DiskFile.Stamp)]

  /// Files that their authors may think are read: of nearly the ending, such as `.yml`.
  package let strays: [String]

  static let mostFiles = 50_000

  /// Lists a folder; throws if there is none, if a part cannot be listed, or if no `.yaml` is in it.
  ///
  /// At most 50,000 files; names that begin with a dot are left out.
  package init(folder: String) throws(KnowledgeProblems) {
    var problems: [Problem] = []
    func report(_ reason: String, _ path: String) {
      problems.append(Problem(.unreadable(reason: reason), at: Place(file: path)))
    }
    guard DiskFile.stamp(of: folder)?.isFolder == true else {
      report("there is no such folder", folder)
      throw KnowledgeProblems(problems)
    }
    func entries(in path: String) -> [(name: String, stamp: DiskFile.Stamp?)] {
      if let entries = DiskFile.entries(in: path) {
        return entries.filter { !$0.name.hasPrefix(".") }
      }
      report("the folder cannot be listed", path)
      return []
    }
    var files: [(path: String, stamp: DiskFile.Stamp)] = []
    var strays: [String] = []
    func take(_ path: String, _ stamp: DiskFile.Stamp?) {
      guard let stamp else { return report("no permission, or not a file", path) }
      guard files.count < Self.mostFiles else { return report("too many files", path) }
      files.append((path, stamp))
    }
    for (name, stamp) in entries(in: folder) {
      if Self.isRead(name) {
        take(name, stamp)
      } else if stamp?.isFolder == true {
        for inner in entries(in: folder + "/" + name) {
          if Self.isRead(inner.name) {
            take(name + "/" + inner.name, inner.stamp)
          } else if Self.isNearlyRead(inner.name) {
            strays.append(name + "/" + inner.name)
          }
        }
      } else if Self.isNearlyRead(name) {
        strays.append(name)
      }
    }
    if !files.contains(where: { $0.path.hasSuffix(".yaml") }), problems.isEmpty {
      report("the folder holds no .yaml file", folder)
    }
    if !problems.isEmpty { throw KnowledgeProblems(problems) }
    self.folder = folder
    self.files = files
    self.strays = strays
  }

  private static func isRead(_ name: String) -> Bool {
    name.hasSuffix(".yaml") || name.hasSuffix(".txt")
  }

  private static func isNearlyRead(_ name: String) -> Bool {
    let small = name.lowercased()
    return small.hasSuffix(".yml") || isRead(small) || small.hasSuffix(".yaml.txt")
  }

  /// A hash of all paths, sizes and times: while it stays the same, so does what the files hold.
  ///
  /// - Returns: 64 bits over path, size, inode, and both times in nanoseconds: copying a file
  ///   changes it.
  package var stamp: UInt64 {
    var hash = ContentHash()
    for (path, stamp) in files {
      hash.add(path)
      hash.add(UInt64(bitPattern: stamp.size))
      hash.add(stamp.file)
      hash.add(UInt64(bitPattern: stamp.modified))
      hash.add(UInt64(bitPattern: stamp.changed))
    }
    return hash.value
  }

  /// The same hash of what every copy keeps, as a package unpacks one: paths, sizes, and whole seconds.
  package var copyStamp: UInt64 {
    var hash = ContentHash()
    for (path, stamp) in files {
      hash.add(path)
      hash.add(UInt64(bitPattern: stamp.size))
      hash.add(UInt64(bitPattern: stamp.modified / 1_000_000_000))
    }
    return hash.value
  }

  /// When the last of the files was changed, in nanoseconds. Clocks of file systems tick slowly: a
  /// stamp says nothing of changes that are as new as what it is compared with.
  ///
  /// 0 for no files.
  package var newest: Int64 { files.map { max($0.stamp.modified, $0.stamp.changed) }.max() ?? 0 }
}
