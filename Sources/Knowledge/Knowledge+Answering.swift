extension Knowledge {
  /// The knowledge without what only learning and checking look at: phrases but the first of each
  /// section, patterns, word lists, examples of other subjects.
  ///
  /// It is less than half of the whole; an assistant that has already learned needs no more.
  ///
  /// Applied twice it gives the same. What it leaves out must not be asked for while answering:
  /// places stay, texts stay, and the first phrase of a section is what a suggestion shows.
  package var forAnswering: Knowledge {
    var knowledge = self
    for index in sections.indices {
      knowledge.sections[index].phrases = Array(sections[index].phrases.prefix(1))
      knowledge.sections[index].lines = []
      knowledge.sections[index].keywords = []
    }
    for index in facets.indices { knowledge.facets[index].templates = [] }
    knowledge.safety.groups = []
    for index in safety.guards.indices { knowledge.safety.guards[index].patterns = [] }
    for index in safety.redFlags.indices {
      knowledge.safety.redFlags[index].recognizer.patterns = []
    }
    for index in safety.refusals.indices {
      knowledge.safety.refusals[index].recognizer.patterns = []
    }
    for index in scope.outside.indices {
      knowledge.scope.outside[index].recognizer.patterns = []
    }
    knowledge.scope.examples = []
    knowledge.examples = LineExamples()
    for index in dialogue.smallTalk.indices {
      knowledge.dialogue.smallTalk[index].recognizer.patterns = []
    }
    for index in dialogue.acts.indices {
      knowledge.dialogue.acts[index].recognizer.patterns = []
    }
    for index in dialogue.kindness.indices {
      knowledge.dialogue.kindness[index].recognizer.patterns = []
    }
    for index in refinements.signals.indices {
      knowledge.refinements.signals[index].patterns = []
    }
    knowledge.words = WordLists(synonyms: [], misspellings: [:], stopwords: [], plain: [])
    return knowledge
  }
}
