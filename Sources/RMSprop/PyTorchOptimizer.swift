/// `torch.optim.RMSprop` as a whole: parameters in groups, each group with its own hyperparameters,
/// state that is created when it is first needed, and dictionaries to save it.
///
/// The arithmetic is `PyTorchRMSprop`'s. This type adds the rest of an optimizer, and throws where
/// PyTorch does. The optimizer owns its parameters, which are values.
///
/// Source: torch/optim/optimizer.py and torch/optim/rmsprop.py, 2.13.0.
public struct PyTorchOptimizer<Number: Arithmetic> {
  /// One parameter of any shape, with its gradient and its state.
  public struct Parameter {
    /// The number of elements along each dimension; empty for a single number.
    public let shape: [Int]
    /// Whether each element is complex: two numbers, its real and its imaginary part, which RMSprop
    /// treats as two parameters.
    public let isComplex: Bool
    /// The elements, row by row. Of a complex element the real part comes first.
    public var values: [Number]
    /// The gradient for the next step, in the order of `values`; `nil` if the parameter has none.
    public var gradient: [Number]?
    /// The state that RMSprop keeps; `nil` before the first step with a gradient.
    public fileprivate(set) var state: OptimizerState<Number>?

    /// A parameter of this shape, by default with one dimension.
    ///
    /// - Precondition: there is one value for each element of the shape, or two if complex.
    public init(_ values: [Number], shape: [Int]? = nil, isComplex: Bool = false) {
      let width = isComplex ? 2 : 1
      self.shape = shape ?? [values.count / width]
      precondition(
        self.shape.reduce(width) { $0 * $1 } == values.count, "the shape must fit the values")
      self.values = values
      self.isComplex = isComplex
    }
  }

  /// Parameters that share hyperparameters.
  public struct Group {
    /// The parameters of the group.
    public var parameters: [Parameter]
    /// The hyperparameters of the group, from the next step on. They are not checked: PyTorch does
    /// not check what is set for a group.
    public var hyperparameters: Hyperparameters

    /// A group of parameters and their hyperparameters.
    public init(_ parameters: [Parameter], _ hyperparameters: Hyperparameters) {
      self.parameters = parameters
      self.hyperparameters = hyperparameters
    }
  }

  /// The groups of parameters. Values, gradients and hyperparameters may be set between steps.
  public var groups: [Group]

  /// Whether parameters are taken together, by operations on lists of tensors (`foreach`). PyTorch
  /// takes them alone on a CPU, unless it is told otherwise. It changes bits of complex parameters
  /// with weight decay.
  public var foreach = false

  // MARK: Creating an optimizer

  /// An optimizer of one group of parameters.
  ///
  /// - Throws: `PyTorchError`, if a hyperparameter is out of range, or there is no parameter.
  public init(
    _ parameters: [Parameter], _ hyperparameters: Hyperparameters = .init()
  ) throws(PyTorchError) {
    try self.init(
      groups: parameters.isEmpty ? [] : [Group(parameters, hyperparameters)],
      defaults: hyperparameters)
  }

  /// An optimizer of several groups, whose hyperparameters are not checked; `defaults` are.
  ///
  /// - Throws: `PyTorchError`, if a default is out of range, or there is no group.
  public init(groups: [Group], defaults: Hyperparameters = .init()) throws(PyTorchError) {
    do { _ = try defaults.checked() } catch { throw .hyperparameter(error) }
    guard !groups.isEmpty else { throw .emptyParameterList }
    self.groups = groups
  }

  // MARK: Steps

  /// One step of every parameter that has a gradient.
  ///
  /// As in PyTorch, groups take their steps one after another: if a group's step fails, the groups
  /// before it have taken theirs, and the first parameters of the group may have new state.
  ///
  /// - Throws: `PyTorchError.missingState`, if momentum or centered was turned on after the state
  ///   was created without it.
  /// - Precondition: a gradient has as many numbers as its parameter.
  public mutating func step() throws(PyTorchError) {
    for group in groups.indices {
      let optimizer = PyTorchRMSprop(unchecked: groups[group].hyperparameters)
      let parameters = groups[group].parameters.indices.filter {
        groups[group].parameters[$0].gradient != nil
      }
      for i in parameters { try groups[group].parameters[i].prepare(for: optimizer) }
      for i in parameters { groups[group].parameters[i].step(optimizer, foreach: foreach) }
    }
  }

  /// Calls `closure`, which sets the gradients and returns the loss, then takes the step.
  ///
  /// - Returns: the closure's loss.
  /// - Throws: `PyTorchError`, as `step()`.
  public mutating func step<Loss>(
    closure: (inout PyTorchOptimizer) -> Loss
  ) throws(PyTorchError) -> Loss {
    let loss = closure(&self)
    try step()
    return loss
  }

  /// Removes every gradient, or sets its numbers to zero if `setToNone` is off.
  public mutating func zeroGradients(setToNone: Bool = true) {
    for group in groups.indices {
      for i in groups[group].parameters.indices {
        let zeros = groups[group].parameters[i].gradient?.map { _ in Number(0, "0") }
        groups[group].parameters[i].gradient = setToNone ? nil : zeros
      }
    }
  }

  // MARK: Dictionaries

  /// The states and hyperparameters as PyTorch saves them; parameters are numbered over all groups.
  public var stateDictionary: StateDictionary<Number> {
    var dictionary = StateDictionary<Number>()
    var id = 0
    for group in groups {
      let ids = Array(id..<id + group.parameters.count)
      for (id, parameter) in zip(ids, group.parameters) {
        if let state = parameter.state { dictionary.state[id] = state }
      }
      dictionary.groups.append(.init(hyperparameters: group.hyperparameters, parameters: ids))
      id += ids.count
    }
    return dictionary
  }

  /// Takes states and hyperparameters from a dictionary. Parameters and gradients stay unchanged.
  ///
  /// - Throws: `PyTorchError`, if the number of groups or a group's size is different, or a state
  ///   does not fit its parameter. Then nothing is changed.
  public mutating func load(_ dictionary: StateDictionary<Number>) throws(PyTorchError) {
    guard dictionary.groups.count == groups.count else { throw .differentNumberOfGroups }
    guard zip(dictionary.groups, groups).allSatisfy({ $0.parameters.count == $1.parameters.count })
    else { throw .differentGroupSize }
    var loaded = groups
    for (g, saved) in dictionary.groups.enumerated() {
      loaded[g].hyperparameters = saved.hyperparameters
      for (i, id) in saved.parameters.enumerated() {
        let state = dictionary.state[id]
        guard state.map({ $0.fits(loaded[g].parameters[i].values.count) }) ?? true else {
          throw .stateDoesNotFit(id)
        }
        loaded[g].parameters[i].state = state
      }
    }
    groups = loaded
  }
}

extension PyTorchOptimizer.Parameter {
  /// Creates the state that a step needs, or throws if there is a state that lacks an array.
  fileprivate mutating func prepare(for optimizer: PyTorchRMSprop) throws(PyTorchError) {
    let (momentum, centered) = (
      optimizer.hyperparameters.momentum > 0, optimizer.hyperparameters.centered
    )
    if state == nil {
      state = OptimizerState(
        zeros: values.count, momentumBuffer: momentum, gradientAverage: centered)
    }
    if momentum && state?.momentumBuffer == nil { throw .missingState("momentum_buffer") }
    if centered && state?.gradientAverage == nil { throw .missingState("grad_avg") }
  }

  fileprivate mutating func step(_ optimizer: PyTorchRMSprop, foreach: Bool) {
    var (optimizer, gradient) = (optimizer, gradient)
    let h = optimizer.hyperparameters
    if isComplex && !foreach && h.weightDecay != 0, let numbers = gradient {
      gradient = decayed(h.maximize ? numbers.map { -$0 } : numbers, by: h.weightDecay)
      var rest = h
      (rest.maximize, rest.weightDecay) = (false, 0)
      optimizer = PyTorchRMSprop(unchecked: rest)
    }
    optimizer.step(&values, gradient: gradient, state: &state)
  }

  /// g + λ θ in complex numbers, λ being λ + 0 i: each operation rounds (P2). Taken together,
  /// complex parameters are real ones, and it is fused.
  private func decayed(_ gradient: [Number], by weightDecay: Double) -> [Number] {
    let (factor, zero) = (Number(weightDecay, "\\lambda"), Number(0, "0"))
    return gradient.indices.map { i in
      let g = gradient[i]
      return i % 2 == 0
        ? g + (factor * values[i] - zero * values[i + 1])
        : g + (factor * values[i] + zero * values[i - 1])
    }
  }
}

extension OptimizerState {
  fileprivate func fits(_ count: Int) -> Bool {
    squareAverage.count == count && (momentumBuffer?.count ?? count) == count
      && (gradientAverage?.count ?? count) == count
  }
}

extension PyTorchOptimizer: Sendable where Number: Sendable {}
extension PyTorchOptimizer.Group: Sendable where Number: Sendable {}
extension PyTorchOptimizer.Parameter: Sendable where Number: Sendable {}
