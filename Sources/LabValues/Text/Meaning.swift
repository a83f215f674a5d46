/// What a phrase of the data stands for.
enum Meaning: Hashable {
  case analyte(Int, Proof?)
  case qualitative(Int, Proof?)
  case context(Int, Proof?)
  /// A vague name: ask which.
  case whichOf(Int)
  /// A longer name that only contains one of ours, or another test.
  case stranger
  case unit(Int)
  case otherUnit
  case cue(Cue)
  case choice(ChoiceList, Int)
  case category(Int, Int)
  case relativeDate(Int)
  case number(Int)
  case month(Int)
  case weekday(Int)
  /// A companion word of an abbreviation of this fact kind and position.
  case companion(FactKind, Int)
  case refutes(Int)
  /// A name of this analyte that needs its unit asked for.
  case askForUnit(Int)
  case saysItself(Int)
  case person(Person)
  /// A word that makes a name the name of this variant of its test: "ionized".
  case qualifier(Int)
}
