public import RMSprop

/// What goes into a run: everything that an optimizer is given, and nothing of what it makes of it.
///
/// Gradients are flat, because tens of thousands of runs a second are made.
/// Why: docs/decisions.md, "Runs are flat, and are stepped in constant memory".
public struct Run: Equatable, Sendable {
  /// What reports and programs call it, such as `pytorch/fused/float64/centered`.
  public var id: String
  /// The formula that is to be followed.
  public var reference: Reference
  /// The type of the parameters; numbers are doubles that equal one of it.
  public var scalar: Scalar
  /// The types of all quantities, where they differ; `nil` where all are `scalar`.
  public var mixedScalars: Scalars?
  /// η, ρ, ε and, for PyTorch, the rest.
  public var hyperparameters: Hyperparameters
  /// The parameters before the first step: n numbers.
  public var parameters: [Double]
  /// The gradients of all steps, in rows of n numbers, one row after another.
  public var gradients: [Double]
  /// The steps, in order.
  public var steps: [Step]
  /// The state before the first step, of a run that goes on from another; `nil` at the beginning.
  public var initialState: InitialState?
  /// Where hyperparameters change, beside the rate, in the order of the steps.
  public var changes: [HyperparameterChange] = []

  /// What belongs to one step, beside its gradient's numbers.
  public struct Step: Equatable, Sendable {
    /// The rate from this step on, where it changes.
    public var learningRate: Double?
    /// Which rows of `gradients` are this step's: one, or in a batch run one for each data point;
    /// `nil` for a step without a gradient.
    public var rows: Range<Int>?

    /// A step of these parts.
    public init(learningRate: Double? = nil, rows: Range<Int>?) {
      self.learningRate = learningRate
      self.rows = rows
    }
  }

  /// A run without steps; by default of PyTorch's formula in float64, with its defaults.
  public init(
    id: String = "run", reference: Reference = .pytorch, scalar: Scalar = .float64,
    hyperparameters: Hyperparameters = Hyperparameters(), parameters: [Double]
  ) {
    self.init(
      id: id, reference: reference, scalar: scalar, hyperparameters: hyperparameters,
      parameters: parameters, gradients: [], steps: [])
  }

  /// A run of these parts.
  ///
  /// - Precondition: the steps' rows lie within `gradients`.
  public init(
    id: String, reference: Reference, scalar: Scalar, hyperparameters: Hyperparameters,
    parameters: [Double], gradients: [Double], steps: [Step]
  ) {
    self.id = id
    self.reference = reference
    self.scalar = scalar
    self.hyperparameters = hyperparameters
    self.parameters = parameters
    self.gradients = gradients
    self.steps = steps
  }

  /// The types of all quantities.
  public var scalars: Scalars { mixedScalars ?? Scalars(scalar) }

  /// Whether the formula keeps a quantity after a step: state begins with the first gradient.
  package func keeps(_ quantity: Quantity, after step: Int) -> Bool {
    if initialState?[quantity] != nil { return true }
    let isKept =
      switch quantity {
      case .parameters, .squareAverage: true
      case .gradientAverage: hyperparameters.centered
      // What was made with the state stays, be momentum switched off later.
      case .momentumBuffer:
        hyperparameters(in: steps.firstIndex { $0.rows != nil } ?? 0).momentum > 0
      }
    return isKept && (quantity == .parameters || steps[...step].contains { $0.rows != nil })
  }

  /// This run, its parameters rounded to their type.
  var rounded: Run {
    var run = self
    run.parameters = parameters.map(scalar.rounded)
    return run
  }

  /// How many parameters there are: n.
  public var coordinates: Int { parameters.count }

  /// How many rows of gradients there are.
  public var rows: Int { steps.last { $0.rows != nil }?.rows?.upperBound ?? 0 }

  /// The gradient of one coordinate in a step: with several data points their sum in order, 0
  /// without a gradient.
  public func gradient(_ step: Int, _ coordinate: Int) -> Double {
    guard let rows = steps[step].rows, !rows.isEmpty else { return 0 }
    var sum = gradients[rows.lowerBound * coordinates + coordinate]
    for row in rows.dropFirst() { sum += gradients[row * coordinates + coordinate] }
    return sum
  }

  /// The rate of each step.
  public var rateOfEachStep: [Double] {
    var rate = hyperparameters.learningRate
    return steps.map { step in
      rate = step.learningRate ?? rate
      return rate
    }
  }
}

extension Run {
  /// This run without its steps, and with another formula and type.
  package func emptied(reference: Reference? = nil, scalar: Scalar? = nil) -> Run {
    var run = Run(
      id: id, reference: reference ?? self.reference, scalar: scalar ?? self.scalar,
      hyperparameters: hyperparameters, parameters: parameters)
    if run.scalar == self.scalar { run.mixedScalars = mixedScalars }
    run.initialState = initialState
    run.changes = changes
    return run
  }
}
