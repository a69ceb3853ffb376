/// The dictionary that an optimizer saves (`state_dict`): states and hyperparameters, without the
/// parameters themselves, which it refers to by number, counted over all groups.
public struct StateDictionary<Number> {
  /// The state of each parameter that has one, by the parameter's number.
  public var state: [Int: OptimizerState<Number>]
  /// The optimizer's groups, in order.
  public var groups: [Group]

  /// The hyperparameters of a group, and the numbers of its parameters.
  public struct Group: Equatable, Sendable {
    /// The hyperparameters of the group.
    public var hyperparameters: Hyperparameters
    /// The numbers of the group's parameters, in order.
    public var parameters: [Int]

    /// A group with these hyperparameters and parameters.
    public init(hyperparameters: Hyperparameters, parameters: [Int]) {
      self.hyperparameters = hyperparameters
      self.parameters = parameters
    }
  }

  /// A dictionary with these states and groups; by default an empty one.
  public init(state: [Int: OptimizerState<Number>] = [:], groups: [Group] = []) {
    self.state = state
    self.groups = groups
  }
}

extension StateDictionary {
  /// The dictionary in another type of numbers.
  public func map<Other>(_ transform: (Number) -> Other) -> StateDictionary<Other> {
    StateDictionary<Other>(
      state: state.mapValues { state in
        OptimizerState<Other>(
          stepCount: state.stepCount, squareAverage: state.squareAverage.map(transform),
          momentumBuffer: state.momentumBuffer?.map(transform),
          gradientAverage: state.gradientAverage?.map(transform))
      },
      groups: groups.map { .init(hyperparameters: $0.hyperparameters, parameters: $0.parameters) })
  }
}

extension StateDictionary: Sendable where Number: Sendable {}
extension StateDictionary: Equatable where Number: Equatable {}
