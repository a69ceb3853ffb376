/// `torch.optim.RMSprop` as a whole: parameters in groups, each group with hyperparameters of its
/// own, state that is made when it is first needed, and dictionaries to save it.
///
/// The arithmetic is `PyTorchRMSprop`'s; this type holds what belongs to a whole optimizer, and
/// follows PyTorch also where it refuses. Parameters are values: the optimizer owns them.
///
/// Source: torch/optim/optimizer.py and torch/optim/rmsprop.py, 2.13.0.
public struct PyTorchOptimizer<Number: Arithmetic> {
  /// One parameter of any shape, with its gradient and its state.
  public struct Parameter {
    /// How many elements there are along each dimension; none for a single number.
    public let shape: [Int]
    /// Whether each element is complex, that is two numbers: its real and its imaginary part, which
    /// RMSprop treats as two parameters.
    public let isComplex: Bool
    /// The elements, row by row; of a complex one, its real part first.
    public var values: [Number]
    /// The gradient of the next step, in the same form; `nil` if there is none.
    public var gradient: [Number]?
    /// What RMSprop remembers; `nil` before the first step with a gradient.
    public fileprivate(set) var state: State<Number>?

    /// A parameter, in one dimension if `shape` does not say otherwise.
    ///
    /// - Precondition: there are as many values as the shape has elements, twice as many if
    ///   complex.
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
    /// The parameters.
    public var parameters: [Parameter]
    /// What holds for them from the next step on. Not checked, as PyTorch does not check what is
    /// set for a group.
    public var hyperparameters: Hyperparameters

    /// A group with hyperparameters of its own.
    public init(_ parameters: [Parameter], _ hyperparameters: Hyperparameters) {
      self.parameters = parameters
      self.hyperparameters = hyperparameters
    }
  }

  /// The groups. Values, gradients and hyperparameters may be set between steps.
  public var groups: [Group]

  // MARK: Making one

  /// One group of parameters.
  ///
  /// - Throws: `PyTorchError`, if a hyperparameter is out of range, or there is no parameter.
  public init(
    _ parameters: [Parameter], _ hyperparameters: Hyperparameters = .init()
  ) throws(PyTorchError) {
    try self.init(
      groups: parameters.isEmpty ? [] : [Group(parameters, hyperparameters)],
      defaults: hyperparameters)
  }

  /// Groups, each with hyperparameters of its own, which are not checked; `defaults` are.
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
  /// As in PyTorch, groups take their steps one after another: when one is refused, those before it
  /// have been taken, and of its own parameters the first may have new state.
  ///
  /// - Throws: `PyTorchError.missingState`, if momentum or centered was turned on after a state had
  ///   been made without it.
  /// - Precondition: a gradient has as many numbers as its parameter.
  public mutating func step() throws(PyTorchError) {
    for group in groups.indices {
      let optimizer = PyTorchRMSprop(unchecked: groups[group].hyperparameters)
      let parameters = groups[group].parameters.indices.filter {
        groups[group].parameters[$0].gradient != nil
      }
      for i in parameters { try groups[group].parameters[i].prepare(for: optimizer) }
      for i in parameters { groups[group].parameters[i].step(optimizer) }
    }
  }

  /// Lets `closure` set the gradients, then takes the step; the closure's loss.
  ///
  /// - Throws: `PyTorchError`, as `step()`.
  public mutating func step<Loss>(
    closure: (inout PyTorchOptimizer) -> Loss
  ) throws(PyTorchError) -> Loss {
    let loss = closure(&self)
    try step()
    return loss
  }

  /// Removes every gradient, or, if `setToNone` is off, makes those that are there zero.
  public mutating func zeroGradients(setToNone: Bool = true) {
    for group in groups.indices {
      for i in groups[group].parameters.indices {
        let zeros = groups[group].parameters[i].gradient?.map { _ in Number(0, "0") }
        groups[group].parameters[i].gradient = setToNone ? nil : zeros
      }
    }
  }

  // MARK: Dictionaries

  /// States and hyperparameters, with parameters numbered over all groups.
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

  /// Takes states and hyperparameters from a dictionary; parameters and gradients stay.
  ///
  /// - Throws: `PyTorchError`, if groups or their sizes are not these, or a state does not fit its
  ///   parameter; then nothing is changed.
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
  /// Makes the state that a step needs, or finds that it lacks something.
  fileprivate mutating func prepare(for optimizer: PyTorchRMSprop) throws(PyTorchError) {
    let (momentum, centered) = (
      optimizer.hyperparameters.momentum > 0, optimizer.hyperparameters.centered
    )
    if state == nil {
      state = State(zeros: values.count, momentumBuffer: momentum, gradientAverage: centered)
    }
    if momentum && state?.momentumBuffer == nil { throw .missingState("momentum_buffer") }
    if centered && state?.gradientAverage == nil { throw .missingState("grad_avg") }
  }

  fileprivate mutating func step(_ optimizer: PyTorchRMSprop) {
    optimizer.step(&values, gradient: gradient, state: &state)
  }
}

extension State {
  fileprivate func fits(_ count: Int) -> Bool {
    squareAverage.count == count && (momentumBuffer?.count ?? count) == count
      && (gradientAverage?.count ?? count) == count
  }
}

extension PyTorchOptimizer: Sendable where Number: Sendable {}
extension PyTorchOptimizer.Group: Sendable where Number: Sendable {}
extension PyTorchOptimizer.Parameter: Sendable where Number: Sendable {}
