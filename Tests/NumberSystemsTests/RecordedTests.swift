import NumberSystems
import RMSprop
import TestSupport
import Testing

/// Numbers that remember how they came about.
struct RecordedTests {
  private func same(_ a: Double, _ b: Double) -> Bool {
    a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
  }

  @Test func `an update computes the same on recorded numbers as on plain ones`() throws {
    let random = Random(seed: 31)
    for _ in 0..<400 {
      let numbers = Dictionary(uniqueKeysWithValues: zip(Given.allCases, random.numbers(5)))
      let pytorch = try PyTorchRMSprop(
        Hyperparameters(
          alpha: random.element(of: [0, 0.3, 0.5, 0.9, 1]),
          weightDecay: random.element(of: [0, 0.1]), momentum: random.element(of: [0, 0.9]),
          centered: random.element(of: [false, true]),
          maximize: random.element(of: [false, true])))
      let textbook = try TextbookRMSprop(random.element(of: TextbookRMSprop.Formula.allCases))
      let plain =
        pytorch.results(learningRate: 0.1) { numbers[$0]! }
        + textbook.results(learningRate: 0.1) { numbers[$0]! }
      let recorded =
        pytorch.results(learningRate: 0.1) { Recorded(numbers[$0]!, given: $0.symbol) }
        + textbook.results(learningRate: 0.1) { Recorded(numbers[$0]!, given: $0.symbol) }
      #expect(plain.count == 6 && recorded.count == 6)
      for (a, b) in zip(plain, recorded) { #expect(same(a, b.value)) }
    }
  }

  @Test func `recorded equations are those that the formula prints, in the same order`() throws {
    let optimizer = try PyTorchRMSprop(
      Hyperparameters(weightDecay: 0.1, momentum: 0.9, centered: true, maximize: true))
    let results = optimizer.results(learningRate: nil) { Recorded(2.0, given: $0.symbol) }
    let recorded = Recorded.equations(leadingTo: results) { "\($0)" }
    #expect(recorded.map { $0.equation.latex() } == optimizer.equations.map { $0.latex() })
    #expect(recorded.count == 11)
  }

  @Test func `numbers stand for symbols, and negative ones in parentheses where they need them`() {
    let a = Recorded(-0.5, given: "a")
    let b = Recorded(2.0, given: "b")
    let c = (a * b - a * a).named("X1", "c")
    let d = (Recorded.squareRoot(of: b + c) / -c).named("X2", "d")
    let equations = Recorded.equations(leadingTo: [d]) { "\($0)" }
    #expect(equations.map { $0.equation.formula.text() } == ["a × b − a²", "√(b + c) / (−c)"])
    #expect(
      equations.map { $0.substituted.text() } == [
        "(-0.5) × 2.0 − (-0.5)²", "√(2.0 + (-1.25)) / (−(-1.25))",
      ])
    #expect(equations.map(\.value) == [-1.25, (0.75).squareRoot() / 1.25])
  }
}
