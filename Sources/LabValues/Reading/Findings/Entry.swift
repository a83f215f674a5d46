/// One number of a name on its way to a mention.
struct Entry {
  var number: Int
  /// The lexeme whose scope decides, when it is not the name's.
  var anchor: Int?
  /// Whose it is, where that stands above its column.
  var person: Person?
  var tail: Tail
  var binding: Binding
  var when: When?
  var saysEarlier = false
  var saysLater = false
  var isEarlier = false
  var rule = BindingRule.sentence
  /// It stands in a row, so that no word in front of it is a swallowed dose or a wish.
  var isRow = false
  /// Its unit was settled by other results.
  var isGuessed = false
}
