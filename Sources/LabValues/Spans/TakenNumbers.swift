/// Which numbers of a line already belong to something.
struct TakenNumbers {
  private var isTaken: [Bool]

  init(count: Int) { isTaken = [Bool](repeating: false, count: count) }

  subscript(number: Int) -> Bool { isTaken[number] }

  mutating func take(_ number: Int) { isTaken[number] = true }
}
