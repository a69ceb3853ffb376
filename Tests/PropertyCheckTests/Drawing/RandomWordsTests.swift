import Testing

@testable import PropertyCheck

/// Random words.
struct RandomWordsTests {
  @Test func `words are those of the seed, and begin again`() {
    let words = RandomWords(seed: 3)
    let first = (0..<100).map { _ in words.word() }
    words.restart(seed: 4)
    let others = (0..<100).map { _ in words.word() }
    words.restart(seed: 3)
    let again = (0..<100).map { _ in words.word() }
    #expect(again == first && others != first)
    #expect(first.allSatisfy { $0 <= 0xFFFF_FFFF })
    words.restart(seed: 3)
    let pair = words.twoWords()
    #expect(pair == first[0] << 32 | first[1])
  }
}
