extension Dialect {
  /// An axis on which dialects differ, by its name in reports.
  package enum Axis: String, CaseIterable, Sendable {
    /// Where ε goes.
    case epsilon
    /// v before the first step.
    case initialSquareAverage = "initial_square_avg"
    /// What the buffer holds.
    case momentum
    /// Where the rate enters.
    case learningRate = "lr"
    /// What weight decay acts on.
    case weightDecay = "weight_decay"
    /// What is divided by 1 − ρᵗ.
    case biasCorrection = "bias_correction"
    /// What is done about a variance that is not positive.
    case centered
    /// Whether the run ascends.
    case maximize

    /// Every choice on this axis that programs make without being asked, PyTorch's first.
    package var choices: [Choice] {
      switch self {
      case .epsilon: Epsilon.allCases.map(Choice.epsilon)
      case .initialSquareAverage: InitialSquareAverage.allCases.map(Choice.initialSquareAverage)
      case .momentum: Momentum.allCases.map(Choice.momentum)
      case .learningRate: LearningRate.allCases.map(Choice.learningRate)
      case .weightDecay: WeightDecay.allCases.map(Choice.weightDecay)
      case .biasCorrection: BiasCorrection.allCases.map(Choice.biasCorrection)
      case .centered: Centered.allCases.map(Choice.centered)
      case .maximize: Maximize.allCases.map(Choice.maximize)
      }
    }

    /// The choice with a name in reports, which may be any number that v begins with; `nil` if
    /// there is no such choice.
    package func choice(named name: String) -> Choice? {
      choices.first { $0.name == name }
        ?? (self == .initialSquareAverage
          ? InitialSquareAverage(rawValue: name).map(Choice.initialSquareAverage) : nil)
    }
  }

  /// A choice on some axis.
  package enum Choice: Hashable, Sendable {
    /// Where ε goes.
    case epsilon(Epsilon)
    /// v before the first step.
    case initialSquareAverage(InitialSquareAverage)
    /// What the buffer holds.
    case momentum(Momentum)
    /// On which side of the buffer the rate is.
    case learningRate(LearningRate)
    /// What weight decay acts on.
    case weightDecay(WeightDecay)
    /// What is divided by 1 − ρᵗ.
    case biasCorrection(BiasCorrection)
    /// What is done about a variance that is not positive.
    case centered(Centered)
    /// Whether the run ascends.
    case maximize(Maximize)

    /// The axis that the choice is on.
    package var axis: Axis {
      switch self {
      case .epsilon: .epsilon
      case .initialSquareAverage: .initialSquareAverage
      case .momentum: .momentum
      case .learningRate: .learningRate
      case .weightDecay: .weightDecay
      case .biasCorrection: .biasCorrection
      case .centered: .centered
      case .maximize: .maximize
      }
    }

    /// The value on the axis, which has the choice's words and formula.
    private var value: any AxisValue {
      switch self {
      case .epsilon(let value): value
      case .initialSquareAverage(let value): value
      case .momentum(let value): value
      case .learningRate(let value): value
      case .weightDecay(let value): value
      case .biasCorrection(let value): value
      case .centered(let value): value
      case .maximize(let value): value
      }
    }

    /// The choice's name in reports.
    package var name: String { value.rawValue }
    /// The choice in words, for the middle of a sentence.
    package var words: String { value.words }
    /// The choice's formula, where one line says it.
    package var formula: String? { value.formula }

    /// What to change in order to compute what PyTorch does; `nil` if nothing.
    package var change: String? {
      let pytorch = Dialect()[axis]
      guard self != pytorch, axis != .maximize else { return nil }
      let sentence = "PyTorch has \(pytorch.words)"
      guard let mine = formula, let theirs = pytorch.formula else { return sentence + "." }
      return "\(sentence): change \(mine) to \(theirs)."
    }
  }
}

/// A value on an axis, with its words and its formula: a new value without them does not compile.
package protocol AxisValue: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// The choice in words, for the middle of a sentence.
  var words: String { get }
  /// The choice's formula, where one line says it.
  var formula: String? { get }
}
