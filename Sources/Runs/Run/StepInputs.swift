/// What one step is given.
public struct StepInputs: Equatable, Sendable {
  /// The rate from this step on, where it changes.
  public var learningRate: Double?
  /// How many gradients there are: one, or in a batch run one for each data point.
  public var points: Int
  /// The gradients, n numbers each, one after another; `nil` for a step without gradient.
  public var gradient: ArraySlice<Double>?

  /// A step with one gradient, or without one.
  public init(learningRate: Double? = nil, gradient: [Double]?) {
    self.init(learningRate: learningRate, points: gradient == nil ? 0 : 1, gradient?[...])
  }

  /// A step with a gradient for each data point.
  public init(learningRate: Double? = nil, points: [[Double]]) {
    self.init(learningRate: learningRate, points: points.count, points.flatMap { $0 }[...])
  }

  init(learningRate: Double?, points: Int, _ gradient: ArraySlice<Double>?) {
    self.learningRate = learningRate
    self.points = points
    self.gradient = gradient
  }

  /// These inputs, with gradients of a type.
  func rounded(to scalar: Scalar) -> StepInputs {
    StepInputs(
      learningRate: learningRate, points: points, gradient.map { $0.map(scalar.rounded)[...] })
  }

  /// The gradients, each by itself; none if the step has no gradient.
  public var rows: [ArraySlice<Double>] {
    guard let gradient else { return [] }
    let count = points == 0 ? 0 : gradient.count / points
    return (0..<points).map { row in
      let start = gradient.startIndex + row * count
      return gradient[start..<start + count]
    }
  }
}

extension Run {
  /// What a step is given.
  public subscript(step step: Int) -> StepInputs {
    let rows = steps[step].rows
    return StepInputs(
      learningRate: steps[step].learningRate, points: rows?.count ?? 0,
      rows.map { gradients[$0.lowerBound * coordinates..<$0.upperBound * coordinates] })
  }

  /// Adds a step.
  ///
  /// - Precondition: each gradient has the parameters' length.
  public mutating func append(_ step: StepInputs) {
    precondition(
      (step.gradient?.count ?? 0) == step.points * coordinates,
      "a gradient needs the parameters' length")
    let start = rows
    if let gradient = step.gradient { gradients += gradient }
    steps.append(
      Step(
        learningRate: step.learningRate,
        rows: step.gradient.map { _ in start..<start + step.points }))
  }
}
