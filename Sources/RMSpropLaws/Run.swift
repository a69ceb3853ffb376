public import GoldenTraces
public import RMSprop

/// One run to be made: what an optimizer is given.
///
/// Flat, because tens of thousands a second are made.
public struct Run: Equatable, Sendable {
  typealias Formula = Trace.Reference

  /// Which formula is to be followed.
  public var formula: Trace.Reference
  /// The type of the parameters, float64 or float32.
  public var scalar: Trace.Scalar
  /// η, ρ, ε and, for PyTorch, the rest.
  public var hyperparameters: Hyperparameters
  /// The parameters before the first step, at least one.
  public var parameters: [Double]
  /// The gradients: step by step, in a step point by point, in a point coordinate by coordinate.
  public var gradients: [Double]
  /// How many data points there are in each step: 1, but for `batch`.
  public var points: Int
  /// Which steps have no gradient; those from its end on have one. What `gradients` holds there is
  /// not given.
  public var missing: [Bool]
  /// The rate from each step on, where it changes; from its end on it does not.
  public var rates: [Double?]

  /// A run of these parts; by default with one point a step, all gradients, and one rate.
  public init(
    formula: Trace.Reference = .pytorch, scalar: Trace.Scalar = .float64,
    hyperparameters: Hyperparameters = Hyperparameters(), parameters: [Double],
    gradients: [Double], points: Int = 1, missing: [Bool] = [], rates: [Double?] = []
  ) {
    self.formula = formula
    self.scalar = scalar
    self.hyperparameters = hyperparameters
    self.parameters = parameters
    self.gradients = gradients
    self.points = points
    self.missing = missing
    self.rates = rates
  }

  /// How many parameters there are.
  public var coordinates: Int { parameters.count }

  /// How many steps there are.
  public var steps: Int {
    let row = coordinates * points
    return row == 0 ? 0 : gradients.count / row
  }

  /// Whether a step has a gradient.
  public func hasGradient(_ step: Int) -> Bool { step >= missing.count || !missing[step] }

  /// The gradient of one coordinate in a step: with several points, their sum in order.
  public func gradient(_ step: Int, _ coordinate: Int) -> Double {
    var sum = gradients[step * points * coordinates + coordinate]
    for point in 1..<max(points, 1) {
      sum += gradients[(step * points + point) * coordinates + coordinate]
    }
    return sum
  }

  /// The rate of each step.
  public var rateOfEachStep: [Double] {
    var rate = hyperparameters.learningRate
    return (0..<steps).map { step in
      if step < rates.count { rate = rates[step] ?? rate }
      return rate
    }
  }
}

extension Run {
  /// The run as a question to ask a candidate, or to show.
  public var question: Trace {
    let row = coordinates * points
    return Trace(
      id: "law", scalar: scalar, reference: formula, hyperparameters: hyperparameters,
      parameters: parameters,
      steps: (0..<steps).map { step in
        let numbers = gradients[step * row..<(step + 1) * row]
        let gradient: Trace.Gradient =
          if !hasGradient(step) {
            .missing
          } else if formula == .batch {
            .points(
              (0..<points).map { point in
                let start = numbers.startIndex + point * coordinates
                return Array(numbers[start..<start + coordinates])
              })
          } else {
            .single(Array(numbers))
          }
        return Trace.Step(
          learningRate: step < rates.count ? rates[step] : nil, gradient: gradient)
      })
  }

  /// The run in lines that a person can check by hand.
  public var lines: [String] {
    let h = hyperparameters
    var settings = ["lr \(h.learningRate)", "alpha \(h.alpha)", "eps \(h.epsilon)"]
    if h.weightDecay != 0 { settings.append("weight_decay \(h.weightDecay)") }
    if h.momentum != 0 { settings.append("momentum \(h.momentum)") }
    if h.centered { settings.append("centered") }
    if h.maximize { settings.append("maximize") }
    let head = "\(formula.rawValue), \(scalar.rawValue): " + settings.joined(separator: ", ")
    return [head, "params \(Self.text(parameters))"]
      + question.steps.enumerated().map { t, step in
        let rate = step.learningRate.map { "lr \($0), " } ?? ""
        let gradient =
          switch step.gradient {
          case .missing: "no gradient"
          case .single(let numbers): "gradient \(Self.text(numbers))"
          case .points(let rows): "gradients \(rows.map(Self.text).joined(separator: " "))"
          }
        return "step \(t): \(rate)\(gradient)"
      }
  }

  /// The numbers in brackets; of many, the first few.
  private static func text(_ numbers: [Double]) -> String {
    let shown = numbers.prefix(12).map { decimal($0) }.joined(separator: ", ")
    return numbers.count > 12 ? "[\(shown), … \(numbers.count) in all]" : "[\(shown)]"
  }
}

extension [Run] {
  /// The runs in lines, one after another.
  public var lines: [String] {
    enumerated().flatMap { i, run in
      let lines = run.lines
      return ["run \(i): \(lines[0])"] + lines.dropFirst().map { "  \($0)" }
    }
  }
}
