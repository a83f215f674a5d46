/// Whom a line leaves in focus: the one that "his" and "her" of the next line mean.
package enum PersonFocus: Sendable, Hashable {
  /// The line names nobody.
  case unchanged
  /// A person, or the speaker.
  case on(Person?)
}
