/// The value of a result in words.
package struct Qualitative: Sendable, Hashable {
  /// One of the test's values: `positive`, `VUS`, `4A`.
  package var value: String
  /// 640 for 1:640.
  package var titre: Int?
  package var pattern: String?
  package var zygosity: String?

  package init(
    value: String, titre: Int? = nil, pattern: String? = nil, zygosity: String? = nil
  ) {
    self.value = value
    self.titre = titre
    self.pattern = pattern
    self.zygosity = zygosity
  }
}
