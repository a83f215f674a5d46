import Knowledge
import LabValues

/// Quantities computed from stated results, with their formulas.
extension Assistant {
  /// What can be computed under the conditions of the reference table.
  func derived(in session: Session) -> [CitedText] { [] }
}
