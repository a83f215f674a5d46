import Language
import Testing

struct SplitMix64Tests {
  /// The first numbers of the generator as others print them: https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
  @Test func itsNumbersAreThoseOfTheGenerator() {
    var random = SplitMix64(seed: 1_234_567)
    #expect(
      (0..<3).map { _ in random.next() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test func theSameSeedGivesTheSameOrder() {
    var one = SplitMix64(seed: 42)
    var two = SplitMix64(seed: 42)
    let order = one.order(50)
    #expect(order == two.order(50))
    #expect(order != Array(0..<50) && order.sorted() == Array(0..<50))
  }

  /// What is taken away leaves the order of all others as it was, and each round has another one.
  @Test func aSteadyOrderIsThatOfTheKeys() {
    let keys = (0..<60 as Range<UInt64>).map { $0 * 7 }
    let all = SplitMix64.steadyOrder(of: keys, round: 1).map { keys[$0] }
    let rest = Array(keys.dropFirst(20))
    #expect(
      SplitMix64.steadyOrder(of: rest, round: 1).map { rest[$0] } == all.filter(rest.contains))
    #expect(all != keys && all.sorted() == keys)
    #expect(SplitMix64.steadyOrder(of: keys, round: 2).map { keys[$0] } != all)
  }
}
