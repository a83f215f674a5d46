import CTokenHash

/// The tokens that may ask, known by their hashes alone.
///
/// A hash is what `mkpasswd` or `openssl passwd -6` prints, in the format of crypt(3).
///
///     # one hash a line
///     $6$h1Qk9bWm$4q…  the ward
///
/// Where the file is stolen, the tokens are not: a hash cannot be turned back.
package struct TokenBook: Sendable, Hashable {
  /// A line that is no hash, or one that is guessed too fast; counted from 1.
  ///
  /// The line itself is not kept: it could be a token that somebody pasted.
  package struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
    package var line: Int
    package var isWeak: Bool

    package init(line: Int, isWeak: Bool = false) {
      self.line = line
      self.isWeak = isWeak
    }

    package var description: String {
      let wanted = "what mkpasswd or 'openssl passwd -6' prints"
      return isWeak
        ? "line \(line): this hash is too weak; take \(wanted)"
        : "line \(line): expected a hash, \(wanted)"
    }
  }

  private var hashes: [String] = []

  /// Reads one hash a line; empty lines and lines that begin with `#` are skipped, and what follows
  /// the hash on its line is a comment.
  ///
  /// An empty text is a book that lets nobody in.
  ///
  /// - Throws: for the first line that is no whole hash, or whose method libcrypt calls broken or
  ///   too cheap (DES, MD5).
  package init(_ text: String) throws(Problem) {
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let word = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).first ?? ""
      if word.isEmpty || word.hasPrefix("#") { continue }
      let hash = String(word)
      switch unsafe token_hash_kind_of(hash) {
      case TOKEN_HASH_STRONG: hashes.append(hash)
      case TOKEN_HASH_WEAK: throw Problem(line: number, isWeak: true)
      default: throw Problem(line: number)
      }
    }
  }

  /// Whether a token is in the book.
  ///
  /// It takes as long as the hashes were made to take, for each of them: never on an event loop.
  ///
  /// Each comparison takes the same time wherever the hashes differ. Any thread may ask.
  package func contains(_ token: String) -> Bool {
    // What is behind a NUL would not count.
    guard !token.isEmpty, !token.utf8.contains(0) else { return false }
    return hashes.contains { unsafe token_hash_matches($0, token) }
  }
}
