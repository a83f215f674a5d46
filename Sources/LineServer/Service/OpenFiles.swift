import Glibc

/// How many files this process may hold open.
package enum OpenFiles {
  /// Files that are no clients: listeners, the knowledge, logs.
  private static let ownUse = 32

  /// Asks for as many as the system allows; how many clients that is enough for.
  ///
  /// The soft limit is raised to the hard one (getrlimit(2)); more needs rights that a server
  /// should not have.
  ///
  /// - Returns: at least 1; `Int.max` where the system does not tell.
  package static func raise() -> Int {
    var limit = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return Int.max
    }
    if limit.rlim_cur < limit.rlim_max {
      var wanted = limit
      wanted.rlim_cur = limit.rlim_max
      if unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &wanted) == 0 {
        limit = wanted
      }
    }
    let files = Int(clamping: limit.rlim_cur)
    return max(1, files - ownUse)
  }
}
