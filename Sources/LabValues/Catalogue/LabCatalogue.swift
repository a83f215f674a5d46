/// Everything known of results, conditions, medicines and the words around them.
package struct LabCatalogue: Sendable, Hashable, Codable {
  private struct Contents: Sendable, Hashable, Codable {
    var units: [LabUnit]
    var otherUnits: [String]
    var analytes: [Analyte]
    var otherTests: [String]
    var watched: [WatchedTest]
    var qualitative: [QualitativeTest]
    var context: [ContextFact]
    var derivations: Derivations
    var vocabulary: Vocabulary
    var analyteIndex: [String: Int]
    var qualitativeIndex: [String: Int]
    var contextIndex: [String: Int]
  }

  /// One element: a copy of the catalogue then costs one reference count, not fifty.
  private let contents: [Contents]

  package init(
    units: [LabUnit], otherUnits: [String], analytes: [Analyte], otherTests: [String],
    watched: [WatchedTest] = [], qualitative: [QualitativeTest], context: [ContextFact],
    derivations: Derivations,
    vocabulary: Vocabulary
  ) {
    func positions(_ ids: [String]) -> [String: Int] {
      Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
    }
    contents = [
      Contents(
        units: units, otherUnits: otherUnits, analytes: analytes, otherTests: otherTests,
        watched: watched,
        qualitative: qualitative, context: context, derivations: derivations,
        vocabulary: vocabulary, analyteIndex: positions(analytes.map(\.id)),
        qualitativeIndex: positions(qualitative.map(\.id)),
        contextIndex: positions(context.map(\.id)))
    ]
  }

  package var units: [LabUnit] { contents[0].units }
  /// Units of other tests: a number with one of them is none of ours.
  package var otherUnits: [String] { contents[0].otherUnits }
  package var analytes: [Analyte] { contents[0].analytes }
  /// Names of tests that are not read; they end the search for the number of the one before.
  package var otherTests: [String] { contents[0].otherTests }
  /// Tests that are read only for values that can kill.
  package var watched: [WatchedTest] { contents[0].watched }
  package var qualitative: [QualitativeTest] { contents[0].qualitative }
  package var context: [ContextFact] { contents[0].context }
  package var derivations: Derivations { contents[0].derivations }
  package var vocabulary: Vocabulary { contents[0].vocabulary }

  private var analyteIndex: [String: Int] { contents[0].analyteIndex }
  private var qualitativeIndex: [String: Int] { contents[0].qualitativeIndex }
  private var contextIndex: [String: Int] { contents[0].contextIndex }

  package func analyte(_ id: String) -> Analyte? { analyteIndex[id].map { analytes[$0] } }

  package func qualitativeTest(_ id: String) -> QualitativeTest? {
    qualitativeIndex[id].map { qualitative[$0] }
  }

  package func contextFact(_ id: String) -> ContextFact? { contextIndex[id].map { context[$0] } }

  /// The name of any fact for people: `25-OH vitamin D`, `dialysis`.
  package func label(of id: String) -> String? {
    analyte(id)?.label ?? qualitativeTest(id)?.label ?? contextFact(id)?.label
  }

  package func unit(_ id: String) -> LabUnit? { units.first { $0.id == id } }

  /// A value of a list of words, by its place: `positive`.
  func value(_ list: ChoiceList, _ index: Int) -> String? {
    guard let choices = vocabulary.choices[list], choices.indices.contains(index) else {
      return nil
    }
    return choices[index].value
  }
}

extension LabCatalogue {
  /// A catalogue that knows nothing, for knowledge without laboratory results.
  package static var empty: LabCatalogue {
    LabCatalogue(
      units: [], otherUnits: [], analytes: [], otherTests: [], qualitative: [], context: [],
      derivations: .none,
      vocabulary: Vocabulary(
        lists: [:], choices: [:], relativeDates: [], numberWords: [], months: [], weekdays: []))
  }
}
