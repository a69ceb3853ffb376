public import GoldenTraces
import NumberSystems
import RMSprop

/// A question to a program: inputs on which dialects part.
public struct Probe: Sendable {
  /// The question as a trace without results.
  public let trace: Trace
  /// What a program must be able to do to answer.
  public let features: Set<CatalogueEntry.Feature>
  /// Whether its rate changes.
  public let hasSchedule: Bool

  /// Every probe, the simplest first. Gradients span decades, no two coordinates are alike, and
  /// every number is one of float32.
  public static func all(_ scalar: Trace.Scalar) -> [Probe] {
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
    _ name: String, _ scalar: Trace.Scalar, schedule: Bool = false,
    _ change: (inout Hyperparameters) -> Void
  ) {
    var h = Hyperparameters(learningRate: 0.015625, alpha: 0.9375, epsilon: 0.0009765625)
    change(&h)
    let rates: [Double?] = [nil, 0.0078125, nil, 0.03125, 0]
    let sizes: [Double] = [1, -0.5, 0.125, -3, 0.01171875, -0.0009765625, 0, 20]
    let factors: [Double] = [1, -2, 0.5, 0.75, 1.25]
    let steps = factors.enumerated().map { t, factor in
      Trace.Step(
        learningRate: schedule ? rates[t] : nil,
        gradient: .single(
          sizes.enumerated().map { i, g in i % 3 == t % 3 ? -g * factor : g * factor }))
    }
    trace = Trace(
      id: "probe/\(name)", scalar: scalar, hyperparameters: h,
      parameters: [1, -1, 0.5, 2, -0.25, 0.75, 3, -1.5], steps: steps)
    hasSchedule = schedule
    features = trace.features
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
    switch trace.scalar {
    case .float64: Self.partedPairs(Evidence<Double>(trace), dialects)
    case .float32: Self.partedPairs(Evidence<Float>(trace), dialects)
    case .float16, .bfloat16: 0
    }
  }

  private static func partedPairs<Number: EvidenceNumber>(
    _ evidence: Evidence<Number>, _ dialects: [Dialect]
  ) -> Int {
    let effective = EffectiveHyperparameters(evidence.trace.hyperparameters)
    let settings = Settings(effective, evidence)
    let answers = dialects.map { evidence.answer($0, settings) }
    var count = 0
    for (i, a) in answers.enumerated() {
      for b in answers[(i + 1)...] where zip(a, b).contains(where: { $0.isApart(from: $1) }) {
        count += 1
      }
    }
    return count
  }
}

extension Evidence {
  /// Every parameter after every step that a dialect can give.
  func answer(_ dialect: Dialect, _ settings: Settings<Number>) -> [Interval<Number>] {
    var answer: [Interval<Number>] = []
    for i in trace.parameters.indices {
      var it = Dialect.Coordinate(Interval(Number(trace.parameters[i])))
      for (t, step) in steps.enumerated() {
        if let gradient = step.gradient {
          dialect.update(&it, gradient[i], settings.coefficients[t], settings.switches)
        }
        answer.append(it.theta)
      }
    }
    return answer
  }
}

extension Interval {
  /// Whether no value is in both.
  func isApart(from other: Interval) -> Bool {
    switch (knowledge, other.knowledge) {
    case (.bounds, .nan), (.nan, .bounds): true
    case (.nan, _), (_, .nan), (.boundsOrNaN, .boundsOrNaN): false
    default: lower > other.upper || upper < other.lower
    }
  }
}

extension Trace {
  /// What a program must be able to do to answer.
  var features: Set<CatalogueEntry.Feature> {
    let h = hyperparameters
    return Set(
      (h.momentum > 0 ? [.momentum] : []) + (h.centered ? [.centered] : [])
        + (h.weightDecay != 0 ? [.weightDecay] : []) + (h.maximize ? [.maximize] : []))
  }
}
