import Language
import Matching
import Testing

@Suite struct RankingCodingTests {
  @Test func readsBackWhatItWrote() throws {
    let model = try RankingModel(decoding: Kitchen.model.encoded())
    #expect(model.encoded() == Kitchen.model.encoded())
    for question in ["oven", "is there milk", "what a lovely day", "stop the timer", ""] {
      #expect(model.rank(question) == Kitchen.model.rank(question))
    }
  }

  @Test func fewerWeightsAreFewerBytes() {
    var set = Kitchen.set
    let whole = RankingModel.trained(on: set)
    set.leastWeight = 0.3
    let few = RankingModel.trained(on: set)
    #expect(few.encoded().count < whole.encoded().count)
  }

  @Test func refusesEveryShortenedModel() {
    let bytes = Kitchen.model.encoded()
    for length in stride(from: 0, to: bytes.count, by: 997) {
      #expect(throws: RankingModelError.self) {
        try RankingModel(decoding: Array(bytes.prefix(length)))
      }
    }
  }

  @Test func refusesAModelWithAnyByteChanged() {
    let bytes = Kitchen.model.encoded()
    for position in Array(0..<64) + Array(stride(from: 64, to: bytes.count, by: 1_009)) {
      var changed = bytes
      changed[position] ^= 0x40
      #expect(throws: RankingModelError.self) { try RankingModel(decoding: changed) }
    }
  }

  @Test func refusesAModelWithSomethingAfterItsEnd() {
    #expect(throws: RankingModelError.wrongChecksum) {
      try RankingModel(decoding: Kitchen.model.encoded() + [0])
    }
  }

  @Test func namesTheVersionOfAModelOfAnotherTime() {
    var bytes = Kitchen.model.encoded()
    bytes[16] = 200
    #expect(throws: RankingModelError.otherVersion(200)) { try RankingModel(decoding: bytes) }
  }

  @Test func refusesBytesThatAreNoModel() {
    #expect(throws: RankingModelError.notAModel) {
      try RankingModel(decoding: [UInt8](repeating: 7, count: 4_096))
    }
  }
}
