/// Many patterns (see `PatternSyntax.swift` for their grammar), matched together.
///
/// Each pattern is filed under the rarest word that it cannot do without; a line looks only at the
/// patterns that its own words bring up. Matching follows all ways at once, so that its cost is
/// bounded by the length of the pattern times that of the line: there is nothing to backtrack.
///
/// A set never changes and may be used from any thread; each line is matched with memory of its
/// own.
///
///     let set = try PatternSet(patterns: [(1, "chest (pain|tight*)"), (2, "calcium #>=14")])
///     set.matches(in: Tokenizer.words(of: "chest pain, calcium 14.2")).map(\.id)    // [1, 2]
///     set.matches(in: Tokenizer.words(of: "my chest feels tight")).map(\.id)        // []
package struct PatternSet: Sendable {
  /// Places in `sequences`: first all that are required, then all that are forbidden.
  struct Pattern: Sendable {
    var id: Int
    var required: Range<Int>
    var forbidden: Range<Int>
  }

  let stems: WordTable
  let texts: WordTable
  let nodes: [PatternNode]
  let branches: [Range<Int32>]
  let sequences: [Range<Int32>]
  let patterns: [Pattern]
  let atomCount: Int
  /// Tests by what a word is looked up by; -1 for none.
  var stemTests: [Int32]
  var textTests: [Int32]
  var prefixes = WordTable()
  var prefixTests: [Int32] = []
  var prefixLengths: [Int] = []
  var numberTests: [(test: NumberTest, number: Int32)] = []
  /// Atoms that contain a test; patterns that an atom wakes.
  let atomsOfTest: NumberLists
  let patternsOfAtom: NumberLists

  /// Every word written in the patterns and groups, folded, so that a speller can know them; not
  /// kept in bytes.
  package let vocabulary: [String]
  /// The beginnings of words that stand with a star: what starts so is no misspelling.
  package let beginnings: [String]

  /// Reads and compiles; throws at the first fault (groups first, by name, then patterns).
  ///
  /// - Parameters:
  ///   - patterns: matches come in the order of these ids, which need not be given in order
  ///   - groups: what `<name>` stands for; one that no pattern uses is checked all the same
  package init(
    patterns: [(id: Int, text: String)], groups: [String: [String]] = [:]
  ) throws(PatternError) {
    var compiler = PatternCompiler(groups: groups)
    for name in groups.keys.sorted() { try compiler.checkGroup(name) }
    var compiled: [Pattern] = []
    var sequences: [Range<Int32>] = []
    var triggers: [(key: Int32, number: Int32)] = []
    for (id, text) in patterns.sorted(by: { $0.id < $1.id }) {
      let place = PatternError.Place.pattern(id: id)
      let syntax = try PatternSyntax(text, place: place)
      let start = sequences.count
      var rarest: [Int32] = []
      for elements in syntax.required {
        let sequence = try compiler.sequence(elements, text: text, place: place)
        sequences.append(sequence.nodes)
        if rarest.isEmpty || compiler.frequency(sequence.triggers) < compiler.frequency(rarest) {
          rarest = sequence.triggers
        }
      }
      let middle = sequences.count
      for elements in syntax.forbidden {
        sequences.append(try compiler.sequence(elements, text: text, place: place).nodes)
      }
      for atom in rarest { triggers.append((atom, Int32(truncatingIfNeeded: compiled.count))) }
      compiled.append(
        Pattern(id: id, required: start..<middle, forbidden: middle..<sequences.count))
    }
    self.sequences = sequences
    self.patterns = compiled
    stems = compiler.stems
    texts = compiler.texts
    nodes = compiler.nodes
    branches = compiler.branches
    atomCount = compiler.atoms.count
    vocabulary = compiler.vocabulary.words
    beginnings = compiler.beginnings.words
    atomsOfTest = NumberLists(keys: compiler.tests.count, compiler.usedAtoms())
    patternsOfAtom = NumberLists(keys: compiler.atoms.count, triggers)
    stemTests = Array(repeating: -1, count: compiler.stems.count)
    textTests = Array(repeating: -1, count: compiler.texts.count)
    for (index, test) in compiler.tests.enumerated() {
      let number = Int32(truncatingIfNeeded: index)
      switch test {
      case .stem(let stem): stemTests[Int(stem)] = number
      case .text(let text): textTests[Int(text)] = number
      case .prefix(let prefix):
        prefixes.add(prefix)
        prefixTests.append(number)
        prefixLengths.append(prefix.utf8.count)
      case .number(let test): numberTests.append((test, number))
      }
    }
    prefixLengths = Array(Set(prefixLengths)).sorted()
  }

  /// Every fault of every group and pattern, each alone: for a checker that reports them all.
  ///
  /// - Returns: in the order of groups by name, then of patterns as given. A fault within a group
  ///   is told once, however many patterns use it.
  package static func problems(
    patterns: [(id: Int, text: String)], groups: [String: [String]] = [:]
  ) -> [PatternError] {
    var problems: [PatternError] = []
    for name in groups.keys.sorted() {
      var compiler = PatternCompiler(groups: groups)
      do throws(PatternError) { try compiler.checkGroup(name) } catch {
        if !problems.contains(error) { problems.append(error) }
      }
    }
    var compiler = PatternCompiler(groups: groups)
    for (id, text) in patterns {
      let place = PatternError.Place.pattern(id: id)
      do throws(PatternError) {
        let syntax = try PatternSyntax(text, place: place)
        for elements in syntax.required + syntax.forbidden {
          _ = try compiler.sequence(elements, text: text, place: place)
        }
      } catch {
        if !problems.contains(error) { problems.append(error) }
      }
    }
    return problems
  }
}
