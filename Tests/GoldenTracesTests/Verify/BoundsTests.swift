import GoldenTraces
import NumberSystems
import RMSprop
import Runs
import Testing

/// The golden traces beside the bounds on what an update can give, by whatever order of evaluation.
struct BoundsTests {
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

  private static func count<Number: IntervalNumber & BinaryFloatingPoint>(
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

  @Test(arguments: Rounding.allCases)
  func `a quotient that overflows is bound in every order`(rounding: Rounding) throws {
    for rate in [0, 1e-20, 1] as [Double] {
      var run = Run(scalar: .float32, parameters: [1, -2])
      run.hyperparameters = Hyperparameters(learningRate: rate, alpha: 1, epsilon: 1e-8)
      run.append(StepInputs(gradient: [3e38, -3e38].map { Scalar.float32.rounded($0) }))
      let trace = try Trace(
        run, results: try BuiltIn(rounding).results(of: run), rounding: rounding)
      let verdict = trace.verify(at: .bound, file: "").verdict
      if case .fail(let first) = verdict { Issue.record("\(rounding) \(rate): \(first)") }
    }
  }
}
