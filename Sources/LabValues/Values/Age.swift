/// An age as stated; a baby's in whole years is 0.
package struct Age: Sendable, Hashable {
  package var years: Int
  package init(years: Int) { self.years = years }
}
