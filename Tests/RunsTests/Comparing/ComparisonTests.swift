import NumberSystems
import Runs
import Testing

/// One run held to another, value by value.
struct ComparisonTests {
  private func step(_ numbers: [Quantity: [Double]]) -> StepResults {
    StepResults { numbers[$0].map { $0[...] } }
  }

  /// One parameter against another, in one step.
  private func compared(
    _ level: Level, _ expected: Double, _ actual: Double, _ scalar: Scalar = .float64,
    _ quantity: Quantity = .parameters
  ) -> Comparison {
    var comparison = Comparison(level, scalar)
    comparison.compare(
      step: 0, expected: step([quantity: [expected]]), actual: step([quantity: [actual]]))
    return comparison
  }

  private func agrees(
    _ level: Level, _ expected: Double, _ actual: Double, _ scalar: Scalar = .float64,
    _ quantity: Quantity = .parameters
  ) -> Bool {
    compared(level, expected, actual, scalar, quantity).firstDivergence == nil
  }

  @Test func `bits are equality, with the sign of zero, and NaN equal to NaN`() {
    #expect(agrees(.bits, 1, 1) && !agrees(.bits, 1, 1.0.nextUp))
    #expect(!agrees(.bits, 0, -0.0) && agrees(.bits, .nan, -.nan) && !agrees(.bits, .nan, 1))
    #expect(agrees(.bits, .infinity, .infinity) && !agrees(.bits, .infinity, -.infinity))
    #expect(agrees(.bits, 1, 1 + 0x1p-30, .float32), "the same float32")
    #expect(!agrees(.bits, 1, 1 + 0x1p-23, .float32))
  }

  @Test func `close is relative to a parameter's size, or to 1 where that is less`() {
    #expect(agrees(.close, 1000, 1000 + 9e-10) && !agrees(.close, 1000, 1000 + 1.1e-9))
    #expect(agrees(.close, 1e-9, 1e-9 + 9e-13) && !agrees(.close, 1e-9, 1e-9 + 1.1e-12))
    #expect(agrees(.close, 1, 1 + 9e-6, .float32) && !agrees(.close, 1, 1 + 1.1e-5, .float32))
    #expect(agrees(.close, 0, -0.0) && agrees(.close, .nan, .nan))
    for (a, b) in [(Double.nan, 1.0), (1, .nan), (.infinity, 1e308), (.infinity, -.infinity)] {
      #expect(!agrees(.close, a, b), "\(a) \(b)")
    }
    #expect(!agrees(.close, 1, 1 + 0x1p-10, .float16), "16 bits have no tolerance")
    #expect(agrees(.close, 1, 1, .float16))
  }

  @Test func `state is relative to the largest that it has been at its coordinate`() {
    for quantity in [Quantity.squareAverage, .gradientAverage, .momentumBuffer] {
      #expect(agrees(.close, 1e-9, 1e-9 + 9e-22, .float64, quantity))
      #expect(!agrees(.close, 1e-9, 1e-9 + 1.1e-21, .float64, quantity))
      var comparison = Comparison(.close, .float64)
      for (t, numbers) in [[100, 1], [1e-9, 1]].enumerated() {
        let off = t == 0 ? numbers : [numbers[0] + 9e-11, numbers[1] + 1.1e-12]
        comparison.compare(
          step: t, expected: step([quantity: numbers]), actual: step([quantity: off]))
      }
      let first = comparison.firstDivergence
      #expect(first?.step == 1 && first?.coordinate == 1, "the first coordinate has been 100")
    }
  }

  @Test func `the first divergence is the earliest in the order of computation`() {
    var comparison = Comparison(.bits, .float64)
    let right = step([.parameters: [1, 2], .squareAverage: [3, 4], .momentumBuffer: [5, 6]])
    comparison.compare(step: 0, expected: right, actual: right)
    #expect(comparison.values == 6 && comparison.maxUlps == 0 && comparison.maxError == 0)
    let wrong = step([.parameters: [0, 2], .squareAverage: [3, 8], .momentumBuffer: [0, 0]])
    comparison.compare(step: 1, expected: right, actual: wrong)
    comparison.compare(step: 2, expected: right, actual: StepResults())
    let first = comparison.firstDivergence
    #expect(first?.step == 1 && first?.quantity == .squareAverage && first?.coordinate == 1)
    #expect(first?.expected == 4 && first?.actual == 8 && first?.error == 1)
    #expect(first?.ulps == 1 << 52, "a power of two apart")
    #expect(comparison.values == 12, "what one side lacks is not compared")
  }

  @Test func `figures are missing where nothing was compared or a NaN met a number`() {
    let nothing = Comparison(.bits, .float64)
    #expect(nothing.values == 0 && nothing.maxUlps == nil && nothing.maxError == nil)
    let nan = compared(.close, 1, .nan)
    #expect(nan.maxUlps == nil && nan.maxError == nil)
    let infinite = compared(.close, 1, .infinity)
    #expect(infinite.maxUlps != nil && infinite.maxError == nil)
    #expect(nan.firstDivergence?.ulps == nil && nan.firstDivergence?.error == nil)
  }

  @Test func `at the level bound a value must lie within what rounding explains`() {
    func bounded(_ bound: Interval<Double>?, _ actual: Double, judging: Bool = false) -> Comparison
    {
      var comparison = Comparison(.bound, .float64)
      comparison.compare(
        step: 0, expected: step([.parameters: [judging ? actual : 1]]),
        actual: step([.parameters: [judging ? 1 : actual]]),
        bounds: bound.map { [.parameters: [$0]] } ?? [:], judgingExpected: judging)
      return comparison
    }
    let narrow = Interval(from: 1 - 0x1p-40, to: 1 + 0x1p-40)
    for judging in [false, true] {
      let inside = bounded(narrow, 1 + 0x1p-41, judging: judging)
      #expect(inside.firstDivergence == nil && inside.values == 1 && inside.maxBounds == 0.5)
      let outside = bounded(narrow, 1 + 0x1p-39, judging: judging)
      #expect(outside.firstDivergence != nil && outside.maxBounds == 2)
    }
    for open in [nil, Interval(from: 0, to: 2), narrow.orNaN] {
      let unjudged = bounded(open, 7)
      #expect(unjudged.unjudged == 1 && unjudged.values == 0 && unjudged.maxBounds == nil)
      #expect(unjudged.firstDivergence == nil)
    }
    #expect(bounded(narrow, 1 + 0x1p-41).tightness.median == 2)
    #expect(bounded(narrow, 1).tightness.median == nil, "no error was seen")
  }

  @Test func `a run that diverges later goes further`() {
    func diverging(at steps: [Int], _ quantity: Quantity = .parameters) -> Comparison {
      var comparison = Comparison(.bits, .float64)
      for t in 0..<3 {
        comparison.compare(
          step: t, expected: step([quantity: [1]]),
          actual: step([quantity: [steps.contains(t) ? 2 : 1]]))
      }
      return comparison
    }
    let (never, early, late) = (diverging(at: []), diverging(at: [0]), diverging(at: [2]))
    #expect(never.goesFurther(than: late) && late.goesFurther(than: early))
    #expect(!early.goesFurther(than: late) && !late.goesFurther(than: never))
    #expect(!never.goesFurther(than: never) && !late.goesFurther(than: late))
    #expect(early.goesFurther(than: diverging(at: [0], .squareAverage)), "state comes first")
  }

  @Test func `a median is to an eighth of a power of two, whatever the order`() {
    var tightness = Tightness()
    #expect(tightness.median == nil)
    for ratio in [Double.nan, .infinity, 0, -1] { tightness.add(ratio) }
    #expect(tightness.median == nil)
    for ratio in [1000, 2.3, 0.01] { tightness.add(ratio) }
    #expect(tightness.median == 2.25)
    var other = Tightness()
    for _ in 0..<4 { other.add(40) }
    tightness.add(other)
    #expect(tightness.median == 40)
  }
}
