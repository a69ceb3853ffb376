import GoldenTraces
import NumberSystems
import RMSprop
import Runs
import TestSupport
import Testing

/// Bounds on what an update can give, by whatever order of evaluation.
struct IntervalTests {
  /// What became of a trace's values.
  private struct Count {
    var inside = 0
    var unjudged = 0
    var outside: String?

    static func + (a: Count, b: Count) -> Count {
      Count(
        inside: a.inside + b.inside, unjudged: a.unjudged + b.unjudged,
        outside: a.outside ?? b.outside)
    }
  }

  private static func count<Number: Arithmetic & BinaryFloatingPoint & Sendable>(
    _: Number.Type, _ trace: Trace, _ h: Hyperparameters
  ) -> Count {
    let optimizer = PyTorchRMSprop(unchecked: h)
    var theta = trace.run.parameters.map { Interval(Number($0)) }
    var state: OptimizerState<Interval<Number>>?
    var rate: Double?
    var found = Count()
    for t in trace.run.steps.indices {
      let step = trace.run[step: t]
      rate = step.learningRate ?? rate
      if let numbers = step.gradient {
        optimizer.step(
          &theta, gradient: numbers.map { Interval(Number($0)) }, state: &state,
          learningRate: rate)
      }
      for (quantity, intervals) in [
        (.parameters, theta), (.squareAverage, state?.squareAverage),
        (.gradientAverage, state?.gradientAverage), (.momentumBuffer, state?.momentumBuffer),
      ] as [(Quantity, [Interval<Number>]?)] {
        guard let intervals, let values = trace.results[quantity, step: t] else { continue }
        for (i, (interval, value)) in zip(intervals, values).enumerated() {
          if interval.knowledge == .boundsOrNaN {
            found.unjudged += 1
          } else if interval.contains(Number(value)) {
            found.inside += 1
          } else {
            found.outside = found.outside ?? "\(trace) \(quantity) of step \(t), coordinate \(i)"
          }
        }
      }
    }
    return found
  }

  private static func count(
    _ trace: Trace, _ change: (inout Hyperparameters) -> Void = { _ in }
  ) -> Count {
    var h = trace.run.hyperparameters
    change(&h)
    return trace.run.scalar == .float64
      ? count(Double.self, trace, h) : count(Float.self, trace, h)
  }

  @Test(arguments: ["pytorch/fused", "pytorch/separate", "pytorch-stock"])
  func `every golden trace of PyTorch is within its bounds`(set: String) throws {
    let folder = try TraceFolder.golden()
    var all = Count()
    for file in folder.files
    where file.hasPrefix("\(set)/float64") || file.hasPrefix("\(set)/float32") {
      all = all + Self.count(try folder.trace(file))
    }
    #expect(all.outside == nil, "\(all.outside ?? "")")
    // Where rounding decides the sign under a root there is no bound: some traces are made for it.
    #expect(all.inside > 6 * all.unjudged, "\(all)")
  }

  @Test func `a mistake is out of bounds, however small it looks`() throws {
    let folder = try TraceFolder.golden()
    let changes: [(file: String, change: (inout Hyperparameters) -> Void)] = [
      ("basic-plain", { $0.alpha = 0.8999999 }), ("eps-dominates", { $0.epsilon *= 1.0001 }),
      ("basic-momentum", { $0.momentum += 1e-12 }), ("basic-weight-decay", { $0.weightDecay = 0 }),
      ("basic-maximize", { $0.maximize = false }),
    ]
    for (file, change) in changes {
      let trace = try folder.trace("pytorch/fused/float64/\(file).json")
      let found = Self.count(trace, change)
      #expect(found.outside != nil, "\(file): \(found)")
    }
  }

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
