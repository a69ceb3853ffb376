import NumberSystems
import RMSprop
import TestSupport
import Testing

/// A whole parameter must be its coordinates, each alone: vectorised loops may not change a bit.
struct WholeParameterTests {
  /// Every size up to here, so that vectors of any width have a remainder of any length.
  private static let sizes = 0...35
  private static let seed: UInt = 20_260_101

  @Test func `PyTorch's step is its coordinates' steps, bit for bit, in every number type`() throws
  {
    for trial in 0..<40 {
      let random = Random(seed: Self.seed + UInt(trial))
      let h = Hyperparameters(
        learningRate: random.element(of: [0, 0.01, 0x1p-1030]),
        alpha: random.element(of: [0, 0.3, 0.5, 0.99, 1]),
        epsilon: random.element(of: [0, 1e-8, 1]), weightDecay: random.element(of: [0, 0.1]),
        momentum: random.element(of: [0, 0.9]), centered: random.element(of: [false, true]),
        maximize: random.element(of: [false, true]))
      let optimizer = try PyTorchRMSprop(h)
      try check(Double.self, random, "\(h)") { optimizer.step(&$0, gradient: $1, state: &$2) }
      try check(Float.self, random, "\(h)") { optimizer.step(&$0, gradient: $1, state: &$2) }
      try check(Separate<Double>.self, random, "\(h)") {
        optimizer.step(&$0, gradient: $1, state: &$2)
      }
      try check(Separate<Float>.self, random, "\(h)") {
        optimizer.step(&$0, gradient: $1, state: &$2)
      }
    }
  }

  @Test(arguments: TextbookRMSprop.Formula.allCases)
  func `the textbook's step is its coordinates' steps, bit for bit`(
    formula: TextbookRMSprop.Formula
  ) throws {
    let optimizer = try TextbookRMSprop(formula)
    let random = Random(seed: Self.seed)
    try check(Double.self, random) { optimizer.step(&$0, gradient: $1, state: &$2) }
    try check(Float.self, random) { optimizer.step(&$0, gradient: $1, state: &$2) }
  }

  @Test func `the batch program's step is its coordinates' steps, bit for bit`() throws {
    let optimizer = try BatchRMSprop()
    let random = Random(seed: Self.seed)
    try check(Double.self, random) { optimizer.step(&$0, gradients: [$1, $1], state: &$2) }
    try check(Float.self, random) { optimizer.step(&$0, gradients: [$1, $1], state: &$2) }
  }

  private typealias Step<Number> = (inout [Number], [Number], inout OptimizerState<Number>?) -> Void

  /// Three steps on random numbers, special ones among them: whole, and coordinate by coordinate.
  private func check<Number: Arithmetic & BitComparable>(
    _: Number.Type, _ random: Random, _ about: String = "", step: Step<Number>
  ) throws {
    for size in Self.sizes {
      let start = random.numbers(size).map { Number($0, "") }
      let gradients = (0..<3).map { _ in random.numbers(size).map { Number($0, "") } }
      var (whole, wholeState) = (start, OptimizerState<Number>?.none)
      for gradient in gradients { step(&whole, gradient, &wholeState) }
      for i in 0..<size {
        var (alone, aloneState) = ([start[i]], OptimizerState<Number>?.none)
        for gradient in gradients { step(&alone, [gradient[i]], &aloneState) }
        let state = try #require(wholeState)
        let single = try #require(aloneState)
        let same =
          whole[i].isSame(as: alone[0])
          && state.squareAverage[i].isSame(as: single.squareAverage[0])
          && isSame(state.gradientAverage?[i], single.gradientAverage?[0])
          && isSame(state.momentumBuffer?[i], single.momentumBuffer?[0])
        try #require(same, "\(Number.self), size \(size), coordinate \(i), \(about)")
      }
    }
  }

  private func isSame<Number: BitComparable>(_ a: Number?, _ b: Number?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a.isSame(as: b)
  }
}

/// Equality to the bit, NaN by class.
private protocol BitComparable {
  func isSame(as other: Self) -> Bool
}

extension Double: BitComparable {
  fileprivate func isSame(as other: Double) -> Bool { ulpDistance(to: other) == 0 }
}

extension Float: BitComparable {
  fileprivate func isSame(as other: Float) -> Bool { ulpDistance(to: other) == 0 }
}

extension Separate: BitComparable where Number: BitComparable {
  fileprivate func isSame(as other: Separate) -> Bool { value.isSame(as: other.value) }
}
