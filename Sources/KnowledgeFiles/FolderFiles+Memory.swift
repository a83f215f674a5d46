extension FolderFiles {
  /// Files that are at hand already, in order of path: for tests, and for knowledge from elsewhere.
  package init(files: [(path: String, bytes: [UInt8])]) { self.files = files }
}
