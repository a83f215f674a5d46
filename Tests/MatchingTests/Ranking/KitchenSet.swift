import Matching

/// A small training set about a kitchen, with enough phrasings to learn from.
enum Kitchen {
  static let labels = ["oven", "fridge", "timer", "recipe"]

  static let phrasings: [[String]] = [
    [
      "turn on the oven", "heat the oven to two hundred degrees", "is the oven hot yet",
      "switch the oven off", "preheat the oven please", "how hot is the oven", "open the oven door",
      "set the oven to grill", "the oven is too hot", "can you start the oven",
    ],
    [
      "what is in the fridge", "is there milk in the fridge", "close the fridge",
      "the fridge is too warm", "put butter in the fridge", "how cold is the fridge",
      "do we have eggs in the fridge", "the fridge light is broken", "cool the fridge down",
      "list everything in the fridge",
    ],
    [
      "set a timer for ten minutes", "how long is left on the timer", "stop the timer",
      "start a five minute timer", "pause the timer", "add two minutes to the timer",
      "cancel my timer", "when does the timer ring", "wake me with a timer", "is a timer running",
    ],
    [
      "find a recipe for soup", "what can i cook with leeks", "show me a cake recipe",
      "read the next step of the recipe", "how many eggs does the recipe need",
      "i want to bake bread", "suggest a dinner recipe", "is this recipe vegan",
      "save the recipe", "a recipe without nuts",
    ],
  ]

  static let set = TrainingSet(
    labels: labels,
    examples: phrasings.enumerated().flatMap { label, texts in
      texts.map { TrainingSet.Example(text: $0, label: label) }
    },
    background: [
      TrainingSet.Example(text: "casserole thermostat celsius", label: 0, weight: 0.5)
    ],
    outOfScope: [
      "who won the football match", "book a flight to rome", "tell me a joke",
      "what is the capital of peru", "play some music", "my car does not start",
    ])

  static let model = RankingModel.trained(on: set)
}
