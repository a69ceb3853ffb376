import NumberSystems
import RMSprop
package import Runs

/// A question to a program: inputs on which dialects part.
package struct Probe: Sendable {
  /// The run that the program is asked to make.
  package let run: Run
  /// What a program must be able to do to answer.
  package let features: Set<Feature>
  /// Whether the run's rate changes.
  package let hasSchedule: Bool

  /// Every probe, the simplest first. Gradients span decades, no two coordinates are alike, and
  /// every number is one of float32.
  package static func all(_ scalar: Scalar) -> [Probe] {
    [
      Probe("plain", scalar) { _ in },
      Probe("eps-large", scalar) { $0.epsilon = 0.5 },
      Probe("momentum", scalar, schedule: true) { $0.momentum = 0.875 },
      Probe("weight-decay", scalar) { $0.weightDecay = 0.25 },
      Probe("centered", scalar) { $0.centered = true },
      Probe("maximize", scalar) {
        $0.maximize = true
        $0.weightDecay = 0.25
      },
      Probe("momentum-weight-decay", scalar, schedule: true) {
        $0.momentum = 0.875
        $0.weightDecay = 0.25
      },
      Probe("centered-momentum", scalar, schedule: true) {
        $0.momentum = 0.875
        $0.centered = true
      },
      Probe("negative-variance", scalar) {
        $0.alpha = 1.5
        $0.centered = true
      },
      Probe("everything", scalar, schedule: true) {
        $0.momentum = 0.875
        $0.centered = true
        $0.weightDecay = 0.25
        $0.maximize = true
      },
    ]
  }

  private init(
    _ name: String, _ scalar: Scalar, schedule: Bool = false,
    _ change: (inout Hyperparameters) -> Void
  ) {
    var h = Hyperparameters(learningRate: 0.015625, alpha: 0.9375, epsilon: 0.0009765625)
    change(&h)
    let rates: [Double?] = [nil, 0.0078125, nil, 0.03125, 0]
    let sizes: [Double] = [1, -0.5, 0.125, -3, 0.01171875, -0.0009765625, 0, 20]
    let factors: [Double] = [1, -2, 0.5, 0.75, 1.25]
    var run = Run(
      id: "probe/\(name)", scalar: scalar, hyperparameters: h,
      parameters: [1, -1, 0.5, 2, -0.25, 0.75, 3, -1.5])
    for (t, factor) in factors.enumerated() {
      let gradient = sizes.enumerated().map { i, g in
        i % 3 == t % 3 ? -g * factor : g * factor
      }
      run.append(StepInputs(learningRate: schedule ? rates[t] : nil, gradient: gradient))
    }
    self.run = run
    hasSchedule = schedule
    features = h.features
  }

  /// The probe that parts most pairs of some dialects; `nil` if none parts any.
  static func best(
    parting dialects: [Dialect], among probes: [Probe]
  ) -> Probe? {
    var best: (Probe, Int)?
    for probe in probes {
      let pairs = probe.partedPairs(dialects)
      if pairs > best?.1 ?? 0 { best = (probe, pairs) }
    }
    return best?.0
  }

  /// How many pairs of dialects cannot give the same answer.
  func partedPairs(_ dialects: [Dialect]) -> Int {
    let steps = [StepResults](repeating: StepResults(), count: run.steps.count)
    let nothing = Results(coordinates: run.coordinates, steps: steps)
    return switch run.scalar {
    case .float64: Self.partedPairs(Observations<Double>(run, nothing), dialects)
    case .float32: Self.partedPairs(Observations<Float>(run, nothing), dialects)
    case .float16: Self.partedPairs(Observations<HalfPrecision<Binary16>>(run, nothing), dialects)
    case .bfloat16:
      Self.partedPairs(Observations<HalfPrecision<BrainFloat16>>(run, nothing), dialects)
    }
  }

  private static func partedPairs<Number: ObservedNumber>(
    _ observed: Observations<Number>, _ dialects: [Dialect]
  ) -> Int {
    let effective = EffectiveHyperparameters(observed.run.hyperparameters)
    let settings = StepCoefficients(effective, observed)
    let answers = dialects.map { observed.bounds($0, settings) }
    var count = 0
    for (i, a) in answers.enumerated() {
      for b in answers[(i + 1)...] where zip(a, b).contains(where: { $0.isApart(from: $1) }) {
        count += 1
      }
    }
    return count
  }
}

extension Interval {
  /// Whether two intervals have no value in common.
  func isApart(from other: Interval) -> Bool {
    switch (knowledge, other.knowledge) {
    case (.bounds, .nan), (.nan, .bounds): true
    case (.nan, _), (_, .nan), (.boundsOrNaN, .boundsOrNaN): false
    default: lower > other.upper || upper < other.lower
    }
  }
}
