import NumberSystems
import RMSprop
import TestSupport
import Testing

/// Bounds on what an operation can give, by whatever order of evaluation.
struct IntervalTests {
  @Test func `an operation's bounds hold what each pair of values gives`() {
    let random = Random(seed: 61)
    for _ in 0..<20_000 {
      let numbers = random.numbers(6)
      func interval(_ i: Int) -> (Interval<Double>, [Double]) {
        let (low, high) = (min(numbers[i], numbers[i + 1]), max(numbers[i], numbers[i + 1]))
        let interval =
          Interval(low) + Interval(high - low) * Interval(random.integer(in: 0..<2) == 0 ? 0 : 1)
        return (interval, [low, high].filter { interval.contains($0) })
      }
      let ((a, inA), (b, inB), (c, inC)) = (interval(0), interval(2), interval(4))
      for x in inA {
        #expect(Interval.squareRoot(of: a).contains(.squareRoot(of: x)))
        #expect((-a).contains(-x))
        for y in inB {
          #expect((a + b).contains(x + y) && (a - b).contains(x - y))
          #expect((a * b).contains(x * y) && (a / b).contains(x / y))
          for z in inC {
            #expect(c.addingProduct(a, b).contains(z.addingProduct(x, y)))
            #expect(c.addingProduct(a, b).contains(z + x * y))
          }
        }
      }
    }
  }

  @Test func `zero stays zero, and what is NaN in every order is known to be`() {
    let (zero, x) = (Interval(0.0), Interval(3.0))
    for zero in [zero * x, zero + zero, zero / x, .squareRoot(of: zero), zero - zero] {
      #expect(zero.lower == 0 && zero.upper == 0)
    }
    #expect((x + zero).lower == 3 && zero.addingProduct(x, zero).upper == 0)
    for nan in [zero / zero, .squareRoot(of: -x), Interval(Double.nan), -x * .init(Double.nan)] {
      #expect(nan.knowledge == .nan && nan.contains(.nan) && !nan.contains(0))
    }
    #expect((x / zero).contains(.infinity) && !(x / zero).contains(.nan))
  }

  @Test func `a root that may be NaN is bounded where it is a number`() {
    let noise = Interval(from: -1e-16, to: 1e-16)
    let root = Interval<Double>.squareRoot(of: noise)
    #expect(root.contains(.nan) && root.contains(0) && root.contains(1e-8))
    #expect(!root.contains(1.1e-8) && !root.contains(-1e-8))
    // What is divided by it is at least so large.
    let quotient = Interval(1.0) / root
    #expect(quotient.contains(.nan) && quotient.contains(.infinity) && !quotient.contains(9e7))
    #expect(!(-quotient).contains(1) && (-quotient).contains(-1.1e8))
    #expect(root.intersection(Interval(from: 0, to: 1)).knowledge == .bounds)
    let either = root.union(Interval(from: 2, to: 2))
    #expect(either.contains(2) && either.contains(.nan))
  }

  @Test func `a moving average of a constant stays where it is`() {
    // Taken for independent, the two ends of a lerp would widen it without end.
    var (m, g) = (Interval(1.0), Interval(1.0))
    let weight = Interval<Double>(0.01, "(1 - \\rho)")
    for _ in 0..<10_000 { m = m.addingProduct(weight, g - m) }
    #expect(m.upper - m.lower < 1e-12 && m.contains(1))
    for _ in 0..<100 { g = g.addingProduct(Interval(-0.5), g - m) }
    #expect(g.upper - g.lower < 1e-12 && g.contains(1))
  }
}
